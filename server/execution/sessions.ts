import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import type { Query } from '../caches/definition.ts';
import { PraxisError } from '../protocol/errors.ts';
import type {
  CompletePhaseParams,
  CompletePhaseResult,
  PhaseView,
  SessionDidChangeParams,
  SessionErrorsResult,
  SessionGetResult,
  SessionListParams,
  SessionListResult,
  SessionStartParams,
  SessionStartResult,
  SessionSummary,
  TaskView,
} from '../protocol/session-requests.ts';
import { checkpoint } from '../workflow/snapshot.ts';
import { content } from '../workspace/files.ts';
import { GATE_FILE, METADATA_FILE, phaseFolder } from '../workspace/layout.ts';
import type { FilePath } from '../workspace/paths.ts';
import { allStateFiles, stateFiles } from '../workspace/state-folder.ts';
import { requireAccess, requireIncomplete, requireRunning } from './access.ts';
import { placed } from './blocker.ts';
import { completePhase } from './complete-phase.ts';
import { baselineOf } from './drift.ts';
import { rendered, renderedKey, type SourceProblem } from './dynamic-content.ts';
import { requireContentInside, requireInside } from './inside.ts';
import { fieldsIn, gateOfPhase, type Run, type RunPhase } from './run.ts';
import { servedFile } from './served-file.ts';
import { type Session, session, wholeState } from './session.ts';
import { baselineObject } from './session-state.ts';
import { SessionStore } from './session-store.ts';
import type { SessionsOptions } from './sessions-options.ts';
import { Starter } from './start.ts';
import { archiveCandidates, archiveStateFile } from './state/archive.ts';
import { localIsoNow } from './state/local-time.ts';
import { Turns } from './state/turns.ts';
import { paused, retried, rolledBack, withOwn } from './transitions.ts';
import { sessionOverview } from './views/overview.ts';
import { phaseView, type ViewSources } from './views/phase-view.ts';
import { summaryOf } from './views/summary.ts';
import { taskView } from './views/task-view.ts';
import { sessionWorkflowGone } from './workflow-not-found.ts';

