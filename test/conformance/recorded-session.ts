import type { WorkspaceFiles } from '../e2e/sample-workflow.ts';
import { plain } from './case-files.ts';
import type { ExpectedError, SessionCase, SessionStep } from './session-case.ts';

/** A script of calls recorded from the original engine. */
export interface RecordedSessionCase {
  readonly id: string;
  readonly files: WorkspaceFiles;
  readonly steps: readonly RecordedStep[];
}

interface RecordedStep {
  readonly call: { readonly op: string } & Readonly<Record<string, unknown>>;
  readonly expected: RecordedOutcome;
  readonly original_bug?: string;
}

type RecordedOutcome =
  | { readonly ok: true; readonly result: Fields }
  | { readonly ok: false; readonly error: string };

type Fields = Readonly<Record<string, unknown>>;

/** Params are refused, or there is no such request, or the path leads out. */
const REFUSED_CALL = [-32602, -32601, 1012];

/**
 * What is right where the record is not, by case and index of the step: what the record calls a bug of
 * the original, and what follows from it in later steps.
 */
const RIGHT: Readonly<
  Record<string, { answer: unknown } | { error: ExpectedError } | { holds: unknown }>
> = {
  'happy-path/12': { answer: { totalPhases: 3, isComplete: true, currentPhase: 3 } },
  'happy-path/13': { error: { codes: [1009] } },
  'happy-path/14': { holds: { current_phase: 3, completed_phases: [0, 1, 2] } },
  'resume/3': {
    answer: {
      sessionId: '$S1',
      resumed: true,
      currentPhase: 1,
      warnings: ['/\\(k\\) are not used/'],
    },
  },
  'resume/5': { answer: { sessionId: '$S1', resumed: true, currentPhase: 1 } },
  'resume/9': {
    answer: {
      sessions: [
        { sessionId: '$S1', status: 'completed', currentPhase: 3 },
        { sessionId: '$S3', status: 'active', currentPhase: 0 },
      ],
    },
  },
  'dynamic-failures/0': {
    error: {
      codes: [1010],
      message:
        "Failed to initialize dynamic registry: Dynamic workflow requires 'spec_path' in options",
    },
  },
  'dynamic-failures/1': { answer: { sessions: [] } },
  'dynamic-failures/2': { answer: { resumed: false, currentPhase: 0, totalPhases: 4 } },
  'errors-and-deletion/12': {
    error: { codes: [1005], message: 'Cannot access phase 5. Current phase is 0.' },
  },
  'errors-and-deletion/15': { error: { codes: [-32602] } },
  'errors-and-deletion/16': { answer: { currentPhase: 0, completedPhases: [], totalPhases: 3 } },
  'errors-and-deletion/17': { answer: { status: 'active', currentPhase: 0, checkpoints: {} } },
  'errors-and-deletion/20': { error: { codes: [1003], message: 'Session $S1 not found' } },
  'errors-and-deletion/21': { error: { codes: [1003], message: 'Session $S1 not found' } },
};

export function recordedSessionCase({ id, files, steps }: RecordedSessionCase): SessionCase {
  return {
    id,
    files,
    steps: plain(steps).map((step, index) => {
      const right = RIGHT[`${id}/${index}`];
      if (right === undefined && step.original_bug !== undefined) {
        throw new Error(`${id}/${index}: write down what is right in place of the original's bug`);
      }
      const ours = inOurTerms(step);
      if (right === undefined) return ours;
      return 'request' in ours
        ? { request: ours.request, ...(ours.params && { params: ours.params }), ...right }
        : ({ ...ours, ...right } as SessionStep);
    }),
  };
}

function inOurTerms({ call, expected }: RecordedStep): SessionStep {
  const { op, ...given } = call;
  switch (op) {
    case 'write':
      return { write: given.files as Readonly<Record<string, string | null>> };
    case 'reopen':
      return { restart: true };
    case 'state_file':
      return { stateOf: String(given.session_id), holds: expected.ok ? expected.result : {} };
    case 'tool': {
      const { action, ...params } = given;
      return requestOf(String(action), params, enveloped(expected));
    }
    default:
      return requestOf(op, given, expected);
  }
}

