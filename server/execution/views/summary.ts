import type { DriftItem, SessionSummary } from '../../protocol/session-requests.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { isStale } from '../completion.ts';
import type { Drift } from '../drift.ts';
import type { Session } from '../session.ts';
import { parseLocalIso } from '../state/local-time.ts';

/** What a summary is made from, read once for each state of a session: lists are long, and asked for often. */
interface Known {
  readonly summary: Omit<SessionSummary, 'stale' | 'uri'>;
  /** When it was changed last, in milliseconds since 1970; absent if the file does not say. */
  readonly updated: number | undefined;
}

/** A session is an immutable value of the caches: what is read from it lives as long. */
const read = new WeakMap<Session, Known>();

/** A session in short, as the wire has it. @param now milliseconds since 1970 */
export function summaryOf(
  session: Session,
  now: number,
  uriOf: (file: FilePath) => string,
): SessionSummary {
  let known = read.get(session);
  if (known === undefined) {
    known = readSummary(session);
    read.set(session, known);
  }
  const { summary, updated } = known;
  const { run, status } = session;
  return {
    ...summary,
    stale: updated !== undefined && isStale(now, updated, status),
    ...(run === undefined ? {} : { uri: uriOf(run.workflow) }),
  };
}

function readSummary({ state, status, totalPhases, drift }: Session): Known {
  return {
    updated: parseLocalIso(state.updatedAt)?.getTime(),
    summary: {
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
    },
  };
}

export function driftItems(drift: readonly Drift[]): DriftItem[] {
  return drift.map(({ at: _, ...item }) => item);
}
