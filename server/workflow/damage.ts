import type { DataTree } from '../syntax/data-tree.ts';

/** Faults after which all else is still read in its place. */
const HARMLESS: ReadonlySet<string> = new Set([
  'byte-order-mark',
  'comment',
  'duplicate-anchor',
  'duplicate-key',
  'invalid-character',
  'invalid-escape',
  'invalid-number',
  'missing-comma',
  'missing-key',
  'missing-value',
  'trailing-comma',
  'unknown-tag',
  'unreadable-value',
]);

/**
 * Whether faults may have hidden or moved parts of a document: a quote or bracket that is not closed
 * swallows what follows. What such a document does not say, it may be about to say.
 */
export function isDamaged({ problems }: DataTree): boolean {
  return problems.some(({ kind }) => !HARMLESS.has(kind));
}
