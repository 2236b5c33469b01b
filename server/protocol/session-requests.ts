import type { ParamsSchema } from './params.ts';
import { name, type RequestDescription } from './request-description.ts';
import type {
  GateItem,
  TaskItem,
  WorkflowDescription,
  WorkflowParams,
} from './workflow-requests.ts';

export interface SessionStartParams extends WorkflowParams {
  /** What the workflow is run on: a path below the workspace, or any name. */
  readonly targetFile: string;
  /** Kept with the session as they are; a dynamic workflow reads its source from one of them. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Starts although the workflow has errors that forbid it; recorded in the session. */
  readonly force?: boolean;
}

export interface SessionListParams {
  readonly workflowType?: string;
  readonly status?: SessionStatus;
}

export interface SessionParams {
  readonly sessionId: string;
}

export interface SessionPhaseParams extends SessionParams {
  /** The current one unless given. */
  readonly phase?: number;
}

export interface SessionTaskParams extends SessionParams {
  readonly phase: number;
  readonly taskNumber: number;
}

export interface CompletePhaseParams extends SessionParams {
  readonly phase: number;
  readonly evidence: Readonly<Record<string, unknown>>;
  /** Judges and changes nothing. */
  readonly dryRun?: boolean;
}

/** Every session is one of these. */
export const SESSION_STATUSES = ['active', 'paused', 'completed'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** What no longer fits between a session and the workflow that it runs. */
export interface DriftItem {
  readonly kind:
    | 'phase-removed'
    | 'phase-renamed'
    | 'phase-inserted'
    | 'task-removed'
    | 'gate-field-removed'
    | 'gate-field-added'
    | 'type-changed'
    | 'total-changed'
    | 'workflow-gone';
  readonly phase?: number;
  readonly message: string;
  readonly remediation: string;
}

/** A session in short. */
export interface SessionSummary {
  readonly sessionId: string;
  readonly workflowType: string;
  readonly targetFile: string;
  readonly status: SessionStatus;
  readonly currentPhase: number;
  readonly completedPhases: readonly number[];
  readonly totalPhases: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly drift: readonly DriftItem[];
  /** Not completed, and untouched for a week. */
  readonly stale: boolean;
  /** The workflow's folder; absent when it is gone. */
  readonly uri?: string;
}

export interface SessionListResult {
  readonly sessions: readonly SessionSummary[];
  /** State files that cannot be read. */
  readonly unreadable: readonly { readonly uri: string; readonly reason: string }[];
}

/** A phase of a running session. */
export interface PhaseView {
  readonly sessionId: string;
  readonly workflowType: string;
  readonly phase: number;
  readonly phaseName: string;
  /** phase.md, or the rendered template of a generated phase; what is on the screen counts. */
  readonly content: string;
  readonly tasks: readonly TaskItem[];
  readonly gate: GateItem;
  readonly source: 'static' | 'dynamic';
  readonly currentPhase: number;
  readonly completedPhases: readonly number[];
  readonly totalPhases: number;
  readonly isComplete: boolean;
  readonly drift: readonly DriftItem[];
  /** What is wrong with the files that this answer was made from, in sentences. */
  readonly warnings: readonly string[];
  /** When the session is complete: that it is. */
  readonly message?: string;
}

/** The workflow that a session runs, generated phases included. */
export type SessionOverview = Omit<WorkflowDescription, 'errors' | 'warnings'>;

export interface SessionStartResult extends PhaseView {
  /** Whether an incomplete session on the same target was taken up again. */
  readonly resumed: boolean;
  readonly overview: SessionOverview;
}

/** A step that a task file asks for (FORMAT.md (c)). */
export interface StepItem {
  readonly type: string;
  readonly description: string;
  /** Of a `### Step N` heading. */
  readonly number?: number;
  readonly command?: string;
  readonly evidenceRequired?: string;
}

export interface TaskView {
  readonly sessionId: string;
  readonly workflowType: string;
  readonly phase: number;
  readonly taskNumber: number;
  readonly taskId?: string;
  readonly taskName: string;
  /** The name of the file in `phases/<N>/`; absent for generated tasks. */
  readonly taskFile?: string;
  readonly purpose: string;
  readonly content: string;
  readonly steps: readonly StepItem[];
  readonly estimatedTime?: string;
  readonly dependencies?: readonly string[];
  readonly acceptanceCriteria?: readonly string[];
  readonly source: 'file' | 'dynamic';
  readonly uri?: string;
  readonly drift: readonly DriftItem[];
  readonly warnings: readonly string[];
}

/** What a gate went by. */
export interface GateDiagnostics {
  readonly fieldsSubmitted: readonly string[];
  readonly fieldsRequired: readonly string[];
  readonly fieldsMissing: readonly string[];
  readonly fieldsFailed: readonly string[];
  /** As written in the gate. */
  readonly strictMode: unknown;
  readonly gateSource: 'yaml' | 'permissive';
  readonly gateUri?: string;
  /** SHA-1 of the gate's text, in base64. */
  readonly gateHash?: string;
  /** Whether the gate that judged is on the screen only. */
  readonly unsaved: boolean;
  readonly validationTimestamp: string;
}

export interface CompletePhaseResult {
  readonly sessionId: string;
  readonly phase: number;
  readonly checkpointPassed: boolean;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly diagnostics: GateDiagnostics;
  /** What to do about the errors, in sentences; empty without any. */
  readonly remediation: string;
  readonly nextSteps: readonly string[];
  /** Whether this was a trial: nothing was changed. */
  readonly dryRun: boolean;
  readonly nextPhase?: number;
  /** The view of the next phase, where there is one. */
  readonly next?: PhaseView;
  readonly workflowComplete: boolean;
  readonly drift: readonly DriftItem[];
}

/** The whole state; what the user wrote is as it was written. */
export interface SessionGetResult extends SessionSummary {
  readonly phaseArtifacts: Readonly<Record<string, unknown>>;
  readonly checkpoints: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What rollback and retryPhase set aside, oldest first. */
  readonly history: readonly unknown[];
  readonly isComplete: boolean;
  /** The state file. */
  readonly stateUri: string;
  readonly warnings: readonly string[];
}

export interface SessionErrorsResult {
  readonly sessionId: string;
  readonly attempts: readonly {
    readonly phase: number;
    readonly at: string;
    readonly errors: readonly string[];
    readonly warnings: readonly string[];
  }[];
}

/** `praxis/session/didChange`: a session moved on, or the author's edits drifted away from it. */
export interface SessionDidChangeParams {
  readonly sessionId: string;
  readonly change:
    | 'started'
    | 'resumed'
    | 'phase-completed'
    | 'phase-failed'
    | 'completed'
    | 'paused'
    | 'phase-retried'
    | 'rolled-back'
    | 'deleted'
    | 'edited'
    | 'drift';
  /** As it is now; absent when it is deleted or cannot be read. */
  readonly session?: SessionSummary;
}

const sessionId = {
  type: 'string',
  pattern: '^[a-f0-9-]{36}$',
  title: 'a session id of 36 characters (0-9, a-f and hyphens)',
};
const phase = { type: 'integer', minimum: 0 };

export const sessionStartParams: ParamsSchema<SessionStartParams> = {
  type: 'object',
  required: ['targetFile'],
  properties: {
    workflowType: name,
    targetFile: name,
    uri: name,
    options: { type: 'object' },
    force: { type: 'boolean' },
  },
};

export const sessionListParams: ParamsSchema<SessionListParams> = {
  type: 'object',
  properties: { workflowType: name, status: { enum: SESSION_STATUSES } },
};

export const sessionParams: ParamsSchema<SessionParams> = {
  type: 'object',
  required: ['sessionId'],
  properties: { sessionId },
};

export const sessionPhaseParams: ParamsSchema<SessionPhaseParams> = {
  type: 'object',
  required: ['sessionId'],
  properties: { sessionId, phase },
};

export const sessionTaskParams: ParamsSchema<SessionTaskParams> = {
  type: 'object',
  required: ['sessionId', 'phase', 'taskNumber'],
  properties: { sessionId, phase, taskNumber: { type: 'integer', minimum: 1 } },
};

export const completePhaseParams: ParamsSchema<CompletePhaseParams> = {
  type: 'object',
  required: ['sessionId', 'phase', 'evidence'],
  properties: { sessionId, phase, evidence: { type: 'object' }, dryRun: { type: 'boolean' } },
};

const SUMMARY =
  'sessionId, workflowType, targetFile, status, currentPhase, completedPhases, totalPhases, createdAt, updatedAt, drift, stale, uri';

export const sessionRequests: readonly RequestDescription[] = [
  {
    method: 'praxis/session/start',
    title: 'Start or resume a session',
    params: 'workflowType, targetFile, uri?, options?, force?',
    result: 'sessionId, resumed, overview (generated phases included), and the phase view',
    errors: [
      'WorkflowNotFound',
      'WorkflowInvalid',
      'SourceInvalid',
      'PathOutsideWorkspace',
      'StateConflict',
      'NotTrusted',
    ],
    stability: 'stable',
  },
  {
    method: 'praxis/session/list',
    title: 'List sessions',
    params: 'workflowType?, status?: active, paused or completed',
    result: `sessions: [{${SUMMARY}}], unreadable: [{uri, reason}]`,
    errors: [],
    stability: 'stable',
  },
  {
    method: 'praxis/session/get',
    title: 'Show the state of a session',
    params: 'sessionId',
    result:
      'the summary, phaseArtifacts, checkpoints, metadata, history, isComplete, stateUri, warnings',
    errors: ['SessionNotFound', 'SessionCorrupt'],
    stability: 'stable',
  },
  {
    method: 'praxis/session/phase',
    title: 'Show a phase of a session',
    params: 'sessionId, phase?',
    result:
      'the phase view: phase, phaseName, content, tasks, gate, source, currentPhase, completedPhases, totalPhases, isComplete, drift, warnings',
    errors: [
      'SessionNotFound',
      'SessionCorrupt',
      'PhaseNotAccessible',
      'WorkflowNotFound',
      'PathOutsideWorkspace',
    ],
    stability: 'stable',
  },
  {
    method: 'praxis/session/task',
    title: 'Show a task of a session',
    params: 'sessionId, phase, taskNumber',
    result:
      'taskName, taskFile, content, steps: [{type, description, number, command, evidenceRequired}], source, drift, warnings',
    errors: [
      'SessionNotFound',
      'SessionCorrupt',
      'PhaseNotAccessible',
      'TaskNotFound',
      'WorkflowNotFound',
      'PathOutsideWorkspace',
    ],
    stability: 'stable',
  },
  {
    method: 'praxis/session/completePhase',
    title: 'Submit the evidence of a phase',
    params: 'sessionId, phase, evidence, dryRun?',
    result:
      'checkpointPassed, errors, warnings, diagnostics, remediation, nextSteps, nextPhase?, next?, workflowComplete, dryRun, drift',
    errors: [
      'SessionNotFound',
      'SessionCorrupt',
      'PhaseNotAccessible',
      'PhaseMismatch',
      'SessionPaused',
      'SessionComplete',
      'WorkflowNotFound',
      'WorkflowInvalid',
      'SourceInvalid',
      'PathOutsideWorkspace',
      'StateConflict',
      'NotTrusted',
    ],
    stability: 'stable',
  },
  ...(
    [
      ['pause', 'Pause a session', 'sessionId', ['SessionComplete']],
      ['resume', 'Resume a paused session', 'sessionId', ['SessionComplete']],
      [
        'retryPhase',
        'Set the last attempt at the current phase aside',
        'sessionId, phase?',
        ['PhaseMismatch', 'SessionPaused', 'SessionComplete'],
      ],
      [
        'rollback',
        'Go back to an earlier phase',
        'sessionId, phase? (the last completed one unless given)',
        ['PhaseNotAccessible', 'SessionPaused'],
      ],
      ['delete', 'Delete a session', 'sessionId', []],
    ] as const
  ).map(
    ([action, title, params, errors]): RequestDescription => ({
      method: `praxis/session/${action}`,
      title,
      params,
      result: `the session summary: ${SUMMARY}`,
      errors: ['SessionNotFound', 'SessionCorrupt', ...errors, 'StateConflict', 'NotTrusted'],
      stability: 'stable',
    }),
  ),
  {
    method: 'praxis/session/errors',
    title: 'Show the failed attempts of a session',
    params: 'sessionId',
    result: 'attempts: [{phase, at, errors, warnings}]',
    errors: ['SessionNotFound', 'SessionCorrupt'],
    stability: 'stable',
  },
];
