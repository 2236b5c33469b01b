import { blocksOf, type MarkdownTree } from '../syntax/markdown-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';

/**
 * The line that opens a fence which is never closed, if text follows it: all of that is code. It
 * happens where fences of one length are nested, since the inner one ends the outer one.
 */
export function unclosedFence(tree: MarkdownTree, text: string): TextRange | undefined {
  const last = blocksOf(tree, 'code').at(-1);
  if (last === undefined || !last.fenced) return undefined;
  const { range } = last;
  const lines = text
    .slice(range.start, range.end)
    .trimEnd()
    .split(/\r\n?|\n/);
  const [opening = ''] = lines;
  const fence = /^(?:`{3,}|~{3,})/.exec(opening)?.[0];
  if (fence === undefined || lines.length < 2 || text.slice(range.end).trim() !== '') {
    return undefined;
  }
  const closing = (lines.at(-1) ?? '').replace(/^[\s>]*/, '');
  if (closing.startsWith(fence) && closing.replaceAll(fence.slice(0, 1), '') === '') {
    return undefined;
  }
  return { start: range.start, end: range.start + opening.length };
}
