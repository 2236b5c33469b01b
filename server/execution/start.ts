import path from 'node:path';
import { PraxisError } from '../protocol/errors.ts';
import type { SessionStartParams } from '../protocol/session-requests.ts';
import { metadata } from '../workflow/snapshot.ts';
import { phaseFolders } from '../workflow/workflow-files.ts';
import { listing } from '../workspace/files.ts';
import { METADATA_FILE } from '../workspace/layout.ts';
import { below, type FilePath, isAtOrBelow } from '../workspace/paths.ts';
import { OWN_KEY, stateFiles } from '../workspace/state-folder.ts';
import { type Blocker, workflowInvalid } from './blocker.ts';
import { baselineOf } from './drift.ts';
import { checkBounds } from './gate/evidence-bounds.ts';
import { requireContentInside, requireInside } from './inside.ts';
import { fieldsIn, type Run, run, runKey } from './run.ts';
import { type Session, session, stateIn, wholeState } from './session.ts';
import { baselineObject } from './session-state.ts';
import { diskRefused, type SessionStore } from './session-store.ts';
import type { SessionsOptions } from './sessions-options.ts';
import { sourceRefused } from './source-refused.ts';
import { localIsoNow } from './state/local-time.ts';
import { newSessionId } from './state/session-id.ts';
import { withFolderLock } from './state/state-file.ts';
import type { StateObject } from './state/state-value.ts';
import { comparableTarget, normaliseTarget } from './target.ts';
import { changed, paused } from './transitions.ts';

/** Keys of `metadata` that are not the user's to set. */
const RESERVED = ['paused', OWN_KEY];

export interface Started {
  readonly session: Session;
  readonly resumed: boolean;
  readonly warnings: readonly string[];
}

/** Starts sessions, and takes up those that were begun (FORMAT.md (g), Start). */
export class Starter {
  readonly #options: SessionsOptions;
  readonly #store: SessionStore;

  constructor(options: SessionsOptions, store: SessionStore) {
    this.#options = options;
    this.#store = store;
  }

  /** @throws {PraxisError} as `Sessions.start` */
  async start(workflow: FilePath, params: SessionStartParams): Promise<Started> {
    const root = this.#rootOf(workflow);
    const options = params.options ?? {};
    checkOptions(options);
    const target = normaliseTarget(params.targetFile, root, this.#store.roots);
    const checked = this.#checkedRun(workflow, root, options);
    const blockers = this.#blockers(workflow);
    if (blockers.length > 0 && params.force !== true) {
      const type = path.basename(workflow);
      throw workflowInvalid(workflow, type, 'cannot be started', blockers, this.#options.uriOf);
    }
    const folder = this.#store.folderOf(root);
    const locked = await withFolderLock(folder, async (): Promise<Started> => {
      const { caches } = this.#options.workspace;
      caches.engine.check(listing, folder);
      caches.beginPass();
      const begun = this.#incomplete(root, workflow, target, checked);
      if (begun !== undefined) return this.#takeUp(begun, options);
      return this.#create(folder, {
        workflow,
        root,
        target,
        options,
        run: checked,
        forced: blockers,
      });
    });
    if (locked.kind === 'failed') throw diskRefused(locked, folder);
    return locked.value;
  }

  /** What the session would run: a dynamic workflow needs its source. */
  #checkedRun(workflow: FilePath, root: FilePath, options: Readonly<Record<string, unknown>>): Run {
    const { caches } = this.#options.workspace;
    const begun = caches.warm(run, runKey(caches.ask(metadata, workflow), workflow, root, options));
    const { content } = begun;
    requireContentInside(this.#store.roots, begun);
    if (content?.state !== 'unusable') return begun;
    throw sourceRefused(content, 'Failed to initialize dynamic registry', this.#options.uriOf);
  }

  /** What forbids to start: the metadata, and the files of the phase that a run begins with. */
  #blockers(workflow: FilePath): Blocker[] {
    const first = this.#startPhase(workflow);
    return this.#options
      .blockersIn(path.join(workflow, METADATA_FILE))
      .filter(
        ({ blocks, phase }) => blocks.includes('start') && (phase === undefined || phase === first),
      );
  }

