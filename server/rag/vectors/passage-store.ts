import path from 'node:path';
import type * as VectorDb from 'vectordb';
import type { FilePath } from '../../workspace/paths.ts';
import { isProblem, messageOf, problem, type RetrievalProblem } from '../problem.ts';
import { makeCacheFolder, removeOthers, setAside, tableName } from './cache-files.ts';
import { FolderLock } from './folder-lock.ts';
import { loadVectorDb, openLanceTable } from './lance-table.ts';
import { type HeldFile, readManifest, writeManifest } from './manifest.ts';
import type { StoredChunk, TableHit, TableSearch, VectorTable } from './vector-table.ts';

/** Commits after which the table is compacted at the latest: searches get slower with each. */
const MOST_COMMITS = 20;
/** What a commit takes up besides its rows, in rows: the lists of the table's files, old and new (16 KB, measured). */
const ROWS_FOR_A_COMMIT = 30;
/** The share of its rows by which a table may grow before it is compacted: with the rest it stays below twice its size. */
const GROWTH = 0.6;

/** The passages of a file as they are to be, or that it has none. */
export interface StoreChange {
  readonly file: FilePath;
  readonly rows: readonly StoredChunk[];
  /** What the manifest is to say of it; undefined removes it. */
  readonly held: HeldFile | undefined;
}

export interface StoreOptions {
  readonly folder: FilePath;
  readonly modelId: string;
  readonly dimensions: number;
  readonly chunkerVersion: string;
  /** Takes a sentence for the user when something had to be done about the files. */
  readonly onNotice: (message: string) => void;
}

/**
 * What is kept on disk of the index: a table of passages with their vectors, and the manifest beside
 * it. One process writes in a folder; others read what is there when they start, keep what they
 * find out in memory, and take over when the writer ends (`tryToWrite`). Where the disk or the
 * platform allows nothing, the store is empty and `problem` says why: the index lives in memory.
 */
export class PassageStore {
  readonly #options: StoreOptions;
  readonly #lock: FolderLock;
  readonly #name: string;
  #vectorDb: typeof VectorDb | undefined;
  #table: VectorTable | undefined;
  #held: Map<FilePath, HeldFile> = new Map();
  #inTable: Map<FilePath, number> = new Map();
  #whenReplaced: () => void = () => undefined;
  #problem: RetrievalProblem | undefined;
  #commits = 0;
  /** What was written since the table was compacted, in rows. */
  #written = 0;
  #manifestIsOld = false;

  private constructor(options: StoreOptions) {
    this.#options = options;
    this.#lock = new FolderLock(options.folder);
    this.#name = tableName(options.modelId, options.chunkerVersion);
  }

  /** Opens what is there; as the writer where nobody else is. */
  static async open(options: StoreOptions): Promise<PassageStore> {
    const store = new PassageStore(options);
    const vectorDb = loadVectorDb();
    if (isProblem(vectorDb)) {
      store.#problem = vectorDb;
      return store;
    }
    store.#vectorDb = vectorDb;
    if (!(await store.tryToWrite())) await store.#openTable();
    return store;
  }

  /** Why nothing is kept for the next start; undefined where all is well, or another process keeps it. */
  get problem(): RetrievalProblem | undefined {
    return this.#problem;
  }

  /** Whether we are the one to write. */
  get writes(): boolean {
    return this.#lock.held && this.#table !== undefined;
  }

  /** The files that the table has whole, as far as the manifest knows. */
  get held(): ReadonlyMap<FilePath, HeldFile> {
    return this.#held;
  }

  /** All files that have rows in the table, and how many; those that the manifest does not know included. */
  get inTable(): ReadonlyMap<FilePath, number> {
    return this.#inTable;
  }

  /** Tells a listener when the table was lost, and another took its place or none. */
  whenReplaced(listener: () => void): void {
    this.#whenReplaced = listener;
  }

