import path from 'node:path';
import type { CacheManager } from '../caches/manager.ts';
import { PraxisError } from '../protocol/errors.ts';
import type { CompletePhaseParams, CompletePhaseResult } from '../protocol/session-requests.ts';
import { document } from '../workflow/document.ts';
import type { Gate } from '../workflow/gate.ts';
import { checkpoint } from '../workflow/snapshot.ts';
import { phaseFolders } from '../workflow/workflow-files.ts';
import { fingerprintOf } from '../workspace/disk.ts';
import { GATE_FILE, phaseFolder } from '../workspace/layout.ts';
import { below, type FilePath } from '../workspace/paths.ts';
import { requireIncomplete, requireRunning } from './access.ts';
import { type Blocker, workflowInvalid } from './blocker.ts';
import { baselineOf, withPhase } from './drift.ts';
import { checkBounds } from './gate/evidence-bounds.ts';
import { judge } from './gate/judge.ts';
import { nextStepsOf, remediationOf } from './gate/remedies.ts';
import { type FieldsOf, fieldsIn, type Run } from './run.ts';
import { type Session, wholeState } from './session.ts';
import { baselineObject } from './session-state.ts';
import type { SessionStore } from './session-store.ts';
import { sourceRefused } from './source-refused.ts';
import { localIsoNow } from './state/local-time.ts';
import { objectOf, type StateObject } from './state/state-value.ts';
import { type NextPlace, submitted, withOwn } from './transitions.ts';
import { driftItems } from './views/summary.ts';

export interface CompletionContext {
  readonly caches: CacheManager;
  readonly store: SessionStore;
  readonly uriOf: (file: FilePath) => string;
  /** What forbids to complete the phase: of metadata.json and of its gate. */
  readonly blockers: readonly Blocker[];
  readonly isUnsaved: (file: FilePath) => boolean;
}

/**
 * Judges evidence, keeps it and moves the session on if it passed (FORMAT.md (g), Complete phase).
 *
 * @returns what to answer, and the session as it is then; with `dryRun` as it was
 * @throws {PraxisError} SessionComplete, PhaseMismatch, SessionPaused, PhaseNotAccessible,
 *   WorkflowInvalid, SourceInvalid, InvalidParams, StateConflict
 */
export async function completePhase(
  session: Session,
  run: Run,
  { phase, evidence, dryRun = false }: CompletePhaseParams,
  context: CompletionContext,
): Promise<{ result: CompletePhaseResult; session: Session }> {
  requireCurrent(session, phase, dryRun);
  checkBounds('evidence', evidence);
  requireThere(run, phase, context);
  const folder = phaseFolder(run.workflow, phase);
  const { gate } = context.caches.ask(checkpoint, folder);
  if (context.blockers.length > 0 || gate?.usable === false) {
    const { workflowType } = session.state;
    const action = `phase ${phase} cannot be completed`;
    throw workflowInvalid(run.workflow, workflowType, action, context.blockers, context.uriOf);
  }
  const fieldsOf = fieldsIn(context.caches);
  const verdict = judge(gate, evidence);
  const at = localIsoNow();
  const next = nextPlace(run, phase);
  const judgedBy = gateOf(context, gate, path.join(folder, GATE_FILE));
  const saved = dryRun
    ? session
    : await context.store.save(
        session,
        nextState(session, run, fieldsOf, next, at, {
          phase,
          evidence: evidence as StateObject,
          passed: verdict.passed,
          errors: verdict.errors,
          warnings: verdict.warnings,
          gate: judgedBy.record,
        }),
      );
  const goesOn = verdict.passed && !next.isLast;
  return {
    session: saved,
    result: {
      sessionId: session.state.sessionId,
      phase,
      checkpointPassed: verdict.passed,
      errors: verdict.errors,
      warnings: verdict.warnings,
      diagnostics: {
        fieldsSubmitted: verdict.fieldsSubmitted,
        fieldsRequired: verdict.fieldsRequired,
        fieldsMissing: verdict.fieldsMissing,
        fieldsFailed: verdict.fieldsFailed,
        strictMode: verdict.strictMode,
        gateSource: verdict.source,
        ...judgedBy.told,
        validationTimestamp: at,
      },
      remediation: remediationOf(gate, verdict),
      nextSteps: nextStepsOf(gate, verdict, phase),
      dryRun,
      ...(goesOn ? { nextPhase: next.currentPhase } : {}),
      workflowComplete: !dryRun && saved.complete,
      drift: driftItems(saved.drift),
    },
  };
}

