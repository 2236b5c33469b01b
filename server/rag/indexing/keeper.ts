import type { FilePath } from '../../workspace/paths.ts';
import type { IndexedFile } from '../chunk.ts';
import type { HeldFile } from '../vectors/manifest.ts';
import type { PassageStore, StoreChange } from '../vectors/passage-store.ts';
import type { StoredChunk } from '../vectors/vector-table.ts';
import { descriptionOf, type IndexedPassages } from './indexed-passages.ts';
import type { VectorMemory } from './vector-memory.ts';

/** What a file was when it was read. */
export interface ReadMark {
  readonly stamp: string;
  readonly fingerprint: string;
}

/** What the index knows of its files. */
export interface IndexedWorkspace {
  readonly passages: IndexedPassages;
  readonly files: ReadonlyMap<FilePath, IndexedFile>;
  readonly marks: ReadonlyMap<FilePath, ReadMark>;
  /** Whether a file was not read yet, so that nothing is known of its passages. */
  isUnread(file: FilePath): boolean;
}

/** Rows in one commit: making them ready blocks the thread for a hundredth of a second. */
export const ROWS_IN_A_COMMIT = 500;

/** Brings the store to what is in memory: writes what differs, once all its vectors are there. */
export class Keeper {
  readonly #store: PassageStore;
  readonly #vectors: VectorMemory;
  readonly #workspace: IndexedWorkspace;
  readonly #dirty = new Set<FilePath>();

  constructor(store: PassageStore, vectors: VectorMemory, workspace: IndexedWorkspace) {
    this.#store = store;
    this.#vectors = vectors;
    this.#workspace = workspace;
  }

  /** Whether all that can be kept is. */
  get atRest(): boolean {
    return !this.#store.writes || this.#dirty.size === 0;
  }

  /** Tells that what the disk says of a file may differ from what the store has. */
  mark(file: FilePath): void {
    const held = this.#store.held.get(file);
    const passages = this.#workspace.passages.disk(file);
    if (held === undefined || held.digest !== passages?.digest) {
      this.#dirty.add(file);
      return;
    }
    this.#dirty.delete(file);
    const now = this.#heldOf(file);
    if (now !== undefined && now.stamp !== held.stamp) this.#store.restamp(file, now);
  }

  /** Marks all files, after the store was opened or lost what it had. */
  markAll(): void {
    for (const file of [...this.#workspace.passages.files(), ...this.#store.inTable.keys()])
      this.mark(file);
  }

  /** Whether the table's rows of a file are what is searched. */
  isKept(file: FilePath): boolean {
    const visible = this.#workspace.passages.visible(file);
    return visible !== undefined && this.#store.held.get(file)?.digest === visible.digest;
  }

  /** Writes files that are complete, as many as go into a commit, if they have so many rows. Answers whether it wrote. */
  async commitSome(atLeast = 0): Promise<boolean> {
    if (!this.#store.writes) return false;
    const changes: StoreChange[] = [];
    let rows = 0;
    for (const file of this.#dirty) {
      const change = this.#changeOf(file);
      if (change === undefined) continue;
      changes.push(change);
      rows += change.rows.length;
      if (rows >= ROWS_IN_A_COMMIT) break;
    }
    if (changes.length === 0 || rows < atLeast) return false;
    for (const { file } of changes) this.#dirty.delete(file);
    if (!(await this.#store.commit(changes))) this.markAll();
    return true;
  }

  /** Undefined while it was not read, or vectors are missing. */
  #changeOf(file: FilePath): StoreChange | undefined {
    if (this.#workspace.isUnread(file)) return undefined;
    const passages = this.#workspace.passages.disk(file);
    if (passages === undefined) return { file, rows: [], held: undefined };
    const rows: StoredChunk[] = [];
    for (const { key, ...ref } of passages.refs) {
      const vector = this.#vectors.get(key);
      if (vector === undefined) return undefined;
      rows.push({ ...ref, vector });
    }
    return { file, rows, held: this.#heldOf(file) };
  }

  #heldOf(file: FilePath): HeldFile | undefined {
    const passages = this.#workspace.passages.disk(file);
    const indexed = this.#workspace.files.get(file);
    const mark = this.#workspace.marks.get(file);
    if (passages === undefined || indexed === undefined || mark === undefined) return undefined;
    const { digest, refs } = passages;
    return { ...mark, description: descriptionOf(indexed), digest, rows: refs.length };
  }
}
