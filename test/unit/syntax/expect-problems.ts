import { expect } from 'vitest';
import { type DataTree, toValue } from '../../../server/syntax/data-tree.ts';

/**
 * Parses a text in which «…» marks where a problem is expected, and expects problems of exactly these
 * kinds at exactly these places. Gives what was read.
 */
export function expectProblems(
  parse: (text: string) => DataTree,
  marked: string,
  kinds: readonly string[],
): unknown {
  const tree = parse(marked.replace(/[«»]/g, ''));
  expect({ marked: mark(marked, tree), kinds: tree.problems.map(({ kind }) => kind) }).toEqual({
    marked,
    kinds,
  });
  return toValue(tree.root);
}

function mark(marked: string, { problems }: DataTree): string {
  const text = marked.replace(/[«»]/g, '');
  return problems.reduceRight(
    (rest, { range: { start, end } }) =>
      `${rest.slice(0, start)}«${rest.slice(start, end)}»${rest.slice(end)}`,
    text,
  );
}
