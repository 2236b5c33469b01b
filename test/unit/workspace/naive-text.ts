import fc from 'fast-check';
import type { Position, PositionEncoding } from '../../../server/workspace/position-encoding.ts';

/**
 * Text as a list of characters, with positions found by walking from the start. Slow and plain:
 * what the fast code is compared with. A pair of surrogates is one character and a lone one is one,
 * unless code units are asked for.
 */
export class NaiveText {
  readonly #characters: readonly string[];
  readonly #encoding: PositionEncoding;
  readonly #splitsPairs: boolean;

  constructor(text: string, encoding: PositionEncoding, splitsPairs = false) {
    this.#characters = splitsPairs ? text.split('') : [...text];
    this.#encoding = encoding;
    this.#splitsPairs = splitsPairs;
  }

  get text(): string {
    return this.#characters.join('');
  }

  /** Every place between two characters, but those inside a CRLF, with its position. */
  places(): { index: number; offset: number; position: Position }[] {
    const places = [];
    let offset = 0;
    let line = 0;
    let character = 0;
    for (let index = 0; index <= this.#characters.length; index++) {
      const [before, after] = [this.#characters[index - 1], this.#characters[index]];
      if (before === '\n' || (before === '\r' && after !== '\n')) {
        line++;
        character = 0;
      }
      if (!(before === '\r' && after === '\n')) {
        places.push({ index, offset, position: { line, character } });
      }
      if (after === undefined) break;
      offset += after.length;
      character += this.#unitsOf(after);
    }
    return places;
  }

  /** The text with what lies between two positions, in either order, replaced. */
  replaced(start: Position, end: Position, by: string): NaiveText {
    const [from = 0, to = 0] = [this.#indexOf(start), this.#indexOf(end)].sort((a, b) => a - b);
    const text =
      this.#characters.slice(0, from).join('') + by + this.#characters.slice(to).join('');
    return new NaiveText(text, this.#encoding, this.#splitsPairs);
  }

  /** The last place that is not behind `position`: this clamps, and snaps to a character's start. */
  #indexOf(position: Position): number {
    const isNotBehind = ({ position: { line, character } }: { position: Position }) =>
      line < position.line || (line === position.line && character <= position.character);
    const places = this.places();
    const lastLine = places.at(-1)?.position.line ?? 0;
    if (position.line > lastLine) return this.#characters.length;
    return places.findLast(isNotBehind)?.index ?? 0;
  }

  #unitsOf(character: string): number {
    switch (this.#encoding) {
      case 'utf-8':
        return Buffer.byteLength(character, 'utf8');
      case 'utf-16':
        return character.length;
      case 'utf-32':
        return 1;
    }
  }
}

export const anyEncoding = fc.constantFrom<PositionEncoding>('utf-8', 'utf-16', 'utf-32');

/** Short texts full of what goes wrong: line ends of all kinds, wide characters, halves of them. */
export const anyText = fc
  .array(
    fc.constantFrom(
      'a',
      'bc',
      '\n',
      '\r',
      '\r\n',
      '\0',
      '\ufeff',
      'é',
      '漢',
      '😀',
      '\ud800',
      '\udc00',
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
