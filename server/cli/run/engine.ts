import path from 'node:path';
import { blockersIn } from '../../diagnostics/diagnostic.ts';
import { strongestWorkflow, workflowAt } from '../../execution/locate-workflow.ts';
import { session } from '../../execution/session.ts';
import { Sessions } from '../../execution/sessions.ts';
import { gateView } from '../../execution/views/gate-view.ts';
import { sessionOverview } from '../../execution/views/overview.ts';
import { sessionWorkflowGone } from '../../execution/workflow-not-found.ts';
import type { GateDescribeResult } from '../../protocol/gate-requests.ts';
import type {
  SessionGetResult,
  SessionOverview,
  SessionSummary,
} from '../../protocol/session-requests.ts';
import { type FilePath, pathOfUri, uriOfPath } from '../../workspace/paths.ts';
import { type OpenWorkspace, openWorkspace } from '../open-workspace.ts';

/** The engine over the saved files of a workspace, for one command. */
export class Engine {
  readonly opened: OpenWorkspace;
  readonly sessions: Sessions;

  /**
   * @param root the workspace folder
   * @param onTrouble takes a line on what went wrong behind the scenes
   */
  constructor(root: FilePath, onTrouble: (message: string) => void) {
    this.opened = openWorkspace(root, onTrouble);
    const { workspace } = this.opened;
    this.sessions = new Sessions({
      workspace,
      blockersIn: (file) => workspace.caches.ask(blockersIn, file),
      uriOf: uriOfPath,
      // Who types the command could as well run what the workflow says.
      isTrusted: () => true,
      onChange: () => undefined,
      onTrouble,
    });
  }

  /** All sessions, of all workflows. */
  all(): readonly SessionSummary[] {
    return this.sessions.list().sessions;
  }

  /**
   * The folder of a workflow: the copy that a path or URI picks, else the strongest.
   *
   * @param current the folder that a relative path starts from
   * @throws {PraxisError} WorkflowNotFound
   */
  workflow(type: string, copy: string | undefined, current: FilePath): FilePath {
    if (copy === undefined) return strongestWorkflow(type, this.opened.workflows);
    const uri = copy.startsWith('file:') ? copy : uriOfPath(path.resolve(current, copy));
    return workflowAt(this.opened.workspace.caches, uri, type);
  }

  /** The gate that judges a phase. @throws {PraxisError} PhaseNotAccessible */
  gate(workflow: FilePath, phase: number): GateDescribeResult {
    return gateView(this.opened.workspace, workflow, phase, uriOfPath);
  }

  /** The gate of a phase of a session. @throws {PraxisError} WorkflowNotFound when its workflow is gone */
  gateOf(summary: SessionSummary, phase: number): GateDescribeResult {
    const workflow = summary.uri === undefined ? undefined : pathOfUri(summary.uri);
    if (workflow !== undefined) return this.gate(workflow, phase);
    throw sessionWorkflowGone(summary.workflowType, summary.drift);
  }

  /** The workflow as a session runs it; undefined when it is gone. */
  overviewOf({ stateUri }: SessionGetResult): SessionOverview | undefined {
    const { caches } = this.opened.workspace;
    const file = pathOfUri(stateUri);
    const known = file === undefined ? undefined : caches.ask(session, file);
    if (known?.state !== 'session' || known.session.run === undefined) return undefined;
    return sessionOverview(caches, known.session.run, uriOfPath);
  }
}
