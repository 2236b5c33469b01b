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
      summary.workflowType,
      stageOf(summary),
      timeOf(summary.updatedAt),
      summary.targetFile,
    ]);
}

/** `phase 1, 1 of 4 done`, `completed`: where a session stands, and what is odd about it. */
export function stageOf(summary: SessionSummary): string {
  const { status, currentPhase, completedPhases, totalPhases, drift, stale } = summary;
  const remarks = [
    ...(status === 'paused' ? ['paused'] : []),
    ...(stale ? ['stale'] : []),
    ...(drift.length > 0 ? ['drifted'] : []),
  ];
  const stage =
    status === 'completed'
      ? 'completed'
      : `phase ${currentPhase}, ${completedPhases.length} of ${totalPhases} done`;
  return [stage, ...remarks].join(', ');
}

/** A time of a state file to the minute, as it stands there: local. */
export function timeOf(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
