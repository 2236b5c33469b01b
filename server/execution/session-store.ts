import { statSync } from 'node:fs';
import path from 'node:path';
import { PraxisError } from '../protocol/errors.ts';
import { content, listing } from '../workspace/files.ts';
import { type FilePath, uriOfPath } from '../workspace/paths.ts';
import { stateFolder } from '../workspace/state-folder.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { requireInside } from './inside.ts';
import { type Session, session } from './session.ts';
import { ARCHIVE_FOLDER } from './state/archive.ts';
import { describeConflict } from './state/conflict.ts';
import { statePath } from './state/session-id.ts';
import type { StateFailure } from './state/state-disk.ts';
import { createStateFile, deleteStateFile, writeStateFile } from './state/state-file.ts';
import { printStateJson } from './state/state-json.ts';
import type { StateObject } from './state/state-value.ts';
import { copyAside, rereadUnreadable } from './state/unreadable.ts';

/** A state file younger than this may be one that another engine is just writing. In milliseconds. */
const MAY_BE_BEING_WRITTEN = 2_000;

/**
 * The sessions of a workspace on disk: finds them by their id, and changes them one step at a time.
 * Reading goes through the caches, so a state file that was edited by hand counts as it is.
 */
export class SessionStore {
  readonly #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The workspace folders. */
  get roots(): readonly FilePath[] {
    return this.#workspace.roots.value;
  }

  /** The folder of a root's states. @throws {PraxisError} PathOutsideWorkspace */
  folderOf(root: FilePath): FilePath {
    const folder = this.#workspace.caches.ask(stateFolder, root);
    requireInside(this.roots, folder, 'The folder of session states (rag.index_path)');
    return folder;
  }

  /**
   * The session of an id, as its file and its workflow are now.
   *
   * @throws {PraxisError} SessionNotFound, SessionCorrupt, PathOutsideWorkspace
   */
  async find(id: string): Promise<Session> {
    const { caches } = this.#workspace;
    for (const file of this.#candidates(id)) {
      // Whatever the mode trusts: a session is changed by what its file says now.
      caches.engine.check(content, file);
      const known = caches.ask(session, file);
      if (known.state === 'session') return known.session;
      if (known.state === 'unreadable') return this.#reread(file, known.reason);
    }
    throw new PraxisError(
      'SessionNotFound',
      `Session ${id} not found`,
      'praxis/session/list has the sessions that there are. Start the workflow again on the same target.',
      { sessionId: id },
    );
  }

  /**
   * Writes the state of a new session into a folder of states.
   *
   * @param id of {@link newSessionId}
   * @throws {PraxisError} StateConflict when there is such a file already, or when the disk refuses
   */
  async create(folder: FilePath, id: string, state: StateObject): Promise<Session> {
    const file = statePath(folder, id);
    if (file === undefined) throw new RangeError(`${id} is no id of a session.`);
    const outcome = await createStateFile(file, this.print(state));
    if (outcome.kind === 'failed') throw diskRefused(outcome, file);
    if (outcome.kind === 'conflict') {
      throw new PraxisError(
        'StateConflict',
        `There is a state file ${path.basename(file)} already.`,
        'Nothing was written. Start again: the session gets another id.',
        { uri: uriOfPath(file) },
      );
    }
    this.written(file, undefined);
    return this.find(id);
  }

  /**
   * Replaces the state of a session, if it still is what `session` was read from.
   *
   * @throws {PraxisError} StateConflict, with what changed; SessionCorrupt when the disk refuses
   */
  async save(before: Session, state: StateObject): Promise<Session> {
    const text = this.print(state);
    const outcome = await writeStateFile(before.file, { expected: before.text, text });
    if (outcome.kind === 'failed') throw diskRefused(outcome, before.file);
    if (outcome.kind === 'conflict') throw this.#conflict(before, outcome.found);
    this.written(before.file, before.text);
    const known = this.#workspace.caches.ask(session, before.file);
    // Between our write and this look somebody else may have written.
    return known.state === 'session' ? known.session : before;
  }

