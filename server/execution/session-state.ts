import { isLosslessNumber } from 'lossless-json';
import { OWN_KEY } from '../workspace/state-folder.ts';
import { isObject, objectOf, type StateObject, type StateValue } from './state/state-value.ts';

/** What the state file of a session says (FORMAT.md (g)), as far as the engine goes by it. */
export interface SessionState {
  readonly sessionId: string;
  readonly workflowType: string;
  readonly targetFile: string;
  readonly currentPhase: number;
  readonly completedPhases: readonly number[];
  readonly checkpoints: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** `metadata.total_phases`; older files lack it. */
  readonly totalPhases?: number;
  readonly paused: boolean;
  /** The options of the start, among what else stands in `metadata`. */
  readonly options: StateObject;
  /** What praxis-ls keeps under `metadata.praxis_ls`. */
  readonly own: OwnRecord;
}

/**
 * A state that is to be changed or shown whole, beside the file's own object: what users and other
 * programs wrote stays in `raw` as it was written.
 */
export interface WholeState extends SessionState {
  readonly raw: StateObject;
}

/** What praxis-ls adds to a state; the original engine keeps it without reading it. */
export interface OwnRecord {
  /** The workflow's folder, from the root with `/`; a path that is absolute lies in another root. */
  readonly workflow?: string;
  readonly began?: Baseline;
  /** When praxis-ls saw the session come to its end. */
  readonly completedAt?: string;
  /** Evidence that was judged, oldest first. */
  readonly attempts: readonly Attempt[];
  /** What rollback and retryPhase set aside, oldest first, as it stands in the file. */
  readonly history: readonly StateValue[];
}

/** One submission of evidence. */
export interface Attempt {
  readonly phase: number;
  readonly at: string;
  readonly passed: boolean;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** What a session began with: kept to name what changed since (DESIGN.md, section 6, Drift). */
export interface Baseline {
  readonly total: number;
  readonly phases: readonly BaselinePhase[];
}

export interface BaselinePhase {
  readonly phase: number;
  readonly name: string;
  /** What the tasks are called, by number. */
  readonly tasks: Readonly<Record<string, string>>;
  /** Evidence type by field name. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads the object of a state file.
 *
 * @returns the state, or a sentence on the first thing that makes the file unfit.
 */
export function readSessionState(raw: unknown, sessionId: string): SessionState | string {
  if (!isObject(raw)) return 'it is no JSON object';
  const workflowType = raw.workflow_type;
  const targetFile = raw.target_file;
  const currentPhase = integerOf(raw.current_phase);
  if (typeof workflowType !== 'string') return missing(raw, 'workflow_type', 'a text');
  if (typeof targetFile !== 'string') return missing(raw, 'target_file', 'a text');
  if (currentPhase === undefined) return missing(raw, 'current_phase', 'an integer');
  const completed = raw.completed_phases ?? [];
  if (!Array.isArray(completed)) return missing(raw, 'completed_phases', 'a list of integers');
  const completedPhases = completed.map(integerOf);
  if (!completedPhases.every((phase) => phase !== undefined)) {
    return 'completed_phases must be a list of integers';
  }
  for (const key of ['phase_artifacts', 'checkpoints', 'metadata'] as const) {
    if (raw[key] !== undefined && !isObject(raw[key])) return missing(raw, key, 'an object');
  }
  const metadata = objectOf(raw.metadata);
  const totalPhases = integerOf(metadata.total_phases);
  return {
    sessionId,
    workflowType,
    targetFile,
    currentPhase,
    completedPhases,
    checkpoints: Object.fromEntries(
      Object.entries(objectOf(raw.checkpoints)).map(([phase, outcome]) => [phase, String(outcome)]),
    ),
    createdAt: textOf(raw.created_at),
    updatedAt: textOf(raw.updated_at),
    ...(totalPhases === undefined ? {} : { totalPhases }),
    paused: metadata.paused === true,
    options: metadata,
    own: readOwn(metadata[OWN_KEY]),
  };
}

function readOwn(value: StateValue | undefined): OwnRecord {
  const own = objectOf(value);
  const began = readBaseline(own.began);
  return {
    ...(typeof own.workflow === 'string' ? { workflow: own.workflow } : {}),
    ...(began === undefined ? {} : { began }),
    ...(typeof own.completed_at === 'string' ? { completedAt: own.completed_at } : {}),
    attempts: listOf(own.attempts).flatMap((attempt): Attempt[] => {
      const phase = isObject(attempt) ? integerOf(attempt.phase) : undefined;
      if (!isObject(attempt) || phase === undefined) return [];
      return [
        {
          phase,
          at: textOf(attempt.at),
          passed: attempt.passed === true,
          errors: listOf(attempt.errors).filter((each) => typeof each === 'string'),
          warnings: listOf(attempt.warnings).filter((each) => typeof each === 'string'),
        },
      ];
    }),
    history: listOf(own.history),
  };
}

/** A baseline that somebody edited by hand counts as far as it can be read. */
function readBaseline(value: unknown): Baseline | undefined {
  if (!isObject(value)) return undefined;
  const total = integerOf(value.total_phases);
  if (total === undefined || !Array.isArray(value.phases)) return undefined;
  const phases = listOf(value.phases).flatMap((entry): BaselinePhase[] => {
    const phase = isObject(entry) ? integerOf(entry.phase) : undefined;
    if (!isObject(entry) || phase === undefined) return [];
    return [
      {
        phase,
        name: textOf(entry.name),
        tasks: textsOf(entry.tasks),
        fields: textsOf(entry.fields),
      },
    ];
  });
  return { total, phases };
}

/** The baseline as it stands in the file. */
export function baselineObject({ total, phases }: Baseline): StateObject {
  return {
    total_phases: total,
    phases: phases.map(({ phase, name, tasks, fields }) => ({ phase, name, tasks, fields })),
  };
}

/** An integer of a state file: a number without fraction, however it is written. */
function integerOf(value: unknown): number | undefined {
  const number = isLosslessNumber(value) ? Number(value.value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

export function listOf(value: StateValue | undefined): readonly StateValue[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectOf(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function missing(raw: StateObject, key: string, expected: string): string {
  return raw[key] === undefined ? `${key} is missing` : `${key} must be ${expected}`;
}
