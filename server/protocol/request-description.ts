import type { PraxisErrorKind } from './errors.ts';

/** A custom request, as the documentation tables and the command list know it. */
export interface RequestDescription {
  /** `praxis/workflow/list`; the command of the same name has dots. */
  readonly method: string;
  readonly title: string;
  /** Parameters in short; `?` marks what may be left out. */
  readonly params: string;
  readonly result: string;
  /** The kinds of errors that it may answer besides InvalidParams. */
  readonly errors: readonly PraxisErrorKind[];
  readonly stability: 'stable' | 'experimental';
}

/** Characters of a name, a path or a query, at the most. */
export const LONGEST_TEXT = 4096;

/** Text that a client sends where a name or a path is expected. */
export const text = { type: 'string', maxLength: LONGEST_TEXT };

/** The same where it may not be empty. */
export const name = { ...text, minLength: 1 };
