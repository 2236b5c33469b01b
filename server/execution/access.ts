import { PraxisError } from '../protocol/errors.ts';
import type { Session } from './session.ts';

/** @throws {PraxisError} PhaseNotAccessible for phases to come */
export function requireAccess({ state }: Session, phase: number): void {
  if (phase === state.currentPhase || state.completedPhases.includes(phase)) return;
  throw new PraxisError(
    'PhaseNotAccessible',
    `Cannot access phase ${phase}. Current phase is ${state.currentPhase}.`,
    phase > state.currentPhase
      ? `Complete phase ${state.currentPhase} first: praxis/session/completePhase.`
      : 'This phase was not completed in this session. Roll back to an earlier one to run it.',
    { currentPhase: state.currentPhase },
  );
}

export function requireIncomplete({ complete, state }: Session): void {
  if (!complete) return;
  throw new PraxisError(
    'SessionComplete',
    'The session is complete: all of its phases are done.',
    'Start the workflow again for a new session, or roll back to a phase to do it again.',
    { sessionId: state.sessionId },
  );
}

export function requireRunning({ state }: Session): void {
  if (!state.paused) return;
  throw new PraxisError(
    'SessionPaused',
    'The session is paused.',
    'Resume it first: praxis/session/resume, or start the workflow on the same target.',
    { sessionId: state.sessionId },
  );
}
