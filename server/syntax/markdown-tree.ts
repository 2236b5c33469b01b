import type { TextRange } from './text-range.ts';

/**
 * What the server reads of a markdown document: flat lists with ranges, in the order of the text.
 * Nesting is in the ranges: an item that lies within another one is nested in it.
 */
export interface MarkdownTree {
  readonly blocks: readonly Block[];
  /** Links and images that lead somewhere: inline ones, and references whose definition exists. */
  readonly links: readonly Link[];
  /** The stretches that are not prose. They never overlap. */
  readonly verbatim: readonly Verbatim[];
  /** As an editor numbers them, but a final line break opens no further line; 0 for an empty text. */
  readonly lineCount: number;
}

export type Block = Heading | Paragraph | ListItem | Table | CodeBlock;

/** What an author sees as text: marks are stripped, white space is one blank. */
export interface PlainText {
  readonly text: string;
  /** From the first to the last character that is text; marks in between included. */
  readonly textRange: TextRange;
}

/** The text of a block, and of any stretch of it. */
export interface BlockText extends PlainText {
  /** What the text is made of, marks included; of a list item its first paragraph. */
  readonly source: TextRange;
  /** What an author sees of the part of `source` that lies in `range`. */
  within(range: TextRange): PlainText;
}

export interface Heading extends BlockText {
  readonly kind: 'heading';
  /** 1 to 6. */
  readonly level: number;
  readonly range: TextRange;
}

export interface Paragraph extends BlockText {
  readonly kind: 'paragraph';
  readonly range: TextRange;
}

/** An item of a list; its text is its first paragraph, further blocks of it follow in the list. */
export interface ListItem extends BlockText {
  readonly kind: 'item';
  /** 0 for an item of an outermost list. */
  readonly depth: number;
  /** Absent where the item has no `[ ]`. */
  readonly checked: boolean | undefined;
  /** Nested items included. */
  readonly range: TextRange;
}

export interface Table {
  readonly kind: 'table';
  readonly range: TextRange;
  readonly header: readonly Cell[];
  /** Each as long as it was written, which may be more or less than the header. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Cell extends PlainText {
  /** Between the blanks beside the bars; empty for an empty cell. */
  readonly range: TextRange;
}

export interface CodeBlock {
  readonly kind: 'code';
  /** False for a block that is code by its indentation. */
  readonly fenced: boolean;
  /** Whether a fence ends it; else it ends with what it lies in, or with the text. */
  readonly closed: boolean;
  /** What stands behind the opening fence: a language, or nothing. */
  readonly info: string;
  readonly range: TextRange;
  /** The lines between the fences with their line breaks, list indentation and quote marks. */
  readonly bodyRange: TextRange;
}

export interface Link {
  readonly kind: 'link' | 'image';
  /** What stands between the brackets, as written. */
  readonly text: string;
  /** As written, without angle brackets. */
  readonly target: string;
  /** Where the target is written: for a reference, in its definition. */
  readonly targetRange: TextRange;
  readonly range: TextRange;
}

export interface Verbatim {
  readonly kind: 'code-block' | 'inline-code' | 'comment';
  readonly range: TextRange;
}

/** The blocks of one kind, in the order of the text. */
export function blocksOf<K extends Block['kind']>(
  tree: MarkdownTree,
  kind: K,
): Extract<Block, { kind: K }>[] {
  return tree.blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
}

/** The links that begin in `range`. */
export function linksIn(tree: MarkdownTree, range: TextRange): readonly Link[] {
  return tree.links.slice(
    firstFrom(tree.links, range.start),
    firstFrom(tree.links, Math.max(range.start, range.end)),
  );
}

/** Whether the character at `offset` is neither code nor comment. */
export function isProse(tree: MarkdownTree, offset: number): boolean {
  const before = tree.verbatim[firstFrom(tree.verbatim, offset + 1) - 1];
  return before === undefined || before.range.end <= offset;
}

/** The index of the first of `items`, sorted by their start, that starts at `offset` or later. */
export function firstFrom(items: readonly { readonly range: TextRange }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.range.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