  /** Deletes the state file of a session. @throws {PraxisError} as {@link save} */
  async delete({ file, text, ...rest }: Session): Promise<void> {
    const outcome = await deleteStateFile(file, text);
    if (outcome.kind === 'failed') throw diskRefused(outcome, file);
    if (outcome.kind === 'conflict') throw this.#conflict({ file, text, ...rest }, outcome.found);
    this.written(file, text);
  }

  /** The text of a state file. @throws {PraxisError} InvalidParams for what no JSON file can hold */
  print(state: StateObject): string {
    const printed = printStateJson(state);
    if ('text' in printed) return printed.text;
    throw new PraxisError(
      'InvalidParams',
      `The state cannot be written: ${printed.problem}`,
      'Submit JSON values only, and nest them less deeply.',
    );
  }

  /** We wrote a file ourselves: the caches learn of it at once, and a buffer that shows the old text gives way. */
  written(file: FilePath, before: string | undefined): void {
    if (before !== undefined) this.#workspace.files.supersede(file, before);
    this.#workspace.caches.engine.change(content, file);
    this.#workspace.caches.engine.change(listing, path.dirname(file));
    this.#workspace.touched([file]);
  }

  *#candidates(id: string): Generator<FilePath> {
    for (const root of this.roots) {
      const folder = this.folderOf(root);
      const file = statePath(folder, id);
      if (file === undefined) continue;
      yield file;
      yield path.join(folder, ARCHIVE_FOLDER, path.basename(file));
    }
  }

  /** The original truncates a file before it writes it: what cannot be read may be readable in a moment. */
  async #reread(file: FilePath, reason: string): Promise<Session> {
    const { caches } = this.#workspace;
    const look = () => {
      caches.engine.change(content, file);
      const known = caches.ask(session, file);
      return known.state === 'unreadable' ? known.text : undefined;
    };
    if (ageOf(file) < MAY_BE_BEING_WRITTEN) await rereadUnreadable(look);
    caches.beginPass();
    const known = caches.ask(session, file);
    if (known.state === 'session') return known.session;
    const copied =
      known.state === 'unreadable' && known.text !== undefined
        ? await copyAside(file, known.text)
        : undefined;
    const copy = copied === undefined || copied.kind === 'failed' ? undefined : copied.file;
    throw new PraxisError(
      'SessionCorrupt',
      `Corrupted state file: ${known.state === 'unreadable' ? known.reason : reason}`,
      `Repair ${file} by hand, or delete it and start again.${copy === undefined ? '' : ` A copy of it as it was is ${path.basename(copy)}.`}`,
      { uri: uriOfPath(file), ...(copy === undefined ? {} : { copyUri: uriOfPath(copy) }) },
    );
  }

  #conflict({ file, text }: Session, found: string | undefined): PraxisError {
    this.#workspace.touched([file]);
    const buffer = this.#workspace.files.buffers.get(file);
    if (buffer !== undefined && buffer === text && buffer !== found) {
      return new PraxisError(
        'StateConflict',
        'The state file is open in the editor with changes that are not saved.',
        'Save or close it, then try again.',
        { uri: uriOfPath(file) },
      );
    }
    const changes = describeConflict(text, found);
    return new PraxisError(
      'StateConflict',
      `The session was changed by somebody else meanwhile. ${changes.join(' ')}`,
      'Nothing was written. Look at the session as it is now, and decide again.',
      { uri: uriOfPath(file), changes },
    );
  }
}

/** A failure of the disk, as an error of the request. */
export function diskRefused(
  { code, reason, remediation }: StateFailure,
  file: FilePath,
): PraxisError {
  return new PraxisError('StateConflict', reason, remediation, { uri: uriOfPath(file), code });
}

function ageOf(file: FilePath): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? Number.POSITIVE_INFINITY : Date.now() - stat.mtimeMs;
}
