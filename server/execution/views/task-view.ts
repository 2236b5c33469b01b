import path from 'node:path';
import { PraxisError } from '../../protocol/errors.ts';
import type { TaskView } from '../../protocol/session-requests.ts';
import { type FilePath, uriOfPath } from '../../workspace/paths.ts';
import type { Rendered } from '../dynamic-content.ts';
import type { RunPhase } from '../run.ts';
import type { Session } from '../session.ts';
import type { ViewSources } from './phase-view.ts';
import { driftItems } from './summary.ts';

/**
 * A task of a session for who works on it: its file, or the rendered template of a generated one.
 *
 * @throws {PraxisError} TaskNotFound, PathOutsideWorkspace
 */
export function taskView(
  session: Session,
  phase: RunPhase,
  taskNumber: number,
  sources: ViewSources & { readonly uriOf: (file: FilePath) => string },
): TaskView {
  const { state, run, drift } = session;
  const base = {
    sessionId: state.sessionId,
    workflowType: state.workflowType,
    phase: phase.phase,
    taskNumber,
    drift: driftItems(drift),
    warnings: sources.warnings,
  };
  const { plan } = phase;
  if (plan !== undefined && run?.content?.state === 'ready') {
    const task = plan.tasks[taskNumber - 1];
    if (task === undefined) throw noTask(phase, taskNumber, `phase ${phase.phase}`);
    const { content, steps } = sources.generated(phase.phase, taskNumber) ?? EMPTY;
    return {
      ...base,
      taskId: task.id,
      taskName: task.name,
      purpose: task.description,
      content,
      steps,
      estimatedTime: task.estimatedTime,
      dependencies: task.dependencies,
      acceptanceCriteria: task.acceptanceCriteria,
      source: 'dynamic',
      uri: uriOfPath(run.content.source),
    };
  }
  const entry = phase.tasks.find((task) => task.taskNumber === taskNumber);
  if (entry?.file === undefined) throw noTask(phase, taskNumber, `Phase ${phase.phase}`);
  const file = path.resolve(phase.folder, entry.file);
  requireInPhase(phase, entry.file, file);
  const served = sources.file(file);
  if (served === undefined) throw noFile(phase, entry.file);
  return {
    ...base,
    taskName: entry.name,
    taskFile: entry.file,
    purpose: entry.purpose ?? '',
    ...served,
    source: 'file',
    uri: sources.uriOf(file),
  };
}

/** A task's `file` is a name inside `phases/<N>/` (FORMAT.md (i), 19). */
function requireInPhase({ folder, phase }: RunPhase, written: string, file: FilePath): void {
  if (path.dirname(file) === folder) return;
  throw new PraxisError(
    'PathOutsideWorkspace',
    `The task file ${JSON.stringify(written)} leads out of phases/${phase}/.`,
    `Write the name of a file in phases/${phase}/ for this task in metadata.json.`,
    { path: written },
  );
}

function noTask({ tasks }: RunPhase, taskNumber: number, phaseName: string): PraxisError {
  const numbers = tasks.map((task) => task.taskNumber);
  return new PraxisError(
    'TaskNotFound',
    `Failed to get task content: Task ${taskNumber} not found in ${phaseName}`,
    numbers.length === 0
      ? 'The phase lists no tasks: all there is to do stands in its text.'
      : `The phase has the tasks ${numbers.join(', ')}.`,
    { taskNumbers: numbers },
  );
}

function noFile({ phase }: RunPhase, file: string): PraxisError {
  return new PraxisError(
    'TaskNotFound',
    `Failed to get task content: Failed to load task file ${file}: Task file not found: ${file}`,
    `Create phases/${phase}/${file}, or correct the task's file in metadata.json.`,
    { file },
  );
}

const EMPTY: Rendered = { content: '', steps: [] };
