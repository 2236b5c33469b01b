import { paragraphs } from '../../../features/markup.ts';
import type { GateDescribeResult } from '../../../protocol/gate-requests.ts';
import type { PhaseView } from '../../../protocol/session-requests.ts';
import type { TaskItem } from '../../../protocol/workflow-requests.ts';
import { renderMarkdown } from '../../terminal/markdown.ts';
import { table } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Drawing } from '../run-context.ts';
import { completeWords, evidencePart } from './gate-part.ts';
import { driftPart, nextLine, warningPart } from './phrases.ts';

/** A phase to be worked on, its text first. @param gate absent when there is nothing to judge */
export function phaseScreen(
  view: PhaseView,
  gate: GateDescribeResult | undefined,
  { terminal, command }: Drawing,
): string {
  const { colours } = terminal;
  if (view.isComplete && view.content === '') {
    return paragraphs(
      `${colours.green('✓')} ${colours.bold(view.message ?? 'The workflow is complete.')}`,
      driftPart(view.drift, terminal),
      nextLine(colours, command('export', view.sessionId)),
    );
  }
  const isCurrent = view.phase === view.currentPhase;
  const [task] = view.tasks;
  const next = !isCurrent
    ? command('status', view.sessionId)
    : task !== undefined
      ? command(`task ${task.taskNumber}`, view.sessionId)
      : command(gate === undefined ? 'complete' : completeWords(gate), view.sessionId);
  return paragraphs(
    renderMarkdown(view.content, colours),
    colours.dim('─'.repeat(terminal.width)),
    tasksPart(view.tasks, terminal),
    gate === undefined ? undefined : evidencePart(gate, terminal),
    warningPart(view.warnings, terminal),
    driftPart(view.drift, terminal),
    nextLine(colours, next),
  );
}

/** The tasks of a phase by number; undefined when it lists none. */
export function tasksPart(
  tasks: readonly TaskItem[],
  { colours, width }: Terminal,
): string | undefined {
  if (tasks.length === 0) return undefined;
  const rows = tasks.map(({ taskNumber, taskId, name, purpose = '', estimatedTime }) => [
    String(taskNumber),
    [
      `${taskId === undefined ? '' : `${taskId} `}${name}${estimatedTime === undefined ? '' : colours.dim(` (${estimatedTime})`)}`,
      ...(purpose === '' || purpose === name ? [] : [colours.dim(purpose)]),
    ].join('\n'),
  ]);
  return `${colours.bold('Tasks')}\n${table(rows, width)}`;
}
