import { parseMarkdown } from '../../syntax/markdown.ts';
import { blocksOf, type CodeBlock, type Table } from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import type { Draft } from './draft.ts';
import { frontMatterOf } from './front-matter.ts';
import { groupsOf } from './groups.ts';
import { keywordLinesOf } from './keyword-lines.ts';
import { passagesOf } from './passages.ts';
import { outlineOf } from './sections.ts';
import type { Bounds, Whole } from './units.ts';

/**
 * The passages of a markdown document: its sections, long ones cut at the bounds of their blocks.
 *
 * @param fallbackTitle for a document without a heading of level 1
 */
export function markdownDrafts(text: string, fallbackTitle: string): Draft[] {
  const front = frontMatterOf(text);
  // Blank space in its place keeps the offsets.
  const body = ' '.repeat(front.end) + text.slice(front.end);
  const tree = parseMarkdown(body);
  const listed = keywordLinesOf(tree, body);
  const outline = outlineOf(tree, body, front.end);
  const bounds: Bounds = {
    wholes: outermost([...blocksOf(tree, 'table'), ...blocksOf(tree, 'code')].map(wholeOf)),
    items: blocksOf(tree, 'item').map(rangeOf),
    headings: outline.sections.flatMap(({ heading }) => (heading === undefined ? [] : [heading])),
    skipped: listed.ranges,
  };
  const title = outline.title || front.title || fallbackTitle;
  const keywords = [...new Set([...listed.keywords, ...front.keywords])];
  return groupsOf(outline.sections, body).flatMap(({ path, otherHeadings, range }) =>
    passagesOf(body, range, bounds).map((passage) => ({
      title,
      headings: path,
      text: body.slice(passage.start, passage.end),
      keywords: [...keywords, ...otherHeadings],
      range: passage,
      tags: front.tags,
    })),
  );
}

function rangeOf({ range }: { readonly range: TextRange }): TextRange {
  return range;
}

function wholeOf({ kind, range }: Table | CodeBlock): Whole {
  return { ...range, kind };
}

/** Sorted, without those that lie in another. */
function outermost(ranges: readonly Whole[]): Whole[] {
  const result: Whole[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (range.start >= (result.at(-1)?.end ?? 0)) result.push(range);
  }
  return result;
}
