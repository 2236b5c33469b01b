import type { SyntaxNodeRef, Tree } from '@lezer/common';
import { parseBounded } from './bounded-markdown.ts';
import { type LinkDefinition, labelKey, linkDefinitionsIn, targetAt } from './link-definitions.ts';
import {
  HeadingBlock,
  ItemBlock,
  type MarkedText,
  ParagraphBlock,
  plainText,
} from './markdown-blocks.ts';
import type { Block, Cell, Link, MarkdownTree, PlainText, Verbatim } from './markdown-tree.ts';
import type { TextRange } from './text-range.ts';

/**
 * Reads markdown: CommonMark with GFM's tables and task lists. Every text has a tree, markdown has
 * no errors; lines, paragraphs and nesting of absurd size are read as plain paragraphs.
 */
export function parseMarkdown(text: string): MarkdownTree {
  const tree = parseBounded(text);
  return new TreeReader(text, linkDefinitionsIn(tree, text)).read(tree);
}

interface OpenLink {
  readonly brackets: TextRange[];
  target: TextRange | undefined;
  label: TextRange | undefined;
}

interface OpenItem {
  readonly item: ItemBlock;
  /** Whether the next block is the item's own text. */
  awaitsText: boolean;
}

interface OpenCode {
  info: string;
  readonly fences: TextRange[];
}

/** One walk over the library's tree: what `enter` opens, `leave` closes. */
class TreeReader {
  readonly #text: string;
  readonly #definitions: ReadonlyMap<string, LinkDefinition>;

  readonly #blocks: Block[] = [];
  readonly #links: Link[] = [];
  readonly #verbatim: Verbatim[] = [];

  readonly #openLinks: OpenLink[] = [];
  readonly #openItems: OpenItem[] = [];
  #openText: MarkedText | undefined;
  #openCode: OpenCode | undefined;
  /** The cells of the row that is being read, with an empty one for `||`. */
  #row: Cell[] | undefined;
  #rowHasDelimiter = false;
  #cellBeforeDelimiter = false;
  #rows: Cell[][] = [];

  constructor(text: string, definitions: ReadonlyMap<string, LinkDefinition>) {
    this.#text = text;
    this.#definitions = definitions;
  }

