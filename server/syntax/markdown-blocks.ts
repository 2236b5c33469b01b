import type { BlockText, Heading, ListItem, Paragraph, PlainText } from './markdown-tree.ts';
import type { TextRange } from './text-range.ts';

/** What a block's text is made of, and what in it is mark rather than text. */
export interface MarkedText extends TextRange {
  readonly marks: TextRange[];
}

/** Text that is made when it is asked for: of most paragraphs nobody asks it. */
class LazyText implements BlockText {
  readonly #document: string;
  #source: MarkedText;
  #made: PlainText | undefined;

  constructor(document: string, source: MarkedText) {
    this.#document = document;
    this.#source = source;
  }

  readFrom(source: MarkedText): void {
    this.#source = source;
  }

  get text(): string {
    return this.#plain.text;
  }

  get textRange(): TextRange {
    return this.#plain.textRange;
  }

  get source(): TextRange {
    const { start, end } = this.#source;
    return { start, end };
  }

  within(range: TextRange): PlainText {
    const start = Math.max(range.start, this.#source.start);
    const end = Math.max(start, Math.min(range.end, this.#source.end));
    return plainText(this.#document, { start, end }, this.#source.marks);
  }

  get #plain(): PlainText {
    this.#made ??= plainText(this.#document, this.#source, this.#source.marks);
    return this.#made;
  }
}

export class HeadingBlock extends LazyText implements Heading {
  readonly kind = 'heading';
  readonly level: number;
  readonly range: TextRange;

  constructor(document: string, level: number, range: TextRange, source: MarkedText) {
    super(document, source);
    this.level = level;
    this.range = range;
  }
}

export class ParagraphBlock extends LazyText implements Paragraph {
  readonly kind = 'paragraph';
  readonly range: TextRange;

  constructor(document: string, range: TextRange, source: MarkedText) {
    super(document, source);
    this.range = range;
  }
}

export class ItemBlock extends LazyText implements ListItem {
  readonly kind = 'item';
  readonly depth: number;
  readonly range: TextRange;
  checked: boolean | undefined;

  constructor(document: string, depth: number, range: TextRange) {
    super(document, { start: range.end, end: range.end, marks: [] });
    this.depth = depth;
    this.range = range;
  }
}

/** The text of `range` without `marks`, and where it begins and ends. */
export function plainText(text: string, range: TextRange, marks: readonly TextRange[]): PlainText {
  const pieces: string[] = [];
  let start = -1;
  let end = range.start;
  let offset = range.start;
  const take = (until: number): void => {
    if (until <= offset) return;
    const piece = text.slice(offset, until);
    const trimmed = piece.trim();
    pieces.push(piece);
    if (trimmed === '') return;
    if (start === -1) start = offset + piece.indexOf(trimmed);
    end = offset + piece.trimEnd().length;
  };
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    take(Math.min(mark.start, range.end));
    offset = Math.max(offset, mark.end);
  }
  take(range.end);
  if (start === -1) start = end;
  return { text: pieces.join('').replaceAll(/\s+/g, ' ').trim(), textRange: { start, end } };
}
