import { defineInput } from '../caches/definition.ts';
import type { TextRange } from '../syntax/text-range.ts';

/** That an edit of a file made a running session drift: found by the engine, shown by a rule. */
export interface DriftNotice {
  /** An anchor of the file, or where it stands. */
  readonly at: string | TextRange;
  /** Which session, what changed, what to do about it. The first line stands alone. */
  readonly message: string;
}

/** The drift that is to be shown in a file. Whoever runs sessions sets it; there is none by default. */
export const sessionDrift = defineInput<readonly DriftNotice[]>({
  name: 'sessionDrift',
  retain: true,
});
