import type { SessionSummary } from '../protocol/session-requests.ts';

/** Of these sessions those that somebody who names none may mean: the incomplete ones, if there are any. */
export function likelySessions(all: readonly SessionSummary[]): readonly SessionSummary[] {
  const incomplete = all.filter(({ status }) => status !== 'completed');
  return incomplete.length > 0 ? incomplete : all;
}
