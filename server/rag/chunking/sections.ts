import type { Heading, MarkdownTree } from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';

/** What stands between two headings. */
export interface Section {
  /** The headings above it, its own last, without the title of the document. */
  readonly path: readonly string[];
  /** Absent for the text before the first heading. */
  readonly heading: TextRange | undefined;
  /** May be empty. */
  readonly body: TextRange;
}

export interface Outline {
  /** The first heading of level 1. */
  readonly title: string | undefined;
  readonly sections: readonly Section[];
}

/** A heading says what a passage is about in some words; the rest of a longer one is of no use. */
const LONGEST_HEADING = 200;

/** Cuts a document at its headings. Those inside lists and quotes belong to the text around them. */
export function outlineOf(tree: MarkdownTree, text: string, start: number): Outline {
  const headings = headingsOf(tree, text);
  const titleAt = headings.findIndex(({ level }) => level === 1);
  const sections: Section[] = [
    { path: [], heading: undefined, body: { start, end: headings[0]?.range.start ?? text.length } },
  ];
  const open: { readonly level: number; readonly text: string }[] = [];
  for (const [index, heading] of headings.entries()) {
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    if (index !== titleAt) open.push({ level: heading.level, text: labelOf(heading) });
    const end = headings[index + 1]?.range.start ?? text.length;
    sections.push({
      path: open.map((each) => each.text),
      heading: heading.range,
      body: { start: heading.range.end, end },
    });
  }
  const title = headings[titleAt];
  return { title: title === undefined ? undefined : labelOf(title), sections };
}

function headingsOf(tree: MarkdownTree, text: string): Heading[] {
  const headings: Heading[] = [];
  let listEnd = 0;
  for (const block of tree.blocks) {
    if (block.kind === 'item') listEnd = Math.max(listEnd, block.range.end);
    else if (block.kind === 'heading' && block.range.start >= listEnd) {
      if (/(?:^|[\r\n])[ \t\uFEFF]*$/.test(leadOf(text, block.range.start))) headings.push(block);
    }
  }
  return headings;
}

/** What stands before a heading on its line, and the line break before that. */
function leadOf(text: string, start: number): string {
  return text.slice(Math.max(0, start - 8), start);
}

function labelOf(heading: Heading): string {
  return heading.text.slice(0, LONGEST_HEADING).trim();
}
