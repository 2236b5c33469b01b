import path from 'node:path';
import type { PhaseView } from '../../protocol/session-requests.ts';
import type { GateItem } from '../../protocol/workflow-requests.ts';
import { PHASE_FILE } from '../../workspace/layout.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Rendered } from '../dynamic-content.ts';
import type { RunPhase } from '../run.ts';
import type { Session } from '../session.ts';
import { driftItems } from './summary.ts';

/** What a view is made from besides the session. */
export interface ViewSources {
  /** A file of the workflow as it is now; undefined when it is not there. */
  readonly file: (file: FilePath) => Rendered | undefined;
  readonly gate: (phase: RunPhase) => GateItem;
  /** A generated phase, or a task of it. */
  readonly generated: (phase: number, taskNumber?: number) => Rendered | undefined;
  readonly warnings: readonly string[];
}

/** A phase of a session for who works on it. */
export function phaseView(session: Session, number: number, sources: ViewSources): PhaseView {
  const { state, run, complete, totalPhases, drift } = session;
  const phase = run?.phases.find((each) => each.phase === number);
  const warnings = [...sources.warnings];
  if (phase === undefined && !complete) {
    warnings.push(`The workflow has no phase ${number}: there is nothing to do in it.`);
  }
  return {
    sessionId: state.sessionId,
    workflowType: state.workflowType,
    phase: number,
    phaseName: phase?.name ?? '',
    content: phase === undefined ? '' : contentOf(phase, sources, warnings),
    tasks: phase?.tasks ?? [],
    gate: phase === undefined ? NO_GATE : sources.gate(phase),
    source: phase?.source ?? 'static',
    currentPhase: state.currentPhase,
    completedPhases: state.completedPhases,
    totalPhases,
    isComplete: complete,
    drift: driftItems(drift),
    warnings,
    ...(complete ? { message: 'Workflow complete! All phases finished.' } : {}),
  };
}

const NO_GATE: GateItem = { source: 'permissive', strict: false, evidence: [], checklist: [] };

function contentOf(
  { phase, folder, plan }: RunPhase,
  { file, generated }: ViewSources,
  warnings: string[],
): string {
  if (plan !== undefined) return generated(phase)?.content ?? '';
  const text = file(path.join(folder, PHASE_FILE))?.content;
  if (text === undefined) {
    warnings.push(`phases/${phase}/${PHASE_FILE} is not there: the phase has no text.`);
  }
  return text ?? '';
}