/** A trial run is allowed while the session is paused: it changes nothing. */
function requireCurrent(session: Session, phase: number, dryRun: boolean): void {
  requireIncomplete(session);
  const { currentPhase, completedPhases } = session.state;
  if (phase !== currentPhase) {
    throw new PraxisError(
      'PhaseMismatch',
      `Cannot complete phase ${phase}. Current phase is ${currentPhase}.`,
      completedPhases.includes(phase)
        ? `Phase ${phase} is completed already. Submit the evidence of phase ${currentPhase}, or roll back.`
        : `Submit the evidence of phase ${currentPhase}.`,
      { currentPhase },
    );
  }
  if (!dryRun) requireRunning(session);
}

/** A phase that nobody can read, or that the author took away, has no gate to pass. */
function requireThere(run: Run, phase: number, { caches, uriOf }: CompletionContext): void {
  if (run.phases.some((each) => each.phase === phase)) return;
  if (run.content?.state === 'unusable') {
    throw sourceRefused(run.content, `Phase ${phase} cannot be completed`, uriOf);
  }
  // A folder that metadata.json does not list is run as the original runs it.
  if (caches.ask(phaseFolders, run.workflow).some(({ number }) => number === phase)) return;
  throw new PraxisError(
    'PhaseNotAccessible',
    `Cannot complete phase ${phase}: the workflow has no such phase any more.`,
    'Put the phase back, or roll back to an earlier phase and go on from there.',
    { phases: run.phases.map((each) => each.phase) },
  );
}

/** The next phase that there is; phases whose numbers are left out are passed over. */
function nextPlace({ phases, total }: Run, phase: number): NextPlace {
  const next = phases.map((each) => each.phase).find((number) => number > phase);
  return {
    currentPhase: next ?? phase + 1,
    isLast: next === undefined && total !== undefined,
  };
}

/** The state after the submission, with the total as it is now and the next phase as it is entered. */
function nextState(
  session: Session,
  run: Run,
  fieldsOf: FieldsOf,
  next: NextPlace,
  at: string,
  submission: Parameters<typeof submitted>[2],
): StateObject {
  const state = wholeState(session);
  const after = submitted(state, at, submission, next);
  const began = state.own.began ?? baselineOf(run, fieldsOf);
  const entered = run.phases.find(({ phase }) => phase === next.currentPhase);
  const judged = run.phases.find(({ phase }) => phase === submission.phase);
  const known = [judged, submission.passed ? entered : undefined]
    .filter((phase) => phase !== undefined)
    .reduce((baseline, phase) => withPhase(baseline, phase, fieldsOf), began);
  const metadata = withOwn(after, { began: baselineObject(known) });
  const total = run.total ?? (session.totalPhases > 0 ? session.totalPhases : undefined);
  return {
    ...after,
    metadata: total === undefined ? metadata : { ...objectOf(metadata), total_phases: total },
  };
}

/** What judged: for the answer, and for the state file. */
function gateOf(context: CompletionContext, gate: Gate | undefined, file: FilePath) {
  if (gate === undefined)
    return { told: { unsaved: false }, record: { gate_source: 'permissive' } };
  const text = context.caches.ask(document, file)?.text ?? '';
  const gateHash = fingerprintOf(text);
  const unsaved = context.isUnsaved(file);
  const root = context.store.roots.find((each) => below(each, file) !== undefined);
  return {
    told: { gateUri: context.uriOf(file), gateHash, unsaved },
    record: {
      gate_source: 'yaml',
      gate: root === undefined ? file : (below(root, file) ?? file),
      gate_hash: gateHash,
      gate_text: text,
      unsaved,
    },
  };
}
