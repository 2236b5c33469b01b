import type { SessionStatus } from '../protocol/session-requests.ts';
import type { SessionState } from './session-state.ts';

/** What decides whether a session has come to its end. */
export interface LiveTotal {
  /** Of the workflow as it is now; absent when it is gone or its source cannot be read. */
  readonly total?: number;
  readonly dynamic: boolean;
}

/** A week, after which an incomplete session counts as stale. In milliseconds. */
const STALE_AFTER = 7 * 24 * 60 * 60 * 1000;

/**
 * Whether all phases are done (FORMAT.md (g), Complete). The live total counts. A session that once
 * came to its end stays there when the author adds a phase later: start makes a new one. Only of a
 * dynamic workflow the total that the original wrote is not believed: it does not know the
 * generated phases (FORMAT.md (i), 10). While the source cannot be read, such a session is not at its end.
 */
export function isComplete(state: SessionState, { total, dynamic }: LiveTotal): boolean {
  if (state.own.completedAt !== undefined) return true;
  if (total !== undefined && isPast(state, total)) return true;
  if (dynamic) return false;
  const saved = state.totalPhases ?? (total === undefined ? defaultTotal(state) : undefined);
  return saved !== undefined && isPast(state, saved);
}

/** The original's guess for files that do not say. */
function defaultTotal({ workflowType }: SessionState): number {
  return workflowType.includes('test') ? 8 : 6;
}

function isPast({ currentPhase, completedPhases }: SessionState, total: number): boolean {
  const zeroBased =
    completedPhases.length === 0 ? currentPhase === 0 : Math.min(...completedPhases) === 0;
  return zeroBased ? currentPhase >= total : currentPhase > total;
}

export function statusOf(state: SessionState, complete: boolean): SessionStatus {
  return complete ? 'completed' : state.paused ? 'paused' : 'active';
}

/** @param now milliseconds since 1970 @param updated the same of the last change */
export function isStale(now: number, updated: number, status: SessionStatus): boolean {
  return status !== 'completed' && now - updated > STALE_AFTER;
}
