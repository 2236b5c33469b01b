import type { Gone } from './baseline.ts';
import { type Counts, type LintedFile, type LintResult, onlyThose } from './lint-result.ts';

/** A run of the linter as it is reported: what counts, and what was left out. */
export interface Outcome extends LintResult {
  /** All that is found and not in the baseline, hints included. */
  readonly counts: Counts;
  /** What the baseline knows; undefined where none is used. */
  readonly baseline?: { readonly known: number; readonly gone: readonly Gone[] };
  /** More warnings than this are a failure; undefined for any number. */
  readonly maxWarnings?: number;
  /** Whether hints are shown to people. */
  readonly hints: boolean;
}

/** 0 clean, or warnings within the limit; 1 an error, or more warnings than allowed. */
export function exitCodeOf({ counts, maxWarnings }: Outcome): 0 | 1 {
  const tooMany = maxWarnings !== undefined && counts.warning > maxWarnings;
  return counts.error > 0 || tooMany ? 1 : 0;
}

/** What people are shown: hints only where they are wanted. */
export function shownOf({ found, hints }: Outcome): LintedFile[] {
  return onlyThose(found, ({ severity }) => hints || severity !== 'hint');
}

/** How a result is written down. */
export interface Surroundings {
  /** The current folder: what people see is relative to it. */
  readonly current: string;
  readonly version: string;
  /** Where the pages of the rules are. */
  readonly packageFolder: URL;
  /** The text of a file, as it was when it was checked or soon after. */
  readonly textOf: (file: string) => string;
}

/** `3 errors, 1 warning`. */
export function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}${count === 1 ? '' : 's'}`)
    .join(', ');
}
