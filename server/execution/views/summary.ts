import type { DriftItem, SessionSummary } from '../../protocol/session-requests.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { isStale } from '../completion.ts';
import type { Drift } from '../drift.ts';
import type { Session } from '../session.ts';
import { parseLocalIso } from '../state/local-time.ts';

/** A session in short, as the wire has it. @param now milliseconds since 1970 */
export function summaryOf(
  session: Session,
  now: number,
  uriOf: (file: FilePath) => string,
): SessionSummary {
  const { state, run, status, totalPhases, drift } = session;
  const updated = parseLocalIso(state.updatedAt)?.getTime();
  return {
    sessionId: state.sessionId,
    workflowType: state.workflowType,
    targetFile: state.targetFile,
    status,
    currentPhase: state.currentPhase,
    completedPhases: state.completedPhases,
    totalPhases,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    drift: driftItems(drift),
    stale: updated !== undefined && isStale(now, updated, status),
    ...(run === undefined ? {} : { uri: uriOf(run.workflow) }),
  };
}

export function driftItems(drift: readonly Drift[]): DriftItem[] {
  return drift.map(({ at: _, ...item }) => item);
}
