import path from 'node:path';
import { likelySessions } from '../execution/likely-sessions.ts';
import type { Sessions } from '../execution/sessions.ts';
import { PraxisError } from '../protocol/errors.ts';
import {
  completePhaseParams,
  type DriftItem,
  type PhaseView,
  type SessionParams,
  type SessionSummary,
  sessionListParams,
  sessionParams,
  sessionPhaseParams,
  sessionStartParams,
  sessionTaskParams,
} from '../protocol/session-requests.ts';
import { taskNumberOf } from '../workspace/layout.ts';
import type { Commands } from './commands.ts';
import { phaseTouched } from './gate-requests.ts';
import type { WorkflowLocator } from './workflow-locator.ts';

/**
 * Serves `praxis/session/*`. As commands without arguments they work on the session of the workflow
 * that was touched last, and ask where there are several.
 */
export function serveSessions(
  commands: Commands,
  sessions: Sessions,
  locator: WorkflowLocator,
): void {
  const session = (): Promise<SessionParams> => chosenSession(commands, sessions);

  commands.serve(
    'praxis/session/start',
    sessionStartParams,
    async (params) => sessions.start(await locator.folderOf(params), params),
    (started) =>
      `${started.resumed ? 'Resumed' : 'Started'} session ${started.sessionId}. ${phaseLine(started)}`,
    {
      complete: async () => {
        const workflow = await commands.workflowTouched(true);
        return { ...workflow, targetFile: workflow.workflowType };
      },
    },
  );
  commands.serve(
    'praxis/session/list',
    sessionListParams,
    (params) => sessions.list(params),
    ({ sessions: listed }) =>
      listed.length === 0
        ? 'There are no sessions.'
        : `Sessions (${listed.length}): ${listed.map(sessionLine).join('; ')}`,
    { complete: async () => ({}) },
  );
  commands.serve(
    'praxis/session/get',
    sessionParams,
    ({ sessionId }) => sessions.get(sessionId),
    (state) => sessionLine(state) + driftLine(state.drift),
    { complete: session, shows: ({ stateUri }) => stateUri },
  );
  commands.serve(
    'praxis/session/phase',
    sessionPhaseParams,
    ({ sessionId, phase }) => sessions.phase(sessionId, phase),
    phaseLine,
    { complete: session },
  );
  commands.serve(
    'praxis/session/task',
    sessionTaskParams,
    ({ sessionId, phase, taskNumber }) => sessions.task(sessionId, phase, taskNumber),
    (task) => `Task ${task.taskNumber} of phase ${task.phase}: ${task.taskName}`,
    {
      complete: async () => {
        const { sessionId } = await session();
        const file = path.basename(commands.touchedLast?.file ?? '');
        const phase = phaseTouched(commands) ?? (await sessions.phase(sessionId)).phase;
        return { sessionId, phase, taskNumber: taskNumberOf(file) ?? 1 };
      },
      shows: ({ uri }) => uri,
    },
  );
  commands.serve(
    'praxis/session/completePhase',
    completePhaseParams,
    (params) => sessions.completePhase(params),
    ({ phase, checkpointPassed, nextPhase, workflowComplete, remediation, dryRun, warnings }) => {
      const what = `Phase ${phase}${dryRun ? ', tried without evidence' : ''}`;
      if (!checkpointPassed) return `${what}: the gate does not pass. ${remediation}`;
      const after = workflowComplete
        ? 'the workflow is complete'
        : nextPhase === undefined
          ? 'it is the last'
          : `next is phase ${nextPhase}`;
      const remarks = warnings.length === 0 ? '' : ` ${warnings.join('; ')}.`;
      return `${what}: the gate passes, ${after}.${remarks}`;
    },
    {
      // Nobody typed evidence: a trial tells what the gate asks for, and changes nothing.
      complete: async () => {
        const { sessionId } = await session();
        const { currentPhase } = await sessions.phase(sessionId);
        return { sessionId, phase: currentPhase, evidence: {}, dryRun: true };
      },
    },
  );
  commands.serve(
    'praxis/session/errors',
    sessionParams,
    ({ sessionId }) => sessions.errors(sessionId),
    ({ attempts }) =>
      attempts.length === 0
        ? 'No attempt has failed.'
        : attempts
            .map(
              ({ phase, errors, warnings }) =>
                `Phase ${phase}: ${[...errors, ...warnings].join('; ')}`,
            )
            .join(' | '),
    { complete: session },
  );

  const changes = {
    pause: (sessionId: string) => sessions.pause(sessionId),
    resume: (sessionId: string) => sessions.resume(sessionId),
    retryPhase: (sessionId: string, phase?: number) => sessions.retryPhase(sessionId, phase),
    rollback: (sessionId: string, phase?: number) => sessions.rollback(sessionId, phase),
    delete: (sessionId: string) => sessions.delete(sessionId),
  };
  for (const [action, change] of Object.entries(changes)) {
    commands.serve(
      `praxis/session/${action}`,
      sessionPhaseParams,
      ({ sessionId, phase }) => change(sessionId, phase),
      (summary) =>
        action === 'delete' ? `Deleted: ${sessionLine(summary)}` : sessionLine(summary),
      // What cannot be undone is asked for even where there is but one.
      { complete: () => chosenSession(commands, sessions, action === 'delete') },
    );
  }
}

/**
 * The session that a command without arguments is about.
 *
 * @throws {PraxisError} InvalidParams when there is none, or none was chosen
 */
async function chosenSession(
  commands: Commands,
  sessions: Sessions,
  alwaysAsks = false,
): Promise<SessionParams> {
  const { workflowType } = await commands.workflowTouched(false);
  const all = sessions.list(workflowType === undefined ? {} : { workflowType }).sessions;
  const candidates = likelySessions(all).toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1 && !alwaysAsks) {
    return { sessionId: only.sessionId };
  }
  const sessionId = await commands.choose(
    'Which session?',
    candidates.map((summary) => ({ title: sessionLine(summary), value: summary.sessionId })),
  );
  if (sessionId !== undefined) return { sessionId };
  throw new PraxisError(
    'InvalidParams',
    candidates.length === 0
      ? 'sessionId: there is no session to work on'
      : 'sessionId: expected one of several sessions, got nothing',
    candidates.length === 0
      ? 'Start one first: praxis.session.start.'
      : `Give it as {"sessionId": "${only?.sessionId}"}, or choose when asked.`,
  );
}

function sessionLine(summary: SessionSummary): string {
  const { workflowType, targetFile, status, currentPhase, totalPhases } = summary;
  const place = status === 'completed' ? '' : `, phase ${currentPhase} of ${totalPhases}`;
  return `${workflowType} on ${targetFile}: ${status}${place}`;
}

function phaseLine(view: PhaseView): string {
  if (view.isComplete) return 'The workflow is complete.';
  const tasks = view.tasks.map(({ taskNumber, name }) => `${taskNumber}. ${name}`).join(', ');
  const { evidence } = view.gate;
  return `Phase ${view.phase} "${view.phaseName}": ${tasks || 'no tasks'}. Evidence: ${evidence.join(', ') || 'any'}.${driftLine(view.drift)}`;
}

function driftLine(drift: readonly DriftItem[]): string {
  return drift.length === 0 ? '' : ` Drift: ${drift.map(({ message }) => message).join(' ')}`;
}
