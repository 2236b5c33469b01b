import type { SessionDidChangeParams } from '../protocol/session-requests.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Blocker } from './blocker.ts';

/** What the engine is given from outside; it knows neither rules nor editors. */
export interface SessionsOptions {
  readonly workspace: Workspace;
  /** What in a file forbids to run its workflow. */
  readonly blockersIn: (file: FilePath) => readonly Blocker[];
  /** How the client spells the URI of a file. */
  readonly uriOf: (file: FilePath) => string;
  /** Whether workflows may be run here (`praxis.trusted`). */
  readonly isTrusted: () => boolean;
  /** Called when a session was changed by a request of this process. */
  readonly onChange: (change: SessionDidChangeParams) => void;
  /** Takes one line on what went wrong behind the scenes. */
  readonly onTrouble: (message: string) => void;
}
