import type { SessionSummary } from '../../../protocol/session-requests.ts';
import { latestFirst, shortId } from '../session-choice.ts';

/** Sessions as rows of a table, the one changed last first. @param all those that ids are told apart from */
export function sessionRows(
  sessions: readonly SessionSummary[],
  all: readonly SessionSummary[] = sessions,
): string[][] {
  return sessions
    .toSorted(latestFirst)
    .map((summary) => [
      shortId(all, summary.sessionId),
      stageOf(summary),
      timeOf(summary.updatedAt),
      `${summary.workflowType} on ${summary.targetFile}${remarksOf(summary)}`,
    ]);
}

/** `phase 1, 1 of 4 done`, `completed`: where a session stands. */
export function stageOf({
  status,
  currentPhase,
  completedPhases,
  totalPhases,
}: SessionSummary): string {
  if (status === 'completed') return 'completed';
  return `phase ${currentPhase}, ${completedPhases.length} of ${totalPhases} done`;
}

/** ` (paused, drifted)`: what is to be known before going on with a session. */
function remarksOf({ status, stale, drift }: SessionSummary): string {
  const remarks = [
    ...(status === 'paused' ? ['paused'] : []),
    ...(stale ? ['stale'] : []),
    ...(drift.length > 0 ? ['drifted'] : []),
  ];
  return remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
}

/** A time of a state file to the minute, as it stands there: local. */
export function timeOf(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