/**
 * The engine: runs workflows as they are on the screen, for editor and command line alike
 * (DESIGN.md, section 6). What it does not keep in state files it does not keep.
 */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #store: SessionStore;
  readonly #starter: Starter;
  /** By session: requests of one client take turns. */
  readonly #turns = new Turns();

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#store = new SessionStore(options.workspace);
    this.#starter = new Starter(options, this.#store);
  }

  /**
   * Starts a session, or takes up the incomplete one of the same workflow, copy and target.
   *
   * @param folder the workflow's folder
   * @throws {PraxisError} NotTrusted, WorkflowInvalid, SourceInvalid, PathOutsideWorkspace, StateConflict
   */
  async start(folder: FilePath, params: SessionStartParams): Promise<SessionStartResult> {
    this.#requireTrust();
    const { session: started, resumed, warnings } = await this.#starter.start(folder, params);
    const known = resumed ? await this.#acquainted(started) : started;
    this.#tell(resumed ? 'resumed' : 'started', known);
    // Whoever starts does not wait for what is old.
    setImmediate(() => void this.#archiveOld(known.root));
    const view = this.#phaseView(known, known.state.currentPhase);
    return {
      ...view,
      warnings: [...warnings, ...view.warnings],
      resumed,
      overview: sessionOverview(
        this.#options.workspace.caches,
        this.#runOf(known),
        this.#options.uriOf,
      ),
    };
  }

  /** All sessions, of each root in the order of their ids. */
  list({ workflowType, status }: SessionListParams = {}): SessionListResult {
    const unreadable: { uri: string; reason: string }[] = [];
    const sessions: SessionSummary[] = [];
    const now = Date.now();
    for (const file of this.#ask(allStateFiles, CELL)) {
      const known = this.#ask(session, file);
      if (known.state === 'unreadable') {
        unreadable.push({ uri: this.#options.uriOf(file), reason: known.reason });
      } else if (known.state === 'session') {
        const { state } = known.session;
        if (workflowType !== undefined && state.workflowType !== workflowType) continue;
        if (status !== undefined && known.session.status !== status) continue;
        sessions.push(summaryOf(known.session, now));
      }
    }
    return { sessions, unreadable };
  }

  /** @throws {PraxisError} SessionNotFound, SessionCorrupt */
  async get(sessionId: string): Promise<SessionGetResult> {
    const found = await this.#store.find(sessionId);
    const { raw, checkpoints, own } = wholeState(found);
    return {
      ...this.#summary(found),
      phaseArtifacts: (raw.phase_artifacts ?? {}) as Record<string, unknown>,
      checkpoints,
      metadata: (raw.metadata ?? {}) as Record<string, unknown>,
      history: own.history,
      isComplete: found.complete,
      stateUri: this.#options.uriOf(found.file),
      warnings: found.run === undefined ? [] : this.#warnings(found.run),
    };
  }

  /**
   * A phase: the current one unless `phase` says otherwise; completed ones too, and no further.
   *
   * @throws {PraxisError} SessionNotFound, SessionCorrupt, WorkflowNotFound, PhaseNotAccessible,
   *   PathOutsideWorkspace
   */
  async phase(sessionId: string, phase?: number): Promise<PhaseView> {
    const found = await this.#acquainted(await this.#store.find(sessionId));
    this.#runOf(found);
    const number = phase ?? found.state.currentPhase;
    if (phase !== undefined) requireAccess(found, phase);
    return this.#phaseView(found, number);
  }

  /** @throws {PraxisError} as {@link phase}, and TaskNotFound */
  async task(sessionId: string, phase: number, taskNumber: number): Promise<TaskView> {
    const found = await this.#acquainted(await this.#store.find(sessionId));
    const run = this.#runOf(found);
    requireAccess(found, phase);
    const known = run.phases.find((each) => each.phase === phase);
    if (known === undefined) {
      throw new PraxisError(
        'TaskNotFound',
        `Failed to get task content: Task ${taskNumber} not found in Phase ${phase}`,
        `The workflow has no phase ${phase} any more: look at the drift of the session.`,
      );
    }
    return taskView(found, known, taskNumber, {
      ...this.#viewSources(run, known),
      uriOf: this.#options.uriOf,
    });
  }

  /**
   * Judges evidence by the gate that is on the screen, keeps it, and moves on if it passed.
   *
   * @throws {PraxisError} NotTrusted, SessionNotFound, SessionCorrupt, SessionComplete, PhaseMismatch,
   *   SessionPaused, WorkflowNotFound, WorkflowInvalid, SourceInvalid, StateConflict, PathOutsideWorkspace
   */
  completePhase(params: CompletePhaseParams): Promise<CompletePhaseResult> {
    this.#requireTrust();
    return this.#inTurn(params.sessionId, async () => {
      const found = await this.#store.find(params.sessionId);
      const run = this.#runOf(found);
      const gateFile = path.join(phaseFolder(run.workflow, params.phase), GATE_FILE);
      requireInside(this.#store.roots, gateFile, 'The gate');
      // Whatever the mode trusts: what is judged is judged by what the files say now.
      for (const file of [path.join(run.workflow, METADATA_FILE), gateFile]) {
        this.#options.workspace.caches.engine.check(content, file);
      }
      const done = await completePhase(found, run, params, {
        caches: this.#options.workspace.caches,
        store: this.#store,
        uriOf: this.#options.uriOf,
        blockers: [
          ...this.#options.blockersIn(path.join(run.workflow, METADATA_FILE)),
          ...this.#options.blockersIn(gateFile),
        ].filter(({ blocks }) => blocks.includes('complete')),
        isUnsaved: (file) => this.#isUnsaved(file),
      });
      if (!params.dryRun) {
        const { checkpointPassed, workflowComplete } = done.result;
        this.#tell(
          workflowComplete ? 'completed' : checkpointPassed ? 'phase-completed' : 'phase-failed',
          done.session,
        );
      }
      const { nextPhase } = done.result;
      return nextPhase === undefined || params.dryRun
        ? done.result
        : { ...done.result, next: this.#phaseView(done.session, nextPhase) };
    });
  }

  /** @throws {PraxisError} NotTrusted, SessionNotFound, SessionCorrupt, SessionComplete, StateConflict */
  pause(sessionId: string): Promise<SessionSummary> {
    return this.#change(sessionId, 'paused', (found, at) => {
      requireIncomplete(found);
      return found.state.paused ? undefined : paused(wholeState(found), at, true);
    });
  }

  /** @throws {PraxisError} as {@link pause} */
  resume(sessionId: string): Promise<SessionSummary> {
    return this.#change(sessionId, 'resumed', (found, at) => {
      requireIncomplete(found);
      return found.state.paused ? paused(wholeState(found), at, false) : undefined;
    });
  }

  /**
   * Sets the last attempt at the current phase aside, so that it counts as not yet tried.
   *
   * @throws {PraxisError} as {@link pause}, and PhaseMismatch, SessionPaused
   */
  retryPhase(sessionId: string, phase?: number): Promise<SessionSummary> {
    return this.#change(sessionId, 'phase-retried', (found, at) => {
      requireIncomplete(found);
      requireRunning(found);
      const { currentPhase } = found.state;
      if (phase !== undefined && phase !== currentPhase) {
        throw new PraxisError(
          'PhaseMismatch',
          `Cannot retry phase ${phase}. Current phase is ${currentPhase}.`,
          phase < currentPhase
            ? `Go back to it with praxis/session/rollback.`
            : 'Complete the phases before it first.',
        );
      }
      return retried(wholeState(found), at);
    });
  }

  /**
   * Goes back to an earlier phase: the last completed one unless `phase` says otherwise. What was done
   * since is kept in the history.
   *
   * @throws {PraxisError} NotTrusted, SessionNotFound, SessionCorrupt, PhaseNotAccessible, SessionPaused,
   *   StateConflict
   */
  rollback(sessionId: string, phase?: number): Promise<SessionSummary> {
    return this.#change(sessionId, 'rolled-back', (found, at) => {
      requireRunning(found);
      const { currentPhase, completedPhases } = found.state;
      const to = phase ?? Math.max(...completedPhases);
      if (phase === undefined && completedPhases.length === 0) {
        throw new PraxisError(
          'PhaseNotAccessible',
          `Cannot roll back: no phase is completed. Current phase is ${currentPhase}.`,
          'Use praxis/session/retryPhase to forget the last attempt at the current phase.',
        );
      }
      if (to !== currentPhase && !completedPhases.includes(to)) {
        throw new PraxisError(
          'PhaseNotAccessible',
          `Cannot roll back to phase ${to}. Current phase is ${currentPhase}.`,
          completedPhases.length === 0
            ? 'No phase is completed yet.'
            : `Name one of the completed phases: ${completedPhases.join(', ')}.`,
        );
      }
      return rolledBack(wholeState(found), at, to);
    });
  }

  /** @throws {PraxisError} NotTrusted, SessionNotFound, SessionCorrupt, StateConflict */
  delete(sessionId: string): Promise<SessionSummary> {
    this.#requireTrust();
    return this.#inTurn(sessionId, async () => {
      const found = await this.#store.find(sessionId);
      const summary = this.#summary(found);
      await this.#store.delete(found);
      this.#options.onChange({ sessionId, change: 'deleted' });
      return summary;
    });
  }

  /** The attempts that failed, or passed a lenient gate with warnings. @throws as {@link get} */
  async errors(sessionId: string): Promise<SessionErrorsResult> {
    const { state } = await this.#store.find(sessionId);
    const attempts = state.own.attempts
      .filter(({ passed, warnings }) => !passed || warnings.length > 0)
      .map(({ phase, at, errors, warnings }) => ({ phase, at, errors, warnings }));
    const told = new Set(attempts.map(({ phase }) => phase));
    const untold = Object.entries(state.checkpoints)
      .filter(([phase, outcome]) => outcome === 'failed' && !told.has(Number(phase)))
      .map(([phase]) => ({
        phase: Number(phase),
        at: state.updatedAt,
        errors: [
          `The gate of phase ${phase} failed, judged by another engine, which keeps no reasons.`,
        ],
        warnings: [],
      }));
    return { sessionId, attempts: [...untold, ...attempts] };
  }

  #ask<V>(query: Query<V>, key: string): V {
    return this.#options.workspace.caches.ask(query, key);
  }

  async #change(
    sessionId: string,
    change: SessionDidChangeParams['change'],
    next: (found: Session, at: string) => Parameters<SessionStore['save']>[1] | undefined,
  ): Promise<SessionSummary> {
    this.#requireTrust();
    return this.#inTurn(sessionId, async () => {
      const found = await this.#store.find(sessionId);
      const state = next(found, localIsoNow());
      if (state === undefined) return this.#summary(found);
      const saved = await this.#store.save(found, state);
      this.#tell(change, saved);
      return this.#summary(saved);
    });
  }

  /** Changes of one session happen one after the other, in the order of the requests. */
  #inTurn<T>(sessionId: string, change: () => Promise<T>): Promise<T> {
    return this.#turns.take(sessionId, () => {
      this.#options.workspace.caches.beginPass();
      return change();
    });
  }

  /** A session that the original began: what it is like now is what it began with, for us. */
  async #acquainted(found: Session): Promise<Session> {
    const { state, run } = found;
    if (state.own.began !== undefined || run === undefined || !this.#options.isTrusted()) {
      return found;
    }
    const { raw } = wholeState(found);
    const began = baselineObject(baselineOf(run, fieldsIn(this.#options.workspace.caches)));
    try {
      return await this.#store.save(found, {
        ...raw,
        metadata: withOwn(raw, { began }),
      });
    } catch (error) {
      // Reading does not fail because remembering does: another process may be writing, or nobody may.
      this.#options.onTrouble(`${found.file} could not be updated: ${String(error)}`);
      return found;
    }
  }

  async #archiveOld(root: FilePath): Promise<void> {
    this.#options.workspace.caches.beginPass();
    const sessions = this.#ask(stateFiles, root).flatMap((file) => {
      const known = this.#ask(session, file);
      if (known.state !== 'session') return [];
      const { complete, state, text } = known.session;
      return [{ file, text, isComplete: complete, updatedAt: state.updatedAt }];
    });
    for (const { file, text } of archiveCandidates(sessions, new Date())) {
      const outcome = await archiveStateFile(file, text);
      if (outcome.kind === 'archived') this.#store.written(file, undefined);
      else if (outcome.kind === 'failed') this.#options.onTrouble(outcome.reason);
    }
  }

  /** @throws {PraxisError} WorkflowNotFound */
  #runOf({ run, state }: Session): Run {
    if (run !== undefined) return run;
    throw sessionWorkflowGone(state.workflowType, [{ kind: 'workflow-gone' }]);
  }

  #phaseView(found: Session, phase: number): PhaseView {
    const run = this.#runOf(found);
    const known = run.phases.find((each) => each.phase === phase);
    return phaseView(found, phase, this.#viewSources(run, known));
  }

  #viewSources(run: Run, phase: RunPhase | undefined): ViewSources {
    requireContentInside(this.#store.roots, run);
    return {
      file: (file) => {
        requireInside(this.#store.roots, file, 'A file of the phase');
        return this.#ask(servedFile, file);
      },
      gate: (known) => gateOfPhase(known, this.#ask(checkpoint, known.folder)),
      generated: (number, taskNumber) =>
        run.key === undefined
          ? undefined
          : this.#options.workspace.caches.warm(rendered, renderedKey(run.key, number, taskNumber)),
      warnings: this.#warnings(run, phase),
    };
  }

  /** What is wrong with the files that an answer rests on. Half-typed text does not break a run. */
  #warnings(run: Run, phase?: RunPhase): string[] {
    const files = [path.join(run.workflow, METADATA_FILE)];
    if (phase !== undefined) files.push(path.join(phase.folder, GATE_FILE));
    const { content: generated } = run;
    return [
      ...files.flatMap(this.#options.blockersIn).map((blocker) => placed(run.workflow, blocker)),
      ...(generated?.state === 'unusable'
        ? [`No phases can be generated: ${generated.reason}.`]
        : (generated?.problems ?? []).map((problem) => sourceLine(generated?.source, problem))),
    ];
  }

  /** Whether a file on the screen says something else than on disk. */
  #isUnsaved(file: FilePath): boolean {
    return this.#options.workspace.files.isUnsaved(file);
  }

  #summary(found: Session): SessionSummary {
    return summaryOf(found, Date.now());
  }

  #tell(change: SessionDidChangeParams['change'], found: Session): void {
    const summary = this.#summary(found);
    this.#options.onChange({ sessionId: summary.sessionId, change, session: summary });
  }

  #requireTrust(): void {
    if (this.#options.isTrusted()) return;
    throw new PraxisError(
      'NotTrusted',
      'Workflows are not run in this workspace, because it is not trusted.',
      'Trust the workspace in the editor, or set praxis.trusted to true. Reading and checking work as they are.',
    );
  }
}

/** `tasks.md, line 12: …`: where in its source a remark stands. */
function sourceLine(source: FilePath | undefined, { message, range }: SourceProblem): string {
  return `${path.basename(source ?? '')}, line ${range.start.line + 1}: ${message}`;
}