  read(tree: Tree): MarkdownTree {
    tree.iterate({ enter: (node) => this.#enter(node), leave: (node) => this.#leave(node) });
    return {
      blocks: this.#blocks,
      links: this.#links.sort((a, b) => a.range.start - b.range.start),
      verbatim: this.#verbatim,
      lineCount: lineCountOf(this.#text),
    };
  }

  #enter(node: SyntaxNodeRef): false | undefined {
    switch (node.name) {
      case 'Paragraph':
      case 'Task':
      case 'TableCell':
        this.#openText = { start: node.from, end: node.to, marks: [] };
        return undefined;
      case 'ListItem':
        return this.#openItem(node);
      case 'TaskMarker':
        return this.#checkbox(node);
      case 'FencedCode':
      case 'CodeBlock':
        this.#endAwaitingText();
        this.#openCode = { info: '', fences: [] };
        return undefined;
      case 'CodeInfo':
        if (this.#openCode !== undefined) this.#openCode.info = this.#slice(node);
        return undefined;
      case 'CodeMark':
        if (this.#openCode !== undefined) this.#openCode.fences.push(rangeOf(node));
        else this.#mark(node.from, node.to);
        return undefined;
      case 'InlineCode':
        this.#verbatim.push({ kind: 'inline-code', range: rangeOf(node) });
        return undefined;
      case 'Comment':
        this.#verbatim.push({ kind: 'comment', range: rangeOf(node) });
        this.#mark(node.from, node.to);
        return false;
      case 'CommentBlock':
        this.#endAwaitingText();
        this.#verbatim.push({ kind: 'comment', range: this.#blockRange(node) });
        return false;
      case 'Link':
      case 'Image':
        this.#openLinks.push({
          brackets: [],
          target: undefined,
          label: undefined,
        });
        return undefined;
      case 'LinkMark':
        this.#openLinks.at(-1)?.brackets.push(rangeOf(node));
        return undefined;
      case 'URL':
        this.#setOnLink('target', node);
        return undefined;
      case 'LinkLabel':
        this.#setOnLink('label', node);
        return undefined;
      case 'Autolink':
        this.#mark(node.from, node.from + 1);
        this.#mark(node.to - 1, node.to);
        return false;
      case 'Escape':
        this.#mark(node.from, node.from + 1);
        return undefined;
      case 'HeaderMark':
      case 'EmphasisMark':
      case 'QuoteMark':
      case 'HardBreak':
        this.#mark(node.from, node.to);
        return undefined;
      case 'TableHeader':
      case 'TableRow':
        this.#row = [];
        this.#rowHasDelimiter = false;
        this.#cellBeforeDelimiter = false;
        return undefined;
      case 'TableDelimiter':
        this.#delimitCell(node);
        return undefined;
      case 'Table':
        this.#endAwaitingText();
        this.#rows = [];
        return undefined;
      case 'LinkReference':
        return false;
      case 'Blockquote':
      case 'HTMLBlock':
      case 'HorizontalRule':
        this.#endAwaitingText();
        return undefined;
      default:
        if (headingLevel(node.name) !== undefined) {
          this.#endAwaitingText();
          this.#openText = { start: node.from, end: node.to, marks: [] };
        }
        return undefined;
    }
  }

  #leave(node: SyntaxNodeRef): void {
    switch (node.name) {
      case 'Paragraph':
      case 'Task':
        this.#closeParagraph(node);
        break;
      case 'TableCell':
        this.#row?.push({ ...this.#closeText(), range: rangeOf(node) });
        this.#cellBeforeDelimiter = true;
        break;
      case 'TableHeader':
      case 'TableRow':
        this.#rows.push(this.#row ?? []);
        this.#row = undefined;
        break;
      case 'Table': {
        const [header = [], ...rows] = this.#rows;
        this.#blocks.push({ kind: 'table', range: this.#blockRange(node), header, rows });
        break;
      }
      case 'ListItem':
        this.#openItems.pop();
        break;
      case 'FencedCode':
      case 'CodeBlock':
        this.#closeCode(node);
        break;
      case 'Link':
      case 'Image':
        this.#closeLink(node);
        break;
      default: {
        const level = headingLevel(node.name);
        if (level === undefined) break;
        const range = this.#blockRange(node);
        this.#blocks.push(new HeadingBlock(this.#text, level, range, this.#takeText()));
      }
    }
  }

  #openItem(node: SyntaxNodeRef): undefined {
    this.#endAwaitingText();
    const range = this.#blockRange(node);
    const item = new ItemBlock(this.#text, this.#openItems.length, range);
    this.#blocks.push(item);
    this.#openItems.push({ item, awaitsText: true });
  }

  #checkbox(node: SyntaxNodeRef): undefined {
    this.#mark(node.from, node.to);
    const open = this.#openItems.at(-1);
    if (open !== undefined) open.item.checked = this.#text.charAt(node.from + 1) !== ' ';
  }

