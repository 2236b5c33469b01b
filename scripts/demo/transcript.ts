import { inspect, isDeepStrictEqual } from 'node:util';
import { padRight, wrap } from './layout.ts';
import { bad, faint, good, strong } from './palette.ts';

/** The transcript is at most so many columns wide. */
const WIDTH = 100;
const INDENT = 4;
const LABEL_WIDTH = 10;
/** How wide the lines of a block may be. */
export const BLOCK_WIDTH = WIDTH - INDENT - LABEL_WIDTH;

/** Prints what happens, step by step, and counts what was checked. */
export class Transcript {
  readonly #began = performance.now();
  #steps = 0;
  #passed = 0;
  readonly #failures: string[] = [];

  get hasFailed(): boolean {
    return this.#failures.length > 0;
  }

  /** The beginning of a part: its name, and what it is in a few lines. */
  title(name: string, about: string): void {
    print('', strong(name), '', ...wrap(about, WIDTH).map(faint));
  }

  /**
   * One numbered step. An error in it is a failed check, and the steps after it go on.
   *
   * @returns whether `act` ran to its end
   */
  async step(title: string, act: () => Promise<void>): Promise<boolean> {
    this.#steps++;
    print('', '', `${strong(padRight(`${this.#steps}`, INDENT) + title)}`);
    try {
      await act();
      return true;
    } catch (error) {
      print('');
      this.#fail('the step runs to its end', [error instanceof Error ? error.message : `${error}`]);
      return false;
    }
  }

  /** Lines that belong together, such as what was sent; the label stands beside the first. */
  block(label: string, lines: readonly string[]): void {
    print('');
    for (const [index, line] of lines.entries()) {
      const margin = index === 0 ? faint(padRight(label, LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH);
      print(line === '' ? '' : ' '.repeat(INDENT) + margin + line);
    }
  }

  /** A remark in plain words. */
  remark(text: string): void {
    print('', ...indented(wrap(text, WIDTH - INDENT)));
  }

  /** Checks what was shown before, and tells of each how it went. */
  checks(...checks: readonly Check[]): void {
    print('');
    for (const { claim, came, expected } of checks) {
      if (isDeepStrictEqual(came, expected)) {
        this.#passed++;
        print(`${' '.repeat(INDENT)}${good('✓')} ${claim}`);
      } else {
        this.#fail(claim, [`expected  ${shown(expected)}`, `came      ${shown(came)}`]);
      }
    }
  }

  /** Something that could not even be tried. */
  abandon(why: string): void {
    print('', '');
    this.#fail(why, []);
  }

  /** The closing line: what was checked, how it went, how long it took. */
  summary(): void {
    const seconds = `${((performance.now() - this.#began) / 1000).toFixed(1)} s`;
    const checked = this.#passed + this.#failures.length;
    print('', '', faint('─'.repeat(WIDTH)));
    if (this.hasFailed) {
      print(`${bad(strong(`✗ ${this.#failures.length} of ${checked} checks failed`))}, ${seconds}`);
      print(...indented(this.#failures));
    } else {
      const counted = `${checked} checks passed in ${this.#steps} steps`;
      print(`${good(strong(`✓ ${counted}`))}, ${seconds}`);
    }
    print('');
  }

  #fail(claim: string, details: readonly string[]): void {
    this.#failures.push(`step ${this.#steps}: ${claim}`);
    print(`${' '.repeat(INDENT)}${bad(`✗ ${claim}`)}`);
    for (const detail of details) {
      print(...indented(wrap(detail, WIDTH - INDENT - 2)).map((line) => `  ${line}`));
    }
  }
}

/** Something that has to be so: a claim in words, what came, and what should have come. */
export interface Check {
  readonly claim: string;
  readonly came: unknown;
  readonly expected: unknown;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => ' '.repeat(INDENT) + line);
}

function shown(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY });
}

function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
