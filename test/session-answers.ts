import type { GateDescribeResult } from '../server/protocol/gate-requests.ts';
import type {
  CompletePhaseResult,
  PhaseView,
  SessionGetResult,
  SessionListResult,
  SessionStartResult,
  SessionSummary,
  TaskView,
} from '../server/protocol/session-requests.ts';

/** The requests of a client that runs workflows, and what answers them. */
export interface SessionAnswers {
  'praxis/session/start': SessionStartResult;
  'praxis/session/list': SessionListResult;
  'praxis/session/get': SessionGetResult;
  'praxis/session/phase': PhaseView;
  'praxis/session/task': TaskView;
  'praxis/session/completePhase': CompletePhaseResult;
  'praxis/session/pause': SessionSummary;
  'praxis/session/resume': SessionSummary;
  'praxis/session/rollback': SessionSummary;
  'praxis/gate/describe': GateDescribeResult;
}
