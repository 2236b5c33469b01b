import type { Tree } from '@lezer/common';
import {
  type BlockContext,
  parser as commonMark,
  type LeafBlock,
  type LeafBlockParser,
  type MarkdownConfig,
  Table,
  TaskList,
} from '@lezer/markdown';

// The library is superlinear in the length of a line and of a paragraph, in the marks of a
// paragraph and in the depth of nesting: a hostile text of 1 MB keeps it busy for minutes. Within
// these bounds, far beyond what people write by hand, it takes a second or two; what lies beyond
// is text without structure.
const LONGEST_TEXT = 1_000_000;
const MOST_LINES = 50_000;
const LONGEST_LINE = 4_000;
const LONGEST_INLINE = 4_000;
/** Brackets and asterisks of one paragraph. */
const MOST_MARKS = 300;
/** Open quotes, lists and items; a level of a list counts as two. */
const DEEPEST_NESTING = 24;

/** Passes over the inline content of a block that is out of bounds. */
const boundedInline: MarkdownConfig = {
  parseInline: [
    {
      name: 'BoundedInline',
      before: 'Escape',
      parse: (context, _, offset) =>
        offset === context.offset && isOutOfBounds(context.slice(offset, context.end))
          ? context.end
          : -1,
    },
    {
      // In place of the library's own, which looks along a run of blanks at each of them.
      name: 'HardBreak',
      parse: (context, next, offset) =>
        next === BACKSLASH && context.char(offset + 1) === LINE_FEED
          ? context.addElement(context.elt('HardBreak', offset, offset + 1))
          : -1,
    },
  ],
};

/**
 * Passes over what begins no inline element in one step. Most of a text is that, and the library
 * would ask each of its parsers at each character: this halves its time.
 */
const plainRuns: MarkdownConfig = {
  parseInline: [
    {
      name: 'PlainRun',
      before: 'Escape',
      parse(context, _, offset) {
        BEGINS_ELEMENT.lastIndex = offset - context.offset;
        const at = BEGINS_ELEMENT.exec(context.text)?.index ?? context.text.length;
        return at + context.offset === offset ? -1 : at + context.offset;
      },
    },
  ],
};

const BEGINS_ELEMENT = /[\\`*_[\]!<&]/g;

const BACKSLASH = 92;
const LINE_FEED = 10;

function isOutOfBounds(inline: string): boolean {
  return inline.length > LONGEST_INLINE || (inline.match(/[[*]/g)?.length ?? 0) > MOST_MARKS;
}

/** Takes a line as a paragraph where quotes and lists are nested too deep. */
const boundedNesting: MarkdownConfig = {
  parseBlock: [
    {
      name: 'BoundedNesting',
      before: 'LinkReference',
      parse(context, line) {
        if (context.depth <= DEEPEST_NESTING || line.pos >= line.text.length) return false;
        const start = context.lineStart + line.pos;
        const end = context.lineStart + line.text.length;
        context.nextLine();
        context.addElement(context.elt('Paragraph', start, end));
        return true;
      },
    },
  ],
};

/**
 * `[label]: target` on one line. It stands in for the library's own reading over several lines,
 * which looks at a paragraph from its start again at each of its lines.
 */
const linkDefinition: MarkdownConfig = {
  parseBlock: [
    {
      name: 'LinkReference',
      leaf: (_, leaf) => (DEFINITION.test(leaf.content) ? new DefinitionParser() : null),
    },
  ],
};

const DEFINITION =
  /^(\[(?:[^\]\\]|\\.){1,999}\]:[ \t]*)(\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^)]*\)))?[ \t]*$/;

class DefinitionParser implements LeafBlockParser {
  nextLine(context: BlockContext, _line: unknown, leaf: LeafBlock): boolean {
    return this.finish(context, leaf);
  }

  finish(context: BlockContext, leaf: LeafBlock): boolean {
    const [whole, label, target] = DEFINITION.exec(leaf.content) ?? [];
    if (whole === undefined || label === undefined || target === undefined) return false;
    const targetStart = leaf.start + label.length;
    context.addLeafElement(
      leaf,
      context.elt('LinkReference', leaf.start, leaf.start + whole.length, [
        context.elt('LinkLabel', leaf.start, leaf.start + label.lastIndexOf(']') + 1),
        context.elt('URL', targetStart, targetStart + target.length),
      ]),
    );
    return true;
  }
}

const parser = commonMark.configure([
  Table,
  TaskList,
  linkDefinition,
  boundedNesting,
  plainRuns,
  boundedInline,
]);

/**
 * CommonMark with GFM's tables and task lists; any text in a time that grows with its length.
 * A byte order mark is white space, CR and CRLF are line ends; offsets are those of `text`.
 */
export function parseBounded(text: string): Tree {
  const readable = maskLongLines(firstLines(withLineFeeds(text.slice(0, LONGEST_TEXT))));
  return parser.parse(readable.replace(BLANKS_AFTER_DELIMITERS, withBlanksInside));
}

/** Where `parseBounded` stops reading: the end of the text, unless that goes beyond the bounds. */
export function readableEnd(text: string): number {
  return firstLines(withLineFeeds(text.slice(0, LONGEST_TEXT))).length;
}

function withLineFeeds(text: string): string {
  const bare = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  return bare.includes('\r') ? bare.replaceAll('\r\n', ' \n').replaceAll('\r', '\n') : bare;
}

function firstLines(text: string): string {
  if (text.length <= MOST_LINES) return text;
  let end = -1;
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    end = text.indexOf('\n', end + 1);
    if (end === -1) return text;
  }
  return text.slice(0, end);
}

function maskLongLines(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  return text.replace(TOO_LONG, (line) => 'x'.repeat(line.length));
}

const TOO_LONG = new RegExp(`^[^\\n]{${LONGEST_LINE + 1},}`, 'gm');

/**
 * The library does not take `|---|---| ` for the delimiter row of a table, because of the blank at
 * its end. Nothing is read from that row, so its blanks may stand before the last bar as well.
 */
const BLANKS_AFTER_DELIMITERS = /^([|:\- \t>]*)\|([ \t]+)$/gm;

function withBlanksInside(line: string, row: string, blanks: string): string {
  return row.includes('-') ? `${row}${blanks}|` : line;
}
