import { likelySessions } from '../../execution/likely-sessions.ts';
import { PraxisError } from '../../protocol/errors.ts';
import type { SessionSummary } from '../../protocol/session-requests.ts';

export interface WantedSession {
  /** An id, or the beginning of one. */
  readonly session?: string | undefined;
  readonly workflow?: string | undefined;
}

/** Characters of an id that are shown and asked for: more than enough to be unique. */
const SHOWN = 8;

/**
 * The session that a command is about: the one that is named; else the only incomplete one; else, of the
 * workflow that is named, the one changed last; else the only one there is.
 *
 * @throws {PraxisError} SessionNotFound; InvalidParams with `sessions` to choose from
 */
export function chooseSession(
  all: readonly SessionSummary[],
  { session, workflow }: WantedSession,
): SessionSummary {
  if (session !== undefined) return named(all, session);
  const candidates =
    workflow === undefined ? all : all.filter(({ workflowType }) => workflowType === workflow);
  const likely = likelySessions(candidates).toSorted(latestFirst);
  const [first] = likely;
  if (first === undefined) throw nothingToChoose(workflow);
  if (likely.length === 1 || workflow !== undefined) return first;
  const what =
    first.status === 'completed' ? 'sessions are there, all completed' : 'sessions are running';
  throw ambiguous(`${likely.length} ${what}: say which one.`, likely);
}

/**
 * What a command needs so that it is about this session: nothing where it would be chosen anyway.
 *
 * @returns words to append, with a blank before them
 */
export function sessionFlag(all: readonly SessionSummary[], sessionId: string): string {
  const [first, ...others] = likelySessions(all);
  if (first?.sessionId === sessionId && others.length === 0) return '';
  return ` --session ${shortId(all, sessionId)}`;
}

/** The beginning of an id that no other session shares. */
export function shortId(all: readonly SessionSummary[], sessionId: string): string {
  const isUnique = (length: number) =>
    all.every(
      (other) =>
        other.sessionId === sessionId || !other.sessionId.startsWith(sessionId.slice(0, length)),
    );
  let length = SHOWN;
  while (length < sessionId.length && !isUnique(length)) length++;
  return sessionId.slice(0, length);
}

export function latestFirst(a: SessionSummary, b: SessionSummary): number {
  return a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0;
}

function named(all: readonly SessionSummary[], written: string): SessionSummary {
  const wanted = written.toLowerCase();
  const matching = all.filter(({ sessionId }) => sessionId.startsWith(wanted));
  const exact = matching.find(({ sessionId }) => sessionId === wanted);
  const [first, ...others] = matching.toSorted(latestFirst);
  if (exact !== undefined) return exact;
  if (first === undefined) {
    throw new PraxisError(
      'SessionNotFound',
      `No session has an id that begins with ${JSON.stringify(written)}.`,
      'Look at the sessions that there are.',
      { sessionId: written },
    );
  }
  if (others.length === 0) return first;
  throw ambiguous(
    `${matching.length} sessions have an id that begins with ${JSON.stringify(written)}.`,
    [first, ...others],
  );
}

function ambiguous(message: string, sessions: readonly SessionSummary[]): PraxisError {
  const [first] = sessions;
  return new PraxisError(
    'InvalidParams',
    message,
    'Add --session and the beginning of an id, or --workflow for the one of a workflow changed last.',
    {
      sessions,
      ...(first === undefined
        ? {}
        : { example: `--session ${shortId(sessions, first.sessionId)}` }),
    },
  );
}

function nothingToChoose(workflow: string | undefined): PraxisError {
  return new PraxisError(
    'SessionNotFound',
    workflow === undefined
      ? 'There is no session in this workspace.'
      : `There is no session of ${workflow} in this workspace.`,
    'Start one first.',
    workflow === undefined ? { start: 'WORKFLOW' } : { start: workflow },
  );
}
