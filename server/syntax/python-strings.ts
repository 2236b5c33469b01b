import type { FormatPart, PythonExpression, Replacement } from './python-ast.ts';
import { PythonFault, type PythonToken } from './python-tokens.ts';
import type { TextRange } from './text-range.ts';

/** Reads the expression in `text.slice(start, end)`, which stands between the braces of an f-string. */
export type ReadExpression = (range: TextRange) => PythonExpression;

/** An f-string in the format spec of an f-string is the last that Python reads. */
const maxSpecDepth = 2;

/**
 * The parts of a string token: its text, and for an f-string what stands between its braces.
 * @throws {PythonFault} for escapes and replacements that Python cannot read, and for bytes
 */
export function partsOf(text: string, token: PythonToken, read: ReadExpression): FormatPart[] {
  const { prefix = '', content = token.range } = token;
  if (prefix.includes('b')) {
    throw new PythonFault('unsupported', 'Bytes are not understood here. Use text.', token.range);
  }
  const raw = prefix.includes('r');
  if (!prefix.includes('f')) return [textOf(text, content, raw)];
  return new FormatReader(text, raw, read).parts(content.start, content.end, 1).parts;
}

class FormatReader {
  readonly #text: string;
  readonly #raw: boolean;
  readonly #read: ReadExpression;

  constructor(text: string, raw: boolean, read: ReadExpression) {
    this.#text = text;
    this.#raw = raw;
    this.#read = read;
  }

  /** Reads up to `end`; inside a spec, up to the brace that closes the replacement. */
  parts(start: number, end: number, depth: number): { parts: FormatPart[]; at: number } {
    const parts: FormatPart[] = [];
    let from = start;
    let at = start;
    const flush = () => {
      if (at > from) parts.push(textOf(this.#text, { start: from, end: at }, this.#raw));
    };
    while (at < end) {
      const character = this.#text[at];
      const doubled = this.#text[at + 1] === character && at + 1 < end && depth === 1;
      if (character === '\\' && !this.#raw) {
        // The braces of \N{…} are none of a replacement; the escape itself is refused with the text.
        at += this.#text.startsWith('\\N{', at) ? 3 : 2;
      } else if ((character === '{' || character === '}') && doubled) {
        at += 1;
        flush();
        at += 1;
        from = at;
      } else if (character === '{') {
        flush();
        const { replacement, at: next } = this.#replacement(at, end, depth);
        parts.push(...replacement);
        at = next;
        from = at;
      } else if (character === '}') {
        if (depth > 1) break;
        throw new PythonFault('syntax', 'A lone } in an f-string is written }}.', {
          start: at,
          end: at + 1,
        });
      } else {
        at += 1;
      }
    }
    at = Math.min(at, end);
    flush();
    return { parts, at };
  }

  #replacement(
    start: number,
    end: number,
    depth: number,
  ): { replacement: FormatPart[]; at: number } {
    const range = { start, end: start + 1 };
    if (depth > maxSpecDepth) {
      throw new PythonFault('syntax', 'Replacements are nested too deep in this f-string.', range);
    }
    const expressionEnd = this.#expressionEnd(start + 1, end);
    let at = expressionEnd;
    // `{x = }` shows the expression's own text first.
    let shown: string | undefined;
    let source = this.#text.slice(start + 1, expressionEnd);
    if (/=\s*$/.test(source)) {
      shown = source;
      source = source.replace(/=\s*$/, '');
    }
    if (source.trim() === '') {
      throw new PythonFault('syntax', 'An expression is missing between these braces.', range);
    }
    if (source.includes('\\') || source.includes('#')) {
      throw new PythonFault('syntax', 'Between the braces stands no backslash and no #.', range);
    }
    const expression = this.#read({ start: start + 1, end: start + 1 + source.length });
    let conversion: Replacement['conversion'];
    if (this.#text[at] === '!') {
      const letter = this.#text[at + 1];
      if (letter !== 's' && letter !== 'r' && letter !== 'a') {
        throw new PythonFault('syntax', 'After ! stands s, r or a.', { start: at, end: at + 1 });
      }
      conversion = letter;
      at += 2;
    }
    let spec: readonly FormatPart[] | undefined;
    if (this.#text[at] === ':' && at < end) {
      const read = this.parts(at + 1, end, depth + 1);
      spec = read.parts;
      at = read.at;
    }
    if (this.#text[at] !== '}' || at >= end) {
      throw new PythonFault('syntax', 'This { of an f-string is never closed.', range);
    }
    if (shown !== undefined && conversion === undefined && spec === undefined) conversion = 'r';
    const part: Replacement = { expression, conversion, spec, range: { start, end: at + 1 } };
    return { replacement: shown === undefined ? [part] : [shown, part], at: at + 1 };
  }

  /** Where `!r`, `:spec` or `}` begins: outside brackets and strings. */
  #expressionEnd(start: number, end: number): number {
    let open = 0;
    let quote = '';
    for (let at = start; at < end; at += 1) {
      const character = this.#text[at] ?? '';
      if (quote !== '') {
        if (this.#text.startsWith(quote, at)) {
          at += quote.length - 1;
          quote = '';
        }
      } else if (character === '"' || character === "'") {
        quote = this.#text.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
        at += quote.length - 1;
      } else if ('([{'.includes(character)) {
        open += 1;
      } else if (open > 0) {
        if (')]}'.includes(character)) open -= 1;
      } else if (character === '}' || character === ':') {
        return at;
      } else if (character === '!' && this.#text[at + 1] !== '=') {
        return at;
      }
    }
    return end;
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

const escapeAt = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gsu;

/** What a string's content stands for; an unknown escape stays as it is, as in Python. */
function textOf(text: string, { start, end }: TextRange, raw: boolean): string {
  const written = text.slice(start, end).replace(/\r\n?/g, '\n');
  if (raw || !written.includes('\\')) return written;
  return written.replace(
    escapeAt,
    (whole, octal?: string, hex?: string, short?: string, long?: string, other?: string) => {
      const range = { start, end: Math.max(end, start + 1) };
      if (other === 'N') {
        throw new PythonFault(
          'unsupported',
          'Characters by name (\\N{…}) are not understood here. Write the character itself.',
          range,
        );
      }
      if (other === 'x' || other === 'u' || other === 'U') {
        throw new PythonFault(
          'syntax',
          `After \\${other} too few hexadecimal digits follow.`,
          range,
        );
      }
      if (other !== undefined) return escapes.get(other) ?? whole;
      const code = Number.parseInt(
        octal ?? hex ?? short ?? long ?? '',
        octal === undefined ? 16 : 8,
      );
      if (code > 0x10ffff) {
        throw new PythonFault('syntax', 'There is no character with so high a number.', range);
      }
      return String.fromCodePoint(code);
    },
  );
}