/** The tool's envelope tells errors as results. */
function enveloped(expected: RecordedOutcome): RecordedOutcome {
  return expected.ok && expected.result.status === 'error'
    ? { ok: false, error: String(expected.result.error) }
    : expected;
}

const REQUESTS: Readonly<Record<string, string>> = {
  get_phase: 'phase',
  get_task: 'task',
  complete_phase: 'completePhase',
  get_state: 'get',
  get_session: 'get',
  list_sessions: 'list',
  delete_session: 'delete',
};

function requestOf(action: string, given: Fields, expected: RecordedOutcome): SessionStep {
  const request = REQUESTS[action] ?? action;
  const params = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [camelCase(key), value]),
  );
  return expected.ok
    ? { request, params, answer: answerOf(action, expected.result) }
    : { request, params, error: errorOf(expected.error) };
}

/** Errors that concern sessions keep their words; params are refused in ours. */
function errorOf(error: string): ExpectedError {
  if (error.startsWith('Corrupted state file: ')) {
    return { codes: [1004], messageStart: 'Corrupted state file: ' };
  }
  // The reason was hidden from clients: ours is named.
  if (error === 'Internal server error') return { codes: [1003, 1004, 1005, 1006, 1007] };
  return /^(?:Session .* not found|Cannot |Failed to )/.test(error)
    ? { message: error }
    : { codes: REFUSED_CALL };
}

/** The part of an answer that both engines give. */
function answerOf(action: string, result: Fields): unknown {
  switch (action) {
    case 'start':
      return {
        ...inCamelCase(result, 'session_id', 'workflow_type', 'current_phase'),
        overview: overviewOf(result.workflow_overview as Fields),
      };
    case 'get_phase':
      return inCamelCase(
        result,
        'session_id',
        'workflow_type',
        'current_phase',
        'is_complete',
        'message',
      );
    case 'get_task':
      return inCamelCase(
        result,
        'session_id',
        'workflow_type',
        'phase',
        'task_number',
        'task_name',
        'task_file',
        'content',
        'purpose',
      );
    case 'complete_phase': {
      const { diagnostics, ...verdict } = result.validation_result as Fields;
      return {
        ...inCamelCase(result, 'checkpoint_passed', 'next_phase', 'workflow_complete'),
        ...inCamelCase(verdict, 'errors', 'warnings'),
        diagnostics: inCamelCase(
          diagnostics as Fields,
          'fields_submitted',
          'fields_required',
          'fields_missing',
          'fields_failed',
          'strict_mode',
          'gate_source',
        ),
      };
    }
    case 'get_state':
      return summaryOf(
        result.workflow_state === undefined ? result : (result.workflow_state as Fields),
      );
    case 'get_session': {
      const { artifacts } = result;
      return { ...summaryOf(result), phaseArtifacts: artifacts };
    }
    case 'list_sessions':
      return { sessions: (result.sessions as Fields[]).map(summaryOf) };
    default:
      return inCamelCase(result, 'session_id');
  }
}

function summaryOf(session: Fields): Fields {
  const { session_status: status } = session;
  return {
    ...inCamelCase(
      session,
      'session_id',
      'workflow_type',
      'target_file',
      'current_phase',
      'completed_phases',
      'is_complete',
      'checkpoints',
    ),
    ...(status === undefined ? {} : { status }),
  };
}

/** Of a dynamic workflow the original knows neither phases nor total. */
function overviewOf(overview: Fields): unknown {
  const head = inCamelCase(
    overview,
    'workflow_type',
    'version',
    'description',
    'estimated_duration',
    'primary_outputs',
  );
  if (overview.dynamic_phases === true) return head;
  return {
    ...head,
    totalPhases: overview.total_phases,
    phases: (overview.phases as Fields[]).map((phase) => ({
      phase: phase.phase_number,
      name: phase.phase_name,
      purpose: phase.purpose,
      tasks: ((phase.tasks ?? []) as Fields[]).map((task) =>
        inCamelCase(task, 'task_number', 'name', 'file'),
      ),
    })),
  };
}

/** Some of the fields, those that are there, by our names. */
function inCamelCase(fields: Fields, ...keys: string[]): Fields {
  return Object.fromEntries(
    keys.filter((key) => key in fields).map((key) => [camelCase(key), fields[key]]),
  );
}

function camelCase(key: string): string {
  return key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
