import { paragraphs } from '../../../features/markup.ts';
import type { SessionListResult, SessionSummary } from '../../../protocol/session-requests.ts';
import type { WorkflowListItem, WorkflowListResult } from '../../../protocol/workflow-requests.ts';
import { table, wrapped } from '../../terminal/table.ts';
import type { Colours } from '../../terminal/terminal.ts';
import type { Drawing } from '../run-context.ts';
import { shellWord } from '../shell-word.ts';
import { countOf, nextLine } from './phrases.ts';
import { sessionRows } from './session-rows.ts';

export interface Listed extends Partial<WorkflowListResult>, SessionListResult {}

/** What there is to run, and what is running. @param all the sessions that ids are told apart from */
export function listView(
  { workflows, sessions, unreadable }: Listed,
  all: readonly SessionSummary[],
  { terminal, command }: Drawing,
): string {
  const { colours, width } = terminal;
  const running =
    sessions.length === 0
      ? `${colours.bold('Sessions')}\n  none`
      : `${colours.bold(`Sessions (${sessions.length})`)}\n${table(sessionRows(sessions, all), width)}`;
  const broken = unreadable.map(
    ({ uri, reason }) => `${colours.red('✗')} ${uri} cannot be read: ${reason}`,
  );
  const [session] = sessions.filter(({ status }) => status !== 'completed');
  const [workflow] = workflows ?? [];
  const next =
    session !== undefined
      ? command('status', session.sessionId)
      : workflow === undefined
        ? 'praxis-ls run --help'
        : command(`start ${shellWord(workflow.workflowType)} TARGET`);
  return paragraphs(
    workflows === undefined ? undefined : workflowsPart(workflows, colours, width),
    running,
    ...broken,
    nextLine(colours, next),
  );
}

function workflowsPart(
  workflows: readonly WorkflowListItem[],
  colours: Colours,
  width: number,
): string {
  if (workflows.length === 0) {
    const what = 'none: a workflow is a folder with metadata.json under workflows/';
    return `${colours.bold('Workflows')}\n${wrapped(what, width, 2)}`;
  }
  const rows = workflows.map((workflow) => [
    workflow.workflowType,
    workflow.dynamic
      ? `${workflow.totalPhases}+ phases`
      : countOf(workflow.totalPhases, 'phase', 'phases'),
    `${workflow.name}${faultsOf(workflow, colours)}`,
  ]);
  return `${colours.bold(`Workflows (${workflows.length})`)}\n${table(rows, width)}`;
}

function faultsOf({ errors, warnings }: WorkflowListItem, colours: Colours): string {
  if (errors > 0) return colours.red(`  ${countOf(errors, 'error', 'errors')}`);
  return warnings > 0 ? colours.yellow(`  ${countOf(warnings, 'warning', 'warnings')}`) : '';
}
