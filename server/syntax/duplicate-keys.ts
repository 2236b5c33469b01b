import { countingEntries, type Entry } from './data-tree.ts';
import type { SyntaxProblem } from './text-range.ts';

/**
 * One `duplicate-key` problem for each entry that a later one of the same key overrides. It stands at
 * the one that is ignored: whoever edits it wonders why nothing happens.
 */
export function duplicateKeys(entries: readonly Entry[]): SyntaxProblem[] {
  const counting = countingEntries(entries);
  if (counting.size === entries.length) return [];
  return entries.flatMap(({ key, keyNode }) => {
    const last = counting.get(key);
    if (last === undefined || last.keyNode === keyNode) return [];
    return {
      kind: 'duplicate-key',
      message: `"${key}" is written again further down, and only the last one counts. Delete one of them.`,
      range: keyNode.range,
      related: { message: 'This one counts.', range: last.keyNode.range },
    };
  });
}
