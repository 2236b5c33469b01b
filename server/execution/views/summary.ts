import type { DriftItem, SessionSummary } from '../../protocol/session-requests.ts';
import { uriOfPath } from '../../workspace/paths.ts';
import { isStale } from '../completion.ts';
import type { Drift } from '../drift.ts';
import type { Session } from '../session.ts';
import { parseLocalIso } from '../state/local-time.ts';

/** The summary of a session as it was made last: lists are long, and asked for often. */
interface Known {
  readonly summary: SessionSummary;
  /** When the session was changed last, in milliseconds since 1970; absent if the file does not say. */
  readonly updated: number | undefined;
}

/** A session is an immutable value of the caches: what is read from it lives as long. */
const read = new WeakMap<Session, Known>();

/**
 * A session in short, as the wire has it; the same object as long as it says the same.
 *
 * @param now milliseconds since 1970
 */
export function summaryOf(session: Session, now: number): SessionSummary {
  const known = read.get(session);
  const updated = known === undefined ? parsedTime(session) : known.updated;
  const stale = updated !== undefined && isStale(now, updated, session.status);
  if (known?.summary.stale === stale) return known.summary;
  const summary = summarised(session, stale);
  read.set(session, { summary, updated });
  return summary;
}

function parsedTime({ state }: Session): number | undefined {
  return parseLocalIso(state.updatedAt)?.getTime();
}

function summarised(
  { state, status, totalPhases, drift, run }: Session,
  stale: boolean,
): SessionSummary {
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
    stale,
    // A folder is no document: no client spells it in a way of its own.
    ...(run === undefined ? {} : { uri: uriOfPath(run.workflow) }),
  };
}

export function driftItems(drift: readonly Drift[]): DriftItem[] {
  return drift.map(({ at: _, ...item }) => item);
}
