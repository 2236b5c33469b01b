import type { MarkdownTree } from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';

/** What an author listed for search, and the paragraphs that do nothing else. */
export interface KeywordLines {
  readonly keywords: readonly string[];
  /** They help to find every passage of the file and are themselves none worth showing. */
  readonly ranges: readonly TextRange[];
}

const MOST_KEYWORDS = 200;
const LONGEST_KEYWORD = 80;

/** Finds `**Keywords for search**: a, b` and its kin, wherever they stand in a document. */
export function keywordLinesOf(tree: MarkdownTree, text: string): KeywordLines {
  const keywords: string[] = [];
  const ranges: TextRange[] = [];
  for (const block of tree.blocks) {
    if (block.kind !== 'paragraph' || block.range.end - block.range.start > 10_000) continue;
    const [whole, value] = KEYWORDS.exec(text.slice(block.range.start, block.range.end)) ?? [];
    if (whole === undefined || value === undefined) continue;
    keywords.push(...listed(value));
    if (block.range.start + whole.length === block.range.end) ranges.push(block.range);
  }
  return { keywords: keywords.slice(0, MOST_KEYWORDS), ranges };
}

/** Up to the end of the paragraph or to its next label. */
const KEYWORDS =
  /^(?:\*\*)?(?:keywords?|search (?:terms|keywords)|aliases|also known as)(?: for search)?(?::\*\*|\*\*[ \t]*:|:)((?:(?!\r?\n[ \t]*\*\*)[\s\S])*)/i;

function listed(value: string): string[] {
  return value
    .split(/[,;]/)
    .map((keyword) => keyword.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim())
    .filter((keyword) => keyword !== '' && keyword.length <= LONGEST_KEYWORD);
}