  /** 0 if there is a folder for it, else 1 (FORMAT.md (g)). */
  #startPhase(workflow: FilePath): number {
    const folders = this.#options.workspace.caches.ask(phaseFolders, workflow);
    return folders.some(({ number }) => number === 0) ? 0 : 1;
  }

  #rootOf(workflow: FilePath): FilePath {
    const { roots } = this.#store;
    const root = roots.find((each) => isAtOrBelow(each, workflow));
    if (root !== undefined) return root;
    requireInside(roots, workflow, 'The workflow');
    return roots[0] ?? path.dirname(workflow);
  }

  /** The first incomplete session of this workflow, this copy of it and this target. */
  #incomplete(root: FilePath, workflow: FilePath, target: string, begin: Run): Session | undefined {
    const { caches } = this.#options.workspace;
    for (const file of caches.ask(stateFiles, root)) {
      const written = caches.ask(stateIn, file);
      // Of a thousand others no workflow has to be looked at.
      if (written.state !== 'read') continue;
      if (comparableTarget(written.value.targetFile, root) !== target) continue;
      const known = caches.ask(session, file);
      if (known.state !== 'session') continue;
      const { complete, state, run: running } = known.session;
      if (complete || running?.workflow !== workflow) continue;
      // The original leaves sessions behind that never could begin (FORMAT.md (i), 11).
      const orphan = begin.dynamic && running.content?.state !== 'ready';
      if (orphan && state.completedPhases.length === 0) continue;
      return known.session;
    }
    return undefined;
  }

  async #takeUp(begun: Session, options: Readonly<Record<string, unknown>>): Promise<Started> {
    const { state } = begun;
    const given = Object.keys(options);
    const warnings =
      given.length === 0
        ? []
        : [
            `The session was begun at ${state.createdAt} and goes on with the options of then; those given now (${given.join(', ')}) are not used.`,
          ];
    const taken = state.paused
      ? await this.#store.save(begun, paused(wholeState(begun), localIsoNow(), false))
      : begun;
    return { session: taken, resumed: true, warnings };
  }

  async #create(
    folder: FilePath,
    begin: {
      readonly workflow: FilePath;
      readonly root: FilePath;
      readonly target: string;
      readonly options: Readonly<Record<string, unknown>>;
      readonly run: Run;
      readonly forced: readonly Blocker[];
    },
  ): Promise<Started> {
    const { workflow, root, target, options, forced } = begin;
    const sessionId = newSessionId();
    const at = localIsoNow();
    const own: StateObject = {
      workflow: below(root, workflow) ?? workflow,
      began: baselineObject(baselineOf(begin.run, fieldsIn(this.#options.workspace.caches))),
      ...(forced.length === 0
        ? {}
        : { forced: { at, diagnostics: forced.map(({ code }) => code) } }),
    };
    const state: StateObject = {
      session_id: sessionId,
      workflow_type: path.basename(workflow),
      target_file: target,
      current_phase: this.#startPhase(workflow),
      completed_phases: [],
      phase_artifacts: {},
      checkpoints: {},
      created_at: at,
      updated_at: at,
      metadata: {
        ...(options as StateObject),
        total_phases: begin.run.total ?? begin.run.phases.length,
        [OWN_KEY]: own,
      },
    };
    const session = await this.#store.create(folder, sessionId, changed(state, at, {}));
    const warnings = forced.map(({ code }) => `Started by force in spite of ${code}.`);
    return { session, resumed: false, warnings };
  }
}

function checkOptions(options: Readonly<Record<string, unknown>>): void {
  checkBounds('options', options);
  const reserved = RESERVED.find((key) => Object.hasOwn(options, key));
  if (reserved === undefined) return;
  throw new PraxisError(
    'InvalidParams',
    `options.${reserved}: expected no such key, got one that the engine itself keeps`,
    'Give the option another name.',
    { path: `options.${reserved}` },
  );
}
