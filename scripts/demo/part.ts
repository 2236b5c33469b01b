import type { SampleWorkspace } from './sample-workspace.ts';
import type { Transcript } from './transcript.ts';

/** What a part of the demo has at hand. Parts share the workspace and start their own servers. */
export interface Stage {
  readonly workspace: SampleWorkspace;
  readonly transcript: Transcript;
}

/** A part of the demo, to be played alone (`npm run demo -- live`) or with the others. */
export type Part = (stage: Stage) => Promise<void>;
