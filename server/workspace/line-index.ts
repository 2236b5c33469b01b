import {
  offsetAfter,
  type Position,
  type PositionEncoding,
  startOfCharacter,
  unitsBetween,
} from './position-encoding.ts';

const CR = 13;
const LF = 10;

/**
 * The lines of one text, for turning offsets (UTF-16 code units from its start) into LSP positions
 * and back. Lines end at LF, CRLF or a lone CR, as LSP has it.
 */
export class LineIndex {
  readonly text: string;
  readonly #starts: readonly number[];
  #ascii: boolean | undefined;

  constructor(text: string) {
    this.text = text;
    this.#starts = lineStarts(text);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The line that `offset` is on, from 0; that of a line end is the line it ends. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /**
   * The position of `offset`, clamped to the text. Inside a surrogate pair it is the pair's, inside
   * a CRLF the end of the line.
   */
  positionAt(offset: number, encoding: PositionEncoding): Position {
    const clamped = Math.min(Math.max(offset, 0), this.text.length);
    const line = this.lineAt(clamped);
    const start = this.#startOf(line);
    const end = startOfCharacter(this.text, Math.min(clamped, this.#endOf(line)));
    return { line, character: unitsBetween(this.text, start, end, this.#effective(encoding)) };
  }

  /**
   * The offset of `position`, clamped: past the end of its line is the line's end, past the last
   * line is the end of the text. Inside a character it is the character's start.
   */
  offsetAt({ line, character }: Position, encoding: PositionEncoding): number {
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.text.length;
    const start = this.#startOf(line);
    return offsetAfter(this.text, start, this.#endOf(line), character, this.#effective(encoding));
  }

  /** In plain ASCII all encodings count alike, and UTF-16 needs no counting. */
  #effective(encoding: PositionEncoding): PositionEncoding {
    if (encoding === 'utf-16') return encoding;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is where ASCII begins
    this.#ascii ??= /^[\x00-\x7f]*$/.test(this.text);
    return this.#ascii ? 'utf-16' : encoding;
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** Where the line's own end begins. */
  #endOf(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.text.length;
    const isCrlf =
      next - 2 >= this.#startOf(line) &&
      this.text.charCodeAt(next - 1) === LF &&
      this.text.charCodeAt(next - 2) === CR;
    return next - (isCrlf ? 2 : 1);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}
