import { lineAround } from '../../syntax/line.ts';
import type { MarkdownTree, Verbatim } from '../../syntax/markdown-tree.ts';
import { firstFrom } from '../../syntax/markdown-tree.ts';
import type { Workflow } from '../../workflow/snapshot.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { MarkdownFile } from '../workflow-places.ts';
import type { Offer } from './completion-item.ts';

/** A cursor in a Markdown file, and what is around it on its line. */
export interface MarkdownCursor {
  readonly document: MarkdownFile;
  readonly workflow: Workflow;
  /** Files that links may lead to, those of the phases aside. */
  readonly files: readonly FilePath[];
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** One kind of completion; undefined where the cursor is in no place of that kind. */
export type MarkdownCompletion = (cursor: MarkdownCursor) => readonly Offer[] | undefined;

/** The parser reads no marks in longer lines either. */
const LONGEST_LINE = 4_000;

/** The cursor at `offset`; undefined in code blocks, comments and endless lines: nothing is offered there. */
export function markdownCursor(
  document: MarkdownFile,
  workflow: Workflow,
  files: readonly FilePath[],
  offset: number,
): MarkdownCursor | undefined {
  const { text, markdown } = document;
  const line = lineAround(text, offset);
  if (line.end - line.start > LONGEST_LINE || isInVerbatim(markdown.tree, text, offset)) {
    return undefined;
  }
  const before = text.slice(line.start, offset);
  const after = text.slice(offset, line.end);
  return { document, workflow, files, offset, before, after };
}

/** Inline code counts as text: names in backticks are completed. */
function isInVerbatim(tree: MarkdownTree, text: string, offset: number): boolean {
  const verbatim = tree.verbatim[firstFrom(tree.verbatim, offset) - 1];
  if (verbatim === undefined || verbatim.kind === 'inline-code') return false;
  const { end } = verbatim.range;
  return (
    offset <= end || (isUnclosed(tree, text, verbatim) && text.slice(end, offset).trim() === '')
  );
}

/** A fence or comment that its author has not closed yet goes on over the blanks behind it. */
function isUnclosed(tree: MarkdownTree, text: string, { kind, range }: Verbatim): boolean {
  if (kind === 'comment') return !text.startsWith('-->', range.end - 3);
  const block = tree.blocks.find((candidate) => candidate.range.start === range.start);
  return block?.kind === 'code' && block.fenced && block.bodyRange.end === range.end;
}
