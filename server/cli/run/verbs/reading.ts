import { PraxisError } from '../../../protocol/errors.ts';
import type { GateDescribeResult } from '../../../protocol/gate-requests.ts';
import type { PhaseView, SessionSummary } from '../../../protocol/session-requests.ts';
import { printable } from '../../terminal/printable.ts';
import { readArguments } from '../arguments.ts';
import type { RunContext } from '../run-context.ts';
import { errorsScreen } from '../views/errors-view.ts';
import { completeWords } from '../views/gate-part.ts';
import { gateScreen } from '../views/gate-view.ts';
import { phaseScreen } from '../views/phase-view.ts';
import { statusScreen } from '../views/status-view.ts';
import { taskScreen } from '../views/task-view.ts';

/** `run phase [SESSION] [PHASE]`: what there is to do. */
export async function phase(context: RunContext, written: readonly string[]): Promise<number> {
  const { session, numbers } = readArguments(written, { numbers: ['phase'] });
  const summary = context.session(session);
  const view = await context.engine.sessions.phase(summary.sessionId, numbers[0]);
  const gate = gateToPass(context, summary, view);
  context.answer(view, (shown, drawing) => phaseScreen(shown, gate, drawing));
  return 0;
}

/** `run task [SESSION] [PHASE] TASK`: how to do it. */
export async function task(context: RunContext, written: readonly string[]): Promise<number> {
  const { session, numbers } = readArguments(written, { numbers: ['phase', 'task'] });
  const [number, ...more] = numbers.toReversed();
  if (number === undefined) {
    throw new PraxisError(
      'InvalidParams',
      'Which task? Its number is missing.',
      'The phase lists its tasks.',
      { path: 'TASK' },
    );
  }
  const summary = context.session(session);
  const inPhase = more[0] ?? summary.currentPhase;
  const { sessions } = context.engine;
  const view = await sessions.task(summary.sessionId, inPhase, number);
  const around = await sessions.phase(summary.sessionId, inPhase);
  const following = around.tasks.find(({ taskNumber }) => taskNumber > number);
  const gate = gateToPass(context, summary, around);
  const place = inPhase === summary.currentPhase ? '' : `${inPhase} `;
  const next =
    following !== undefined
      ? `task ${place}${following.taskNumber}`
      : gate === undefined
        ? 'status'
        : completeWords(gate);
  context.answer(view, (shown, drawing) => taskScreen(shown, next, drawing));
  return 0;
}

/** `run status [SESSION]`: how far it is. */
export async function status(context: RunContext, written: readonly string[]): Promise<number> {
  const { session } = readArguments(written);
  const { sessionId } = context.session(session);
  const state = await context.engine.sessions.get(sessionId);
  const overview = printable(context.engine.overviewOf(state));
  context.answer(state, (shown, drawing) => statusScreen(shown, overview, drawing));
  return 0;
}

/** `run errors [SESSION]`: which attempts failed, and why. */
export async function errors(context: RunContext, written: readonly string[]): Promise<number> {
  const { session } = readArguments(written);
  const { sessionId } = context.session(session);
  context.answer(await context.engine.sessions.errors(sessionId), errorsScreen);
  return 0;
}

/**
 * `run gate [SESSION] [PHASE]`: what the gate asks for. With `--workflow`, and no session of it, the
 * gate of the workflow.
 */
export function gate(context: RunContext, written: readonly string[]): number {
  const { session, numbers } = readArguments(written, { numbers: ['phase'] });
  const { engine, options } = context;
  const { workflow } = options;
  const isOfWorkflow =
    workflow !== undefined &&
    (session ?? options.session) === undefined &&
    !engine.all().some(({ workflowType }) => workflowType === workflow);
  if (isOfWorkflow) {
    const folder = engine.workflow(workflow, undefined, context.surroundings.current);
    const described = engine.gate(folder, numbers[0] ?? 0);
    context.answer(described, (shown, drawing) => gateScreen(shown, undefined, drawing));
    return 0;
  }
  const summary = context.session(session);
  const { status: stage, currentPhase, completedPhases } = summary;
  const shown = stage === 'completed' ? Math.max(0, ...completedPhases) : currentPhase;
  const described = engine.gateOf(summary, numbers[0] ?? shown);
  context.answer(described, (shown, drawing) => gateScreen(shown, summary.sessionId, drawing));
  return 0;
}

/** The gate that stands between a session and its next phase; of phases that are done none. */
function gateToPass(
  { engine }: RunContext,
  summary: SessionSummary,
  view: PhaseView,
): GateDescribeResult | undefined {
  if (view.isComplete || view.phase !== view.currentPhase) return undefined;
  return printable(engine.gateOf(summary, view.phase));
}