  #closeParagraph(node: SyntaxNodeRef): void {
    const open = this.#takeText();
    const item = this.#openItems.at(-1);
    if (item?.awaitsText === true) {
      item.awaitsText = false;
      item.item.readFrom(open);
    } else {
      this.#blocks.push(new ParagraphBlock(this.#text, this.#blockRange(node), open));
    }
  }

  #closeCode(node: SyntaxNodeRef): void {
    const { info, fences } = this.#openCode ?? { info: '', fences: [] };
    this.#openCode = undefined;
    const range = this.#blockRange(node);
    const [opening, closing] = fences;
    const start = opening === undefined ? range.start : this.#nextLineStart(opening.end, range.end);
    const end = closing === undefined ? range.end : this.#lineStart(closing.start, start);
    const bodyRange = { start, end: Math.max(start, end) };
    this.#blocks.push({
      kind: 'code',
      fenced: opening !== undefined,
      closed: closing !== undefined,
      info,
      range,
      bodyRange,
    });
    this.#verbatim.push({ kind: 'code-block', range });
  }

  #closeLink(node: SyntaxNodeRef): void {
    const link = this.#openLinks.pop();
    const [opening, closing] = link?.brackets ?? [];
    if (link === undefined || opening === undefined || closing === undefined) return;
    const inner = { start: opening.end, end: closing.start };
    const destination = this.#destinationOf(link, inner);
    // A bracket that leads nowhere is text: the `[NAME]` of a template, the `[number]` of a form.
    if (destination === undefined) return;
    const kind = node.name === 'Image' ? 'image' : 'link';
    const range = rangeOf(node);
    this.#links.push({ kind, text: this.#slice(inner), ...destination, range });
    this.#mark(range.start, inner.start);
    this.#mark(inner.end, range.end);
  }

  #destinationOf(link: OpenLink, inner: TextRange): LinkDefinition | undefined {
    if (link.target !== undefined) return targetAt(this.#text, link.target);
    const parenthesis = link.brackets[2];
    if (parenthesis !== undefined) {
      return targetAt(this.#text, { start: parenthesis.end, end: parenthesis.end });
    }
    const label = link.label === undefined ? '' : labelKey(this.#slice(link.label));
    return this.#definitions.get(label || labelKey(this.#slice(inner)));
  }

  #delimitCell(node: SyntaxNodeRef): void {
    if (this.#rowHasDelimiter && !this.#cellBeforeDelimiter) {
      const nowhere = { start: node.from, end: node.from };
      this.#row?.push({ text: '', textRange: nowhere, range: nowhere });
    }
    this.#rowHasDelimiter = true;
    this.#cellBeforeDelimiter = false;
  }

  #setOnLink(part: 'target' | 'label', node: SyntaxNodeRef): void {
    const link = this.#openLinks.at(-1);
    if (link !== undefined) link[part] = rangeOf(node);
  }

  #endAwaitingText(): void {
    const open = this.#openItems.at(-1);
    if (open !== undefined) open.awaitsText = false;
  }

  #mark(start: number, end: number): void {
    this.#openText?.marks.push({ start, end });
  }

  #closeText(): PlainText {
    const open = this.#takeText();
    return plainText(this.#text, open, open.marks);
  }

  #takeText(): MarkedText {
    const open = this.#openText ?? { start: 0, end: 0, marks: [] };
    this.#openText = undefined;
    return open;
  }

  #slice(range: TextRange | SyntaxNodeRef): string {
    const { start, end } = 'from' in range ? rangeOf(range) : range;
    return this.#text.slice(start, end);
  }

  /** Without the CR of a CRLF, which the parser took for a blank at the line's end. */
  #blockRange(node: SyntaxNodeRef): TextRange {
    const endsInCr = node.to > node.from && this.#text.charAt(node.to - 1) === '\r';
    return { start: node.from, end: endsInCr ? node.to - 1 : node.to };
  }

  #nextLineStart(offset: number, limit: number): number {
    const end = this.#text.slice(offset, limit).search(/\r\n?|\n/);
    if (end === -1) return limit;
    const isCrLf = this.#text.startsWith('\r\n', offset + end);
    return offset + end + (isCrLf ? 2 : 1);
  }

  #lineStart(offset: number, limit: number): number {
    let start = offset;
    while (start > limit && !/[\r\n]/.test(this.#text.charAt(start - 1))) start -= 1;
    return start;
  }
}

function rangeOf(node: SyntaxNodeRef): TextRange {
  return { start: node.from, end: node.to };
}

function headingLevel(name: string): number | undefined {
  return name.startsWith('ATXHeading') || name.startsWith('SetextHeading')
    ? Number(name.at(-1))
    : undefined;
}

function lineCountOf(text: string): number {
  const breaks = text.match(/\r\n?|\n/g)?.length ?? 0;
  return text === '' || /[\r\n]$/.test(text) ? breaks : breaks + 1;
}
