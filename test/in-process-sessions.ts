import { Cell } from '../server/caches/cell.ts';
import type { CacheMode } from '../server/caches/policy.ts';
import { blockersIn } from '../server/diagnostics/diagnostic.ts';
import { provideDiagnosticInputs } from '../server/diagnostics/inputs.ts';
import { Sessions } from '../server/execution/sessions.ts';
import { DEEPEST_SEARCH, searchDepth } from '../server/workspace/discovery.ts';
import { uriOfPath } from '../server/workspace/paths.ts';
import { Workspace } from '../server/workspace/workspace.ts';

/** The engine over a folder, without a server around it. */
export class InProcessSessions {
  readonly workspace = new Workspace();
  readonly sessions: Sessions;
  /** What went wrong behind the scenes. */
  readonly troubles: string[] = [];

  constructor(root: string, mode: CacheMode = 'development') {
    const { caches, roots } = this.workspace;
    provideDiagnosticInputs(caches.engine);
    new Cell(caches.engine, searchDepth, DEEPEST_SEARCH);
    caches.policy = { mode, reason: 'the test says so' };
    roots.value = [root];
    caches.beginPass();
    this.sessions = new Sessions({
      workspace: this.workspace,
      blockersIn: (file) => caches.ask(blockersIn, file),
      uriOf: uriOfPath,
      isTrusted: () => true,
      onChange: () => undefined,
      onTrouble: (message) => this.troubles.push(message),
    });
  }

  /** Begins to answer another request: in development mode the disk counts as it is now. */
  request(): Sessions {
    this.workspace.caches.beginPass();
    return this.sessions;
  }
}
