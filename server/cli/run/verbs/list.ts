import path from 'node:path';
import { workflowReport } from '../../../diagnostics/report.ts';
import { listItem } from '../../../diagnostics/workflow-list-item.ts';
import type { SessionStatus } from '../../../protocol/session-requests.ts';
import type { WorkflowListItem } from '../../../protocol/workflow-requests.ts';
import type { RunContext } from '../run-context.ts';
import { type Listed, listView } from '../views/list-view.ts';

export interface ListOptions {
  readonly sessions?: boolean;
  readonly status?: SessionStatus;
}

/** `run list`: the workflows and the sessions of the workspace. */
export function list(context: RunContext, { sessions: sessionsOnly, status }: ListOptions): number {
  const { engine, options } = context;
  const { workflow: workflowType } = options;
  const listed = engine.sessions.list({
    ...(workflowType === undefined ? {} : { workflowType }),
    ...(status === undefined ? {} : { status }),
  });
  const value: Listed =
    sessionsOnly || status !== undefined
      ? listed
      : { workflows: workflowsOf(context, workflowType), ...listed };
  context.answer(value, (shown, drawing) => listView(shown, engine.all(), drawing));
  return 0;
}

function workflowsOf({ engine }: RunContext, workflowType: string | undefined): WorkflowListItem[] {
  const { workspace, workflows } = engine.opened;
  return workflows
    .filter((folder) => workflowType === undefined || path.basename(folder) === workflowType)
    .map((folder) => listItem(workspace.caches.ask(workflowReport, folder)));
}
