import { OWN_KEY } from '../workspace/state-folder.ts';
import { listOf, type WholeState } from './session-state.ts';
import {
  isObject,
  keysOf,
  objectOf,
  type StateObject,
  type StateValue,
} from './state/state-value.ts';

/** The evidence of older failed attempts is let go of beyond so many; what was wrong with it is kept. */
const ATTEMPTS_WITH_EVIDENCE = 20;

/** A state with another value of some of its keys, and the time of the change. @param at local ISO time */
export function changed(raw: StateObject, at: string, values: StateObject): StateObject {
  return { ...raw, ...values, updated_at: at };
}

/** The state's `metadata`, with our own record in it changed. */
export function withOwn(raw: StateObject, values: StateObject): StateObject {
  const metadata = objectOf(raw.metadata);
  return { ...metadata, [OWN_KEY]: { ...objectOf(metadata[OWN_KEY]), ...values } };
}

/** Pauses, or resumes: `metadata.paused`, as the original knows it. */
export function paused({ raw }: WholeState, at: string, isPaused: boolean): StateObject {
  const metadata = objectOf(raw.metadata);
  return changed(raw, at, {
    metadata: isPaused ? { ...metadata, paused: true } : withoutKey(metadata, 'paused'),
  });
}

/** What was submitted for a phase, and what the gate said of it. */
export interface Submission {
  readonly phase: number;
  readonly evidence: StateObject;
  readonly passed: boolean;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** What judged it: kept with the artifact, for who wants to know later. */
  readonly gate: StateObject;
}

/** Where the session stands after a submission that passed. */
export interface NextPlace {
  readonly currentPhase: number;
  readonly isLast: boolean;
}

/**
 * The state after a submission: the evidence is kept whatever the outcome; only one that passed moves
 * the session on (FORMAT.md (g)).
 *
 * @param next where a submission that passed leads
 */
export function submitted(
  state: WholeState,
  at: string,
  submission: Submission,
  next: NextPlace,
): StateObject {
  const { raw, completedPhases } = state;
  const { phase, evidence, passed, errors, warnings, gate } = submission;
  const key = String(phase);
  const own = objectOf(objectOf(raw.metadata)[OWN_KEY]);
  return changed(raw, at, {
    ...(passed
      ? {
          current_phase: next.currentPhase,
          completed_phases: completedPhases.includes(phase)
            ? completedPhases
            : [...completedPhases, phase],
        }
      : {}),
    phase_artifacts: {
      ...objectOf(raw.phase_artifacts),
      [key]: {
        phase_number: phase,
        evidence,
        outputs: { [OWN_KEY]: { passed, ...gate } },
        commands_executed: [],
        timestamp: at,
      },
    },
    checkpoints: { ...objectOf(raw.checkpoints), [key]: passed ? 'passed' : 'failed' },
    metadata: withOwn(raw, {
      attempts: withoutOldEvidence([
        ...listOf(own.attempts),
        { phase, at, passed, errors, warnings, ...(passed ? {} : { evidence }) },
      ]),
      ...(passed && next.isLast ? { completed_at: at } : {}),
    }),
  });
}

/** The state with the last attempt at the current phase set aside: as if it had not been made. */
export function retried(state: WholeState, at: string): StateObject {
  return setAside(state, at, 'retry', state.currentPhase);
}

/** The state back at a phase: what was done in it and after it is set aside, in the history. */
export function rolledBack(state: WholeState, at: string, phase: number): StateObject {
  return setAside(state, at, 'rollback', phase);
}

function setAside(
  { raw, currentPhase, completedPhases }: WholeState,
  at: string,
  action: 'retry' | 'rollback',
  phase: number,
): StateObject {
  const [artifacts, artifactsAside] = divided(objectOf(raw.phase_artifacts), phase);
  const [checkpoints, checkpointsAside] = divided(objectOf(raw.checkpoints), phase);
  const own = objectOf(objectOf(raw.metadata)[OWN_KEY]);
  const entry: StateObject = {
    action,
    at,
    from_phase: currentPhase,
    to_phase: phase,
    completed_phases: completedPhases.filter((each) => each >= phase),
    phase_artifacts: artifactsAside,
    checkpoints: checkpointsAside,
  };
  const next = changed(raw, at, {
    current_phase: phase,
    completed_phases: completedPhases.filter((each) => each < phase),
    phase_artifacts: artifacts,
    checkpoints,
    metadata: withOwn(raw, { history: [...listOf(own.history), entry] }),
  });
  const metadata = objectOf(next.metadata);
  return {
    ...next,
    metadata: { ...metadata, [OWN_KEY]: withoutKey(objectOf(metadata[OWN_KEY]), 'completed_at') },
  };
}

/** The entries of phases before `phase`, and the others. */
function divided(entries: StateObject, phase: number): [before: StateObject, after: StateObject] {
  const before: Record<string, StateValue> = {};
  const after: Record<string, StateValue> = {};
  for (const key of keysOf(entries)) {
    const value = entries[key];
    if (value !== undefined) (Number(key) >= phase ? after : before)[key] = value;
  }
  return [before, after];
}

function withoutOldEvidence(attempts: readonly StateValue[]): StateValue[] {
  const oldest = attempts.length - ATTEMPTS_WITH_EVIDENCE;
  return attempts.map((attempt, index) =>
    index < oldest && isObject(attempt) ? withoutKey(attempt, 'evidence') : attempt,
  );
}

function withoutKey(object: StateObject, key: string): StateObject {
  const { [key]: _, ...rest } = object;
  return rest;
}