  /**
   * Becomes the writer if nobody else is. True when that succeeded just now: then `held` and
   * `inTable` are read anew, for another process may have written.
   */
  async tryToWrite(): Promise<boolean> {
    if (this.#vectorDb === undefined || this.writes) return false;
    const { folder } = this.#options;
    try {
      makeCacheFolder(folder);
      if (!(await this.#lock.tryToTake())) return false;
      removeOthers(folder, this.#name);
    } catch (error) {
      this.#problem = unwritable(folder, error);
      return false;
    }
    this.#problem = undefined;
    await this.#openTable();
    return this.writes;
  }

  /** The rows of some files; none where they cannot be read. */
  async read(files: readonly FilePath[]): Promise<readonly StoredChunk[]> {
    const rows = (await this.#table?.read(files)) ?? [];
    if (!isProblem(rows)) return rows;
    await this.#replaceTable(rows);
    return [];
  }

  /**
   * Writes changes in one commit, compacts when that is due. Answers whether they are in the table;
   * if not, the table may be another, empty one by now: ask `held` what is left to write.
   */
  async commit(changes: readonly StoreChange[]): Promise<boolean> {
    if (!this.writes || this.#table === undefined) return false;
    const files = changes.map(({ file }) => file);
    // What the manifest says of them does not hold from here on, whatever happens.
    for (const file of files) this.#held.delete(file);
    const failure = await this.#table.replace(
      files,
      changes.flatMap(({ rows }) => rows),
    );
    if (failure !== undefined) {
      await this.#replaceTable(failure);
      return false;
    }
    for (const { file, rows, held } of changes) {
      if (held !== undefined) this.#held.set(file, held);
      if (rows.length > 0) this.#inTable.set(file, rows.length);
      else this.#inTable.delete(file);
    }
    this.#manifestIsOld = true;
    this.#commits++;
    this.#written += ROWS_FOR_A_COMMIT + changes.reduce((sum, { rows }) => sum + rows.length, 0);
    if (this.#commits >= MOST_COMMITS || this.#written > GROWTH * this.#rows()) {
      await this.compact();
    }
    return true;
  }

  #rows(): number {
    let rows = 0;
    for (const count of this.#inTable.values()) rows += count;
    return rows;
  }

  /** Notes that a file has other times and the same passages. */
  restamp(file: FilePath, held: HeldFile): void {
    if (!this.#held.has(file)) return;
    this.#held.set(file, held);
    this.#manifestIsOld = true;
  }

  /** Writes the manifest if it is out of date. */
  async saveManifest(): Promise<void> {
    if (!this.#manifestIsOld || !this.writes) return;
    try {
      writeManifest(this.#manifestPath, this.#held);
      this.#manifestIsOld = false;
    } catch (error) {
      await this.#giveUp(unwritable(this.#options.folder, error));
    }
  }

  /** Makes the table as small as what it holds. */
  async compact(): Promise<void> {
    if (this.#commits === 0 || !this.writes) return;
    this.#commits = 0;
    this.#written = 0;
    const failure = await this.#table?.compact();
    if (failure !== undefined) await this.#replaceTable(failure);
  }

  /** The nearest rows; undefined where the table cannot answer. */
  async search(search: TableSearch): Promise<readonly TableHit[] | undefined> {
    const hits = await this.#table?.search(search);
    if (hits === undefined || !isProblem(hits)) return hits;
    await this.#replaceTable(hits);
    return undefined;
  }

  /** Removes all that is kept, for a build from nothing. */
  async clear(): Promise<void> {
    if (!this.writes) return;
    const { folder } = this.#options;
    try {
      setAside(folder, this.#name);
      removeOthers(folder, this.#name);
    } catch (error) {
      return this.#giveUp(unwritable(folder, error));
    }
    await this.#openTable();
  }

  async close(): Promise<void> {
    await this.saveManifest();
    this.#table = undefined;
    await this.#lock.release();
  }

  get #manifestPath(): FilePath {
    return path.join(this.#options.folder, `${this.#name}.json`);
  }

  async #openTable(mayReplace = true): Promise<void> {
    this.#table = undefined;
    this.#held = new Map();
    this.#inTable = new Map();
    if (this.#vectorDb === undefined) return;
    const unusable = (failure: RetrievalProblem): Promise<void> =>
      mayReplace ? this.#replaceTable(failure) : this.#giveUp(failure);
    const { folder, dimensions } = this.#options;
    const table = await openLanceTable(
      this.#vectorDb,
      folder,
      this.#name,
      dimensions,
      this.#lock.held,
    );
    if (table === undefined) return;
    if (isProblem(table)) return unusable(table);
    const counts = await table.files();
    if (isProblem(counts)) return unusable(counts);
    this.#table = table;
    this.#inTable = new Map(counts);
    for (const [file, held] of readManifest(this.#manifestPath)) {
      if ((counts.get(file) ?? 0) === held.rows) this.#held.set(file, held);
    }
  }

  /** After a failure: the writer sets a damaged table aside and makes a new one, a reader goes without. */
  async #replaceTable(failure: RetrievalProblem): Promise<void> {
    if (!this.#lock.held || failure.code !== 'cache-damaged') return this.#giveUp(failure);
    const { folder, onNotice } = this.#options;
    onNotice(`${failure.reason} ${failure.remedy}`);
    try {
      setAside(folder, this.#name);
    } catch (error) {
      return this.#giveUp(unwritable(folder, error));
    }
    await this.#openTable(false);
    this.#whenReplaced();
  }

  async #giveUp(failure: RetrievalProblem): Promise<void> {
    this.#table = undefined;
    this.#held = new Map();
    this.#inTable = new Map();
    this.#whenReplaced();
    // A reader that met the writer at work is not in trouble: it has its index in memory.
    if (this.#lock.held || failure.code === 'cache-unwritable') this.#problem = failure;
    await this.#lock.release();
  }
}

function unwritable(folder: FilePath, error: unknown): RetrievalProblem {
  return problem(
    'cache-unwritable',
    `The index cannot be kept in "${folder}": ${messageOf(error)}.`,
    'It is kept in memory and made again at each start. Make the folder writable.',
  );
}
