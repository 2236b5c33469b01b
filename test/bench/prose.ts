/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.integer(0, choices.length - 1)] ?? choices[0];
  }
}

const VERBS = [
  ...(['compare', 'list', 'measure', 'trace', 'freeze', 'restore', 'review', 'rename'] as const),
  ...(['replay', 'sample', 'split', 'verify', 'archive', 'rebuild', 'inspect', 'collect'] as const),
] as const;
const ADJECTIVES = [
  ...(['current', 'affected', 'smallest', 'oldest', 'shared', 'public', 'slow'] as const),
  ...(['generated', 'stale', 'unfinished', 'remaining', 'critical', 'external'] as const),
] as const;
const NOUNS = [
  ...(['interface', 'schedule', 'record', 'boundary', 'ledger', 'queue', 'adapter'] as const),
  ...(['snapshot', 'contract', 'baseline', 'index', 'policy', 'report', 'migration'] as const),
  ...(['threshold', 'fixture', 'release', 'dependency', 'alert', 'manifest', 'replica'] as const),
] as const;
const PEOPLE = ['reviewer', 'author', 'operator', 'maintainer', 'engineer on call'] as const;
const REASONS = [
  'once',
  'in order',
  'before you go on',
  'even on a Friday',
  'unless agreed',
  'and say so',
] as const;

/** Words for generated files: varied enough that no two paragraphs are alike. */
export class Prose {
  readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  verb = (): string => this.random.pick(VERBS);
  noun = (): string => this.random.pick(NOUNS);
  thing = (): string => `${this.random.pick(ADJECTIVES)} ${this.noun()}`;

  /** Such as `Replay the Stale Ledger`. */
  title(): string {
    const words = [this.verb(), 'the', ...this.thing().split(' ')];
    return words.map((word) => (word === 'the' ? word : capitalised(word))).join(' ');
  }

  /** One sentence of 4 to 12 words, with its full stop. */
  sentence(): string {
    const { random } = this;
    const person = random.pick(PEOPLE);
    const reason = random.pick(REASONS);
    const form = random.pick<() => string>([
      () => `${this.verb()} the ${this.thing()} ${reason}`,
      () => `the ${person} needs the ${this.thing()}`,
      () => `no ${this.noun()} without its ${this.noun()}`,
      () => `${this.verb()} and ${this.verb()} the ${this.thing()}`,
      () => `when the ${this.noun()} moves, tell the ${person}`,
      () => `${random.integer(2, 40)} minutes are enough for the ${this.thing()}`,
      () => `keep the \`${this.noun()}_${this.noun()}\` at hand`,
      () => `name what **changed** in the ${this.noun()} ${reason}`,
    ]);
    return `${capitalised(form())}.`;
  }

  /** So many lines of a sentence each. */
  paragraph(lines: number): string {
    const sentences = Array.from({ length: lines }, () => this.sentence());
    return sentences.join('\n');
  }

  /** So many list items. */
  list(items: number, mark = '-'): string {
    return Array.from({ length: items }, () => `${mark} ${this.sentence()}`).join('\n');
  }
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
