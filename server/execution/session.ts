import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import { defineQuery, type Read } from '../caches/definition.ts';
import { PraxisError } from '../protocol/errors.ts';
import type { SessionStatus } from '../protocol/session-requests.ts';
import { metadata } from '../workflow/snapshot.ts';
import { copyToRun } from '../workflow/strongest-copy.ts';
import { content } from '../workspace/files.ts';
import { below, type FilePath } from '../workspace/paths.ts';
import { roots } from '../workspace/roots.ts';
import { rootOfStates } from '../workspace/state-folder.ts';
import { isComplete, statusOf } from './completion.ts';
import { type Drift, driftOf, workflowGone } from './drift.ts';
import { gateFields, type Run, run, runKey } from './run.ts';
import { readSessionState, type SessionState, type WholeState } from './session-state.ts';
import { ARCHIVE_FOLDER } from './state/archive.ts';
import { type ParsedState, parseStateJson } from './state/state-json.ts';
import { isObject } from './state/state-value.ts';

/** A session: its state (what the user did) joined with the workflow that it runs (what the author wrote). */
export interface Session {
  readonly file: FilePath;
  readonly root: FilePath;
  /** The text that the state was read from: what a change of it is compared with. */
  readonly text: string;
  readonly state: SessionState;
  /** Absent when no copy of the workflow is there any more. */
  readonly run: Run | undefined;
  /** As far as it is known: of a workflow that is gone, what was saved. */
  readonly totalPhases: number;
  readonly complete: boolean;
  readonly status: SessionStatus;
  readonly drift: readonly Drift[];
}

/** What stands in a state file. */
export type SessionFile =
  | { readonly state: 'session'; readonly session: Session }
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly reason: string; readonly text?: string };

/** Sessions kept by use: more than anybody lists at once. */
const MOST_SESSIONS = 5_000;

/** The session of a state file, as file and workflow are now. */
export const session = defineQuery<SessionFile>({
  name: 'session',
  cache: 'session',
  bound: { max: MOST_SESSIONS },
  compute(read, file) {
    const known = read(stateIn, file);
    if (known.state !== 'read') return known;
    const { value: state, text } = known;
    const root = rootOfState(read, file);
    const { workflow, gone } = workflowOfState(read, state, root);
    const running =
      workflow === undefined
        ? undefined
        : read(run, runKey(read(metadata, workflow), workflow, root, state.options));
    const complete = isComplete(state, running ?? { dynamic: false });
    const status = statusOf(state, complete);
    // A session that is over meets nothing new.
    const drift =
      running === undefined || complete
        ? gone
        : [...gone, ...driftOf(state, running, ({ folder }) => read(gateFields, folder))];
    const totalPhases = running?.total ?? state.totalPhases ?? running?.phases.length ?? 0;
    return {
      state: 'session',
      session: { file, root, text, state, run: running, totalPhases, complete, status, drift },
    };
  },
});

interface StateText {
  readonly state: 'read';
  readonly value: SessionState;
  readonly text: string;
}

/** The state file alone, without its workflow. */
export const stateIn = defineQuery<StateText | Exclude<SessionFile, { state: 'session' }>>({
  name: 'sessionState',
  bound: { max: MOST_SESSIONS },
  compute(read, file) {
    const found = read(content, file);
    if (found.state === 'absent') return { state: 'absent' };
    if (found.state === 'unreadable') return { state: 'unreadable', reason: found.reason };
    const { text } = found;
    const parsed = parseQuickly(text);
    if ('problem' in parsed) return { state: 'unreadable', reason: parsed.problem.message, text };
    const value = readSessionState(parsed.value, path.basename(file, '.json'));
    return typeof value === 'string'
      ? { state: 'unreadable', reason: value, text }
      : { state: 'read', value, text };
  },
});

/**
 * The state of a session with the file's own object, read without loss.
 *
 * @throws {PraxisError} SessionCorrupt for a file that can be listed but not kept as it is, such as one
 *   that is nested too deep
 */
export function wholeState({ file, text, state }: Session): WholeState {
  const parsed = parseStateJson(text);
  const raw = 'value' in parsed ? parsed.value : undefined;
  const own = raw === undefined ? undefined : readSessionState(raw, state.sessionId);
  if (isObject(raw) && typeof own === 'object') return { ...own, raw };
  const reason = 'problem' in parsed ? parsed.problem.message : String(own);
  throw new PraxisError(
    'SessionCorrupt',
    `Corrupted state file: ${reason}`,
    `Repair ${file} by hand, or delete it and start again.`,
  );
}

/** Lists read a thousand states and change none: numbers need not be kept as they were written. */
function parseQuickly(text: string): ParsedState {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // What is wrong, and whether it is no more than a NaN, our own parser tells.
    return parseStateJson(text);
  }
}

/** The root whose state folder, or the archive in it, holds a file. */
function rootOfState(read: Read, file: FilePath): FilePath {
  const folder = path.dirname(file);
  const holder = path.basename(folder) === ARCHIVE_FOLDER ? path.dirname(folder) : folder;
  return rootOfStates(read, holder) ?? read(roots, CELL)[0] ?? holder;
}

/** The copy that the session began with, else the strongest of its type. */
function workflowOfState(
  read: Read,
  { workflowType, own }: SessionState,
  root: FilePath,
): { workflow: FilePath | undefined; gone: readonly Drift[] } {
  const workflow = copyToRun(read, root, { kept: own.workflow, type: workflowType });
  if (workflow === undefined) return { workflow, gone: [workflowGone(workflowType, undefined)] };
  const isKept = own.workflow === undefined || workflow === path.resolve(root, own.workflow);
  if (isKept) return { workflow, gone: [] };
  const instead = below(root, workflow) ?? workflow;
  return { workflow, gone: [workflowGone(workflowType, instead)] };
}
