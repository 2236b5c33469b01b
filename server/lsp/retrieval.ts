import { CELL, type Cell } from '../caches/cell.ts';
import type { Settings } from '../protocol/settings.ts';
import type { IndexedFile } from '../rag/chunk.ts';
import { indexedFiles } from '../rag/indexed-files.ts';
import { cacheFolderOf, hubCacheFolder } from '../rag/indexing/cache-folder.ts';
import type { IndexService } from '../rag/indexing/index-service.ts';
import type { IndexStatus, SearchAnswer, SearchRequest } from '../rag/indexing/protocol.ts';
import { answerKey, searchAnswers } from '../rag/search-answers.ts';
import { ancestorsOf, type FilePath } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface RetrievalOptions {
  readonly workspace: Workspace;
  readonly service: IndexService;
  /** The state of the index, as the caches know it. */
  readonly generation: Cell<number>;
  readonly settings: () => Settings['retrieval'];
  /** Settles when it is known which workflows there are. */
  readonly explored: () => Promise<void>;
  /** Whether the disk is to be looked at although nobody told of a change. */
  readonly looksItself: () => boolean;
}

/** In development mode all files are compared with the disk so often, in milliseconds; their texts by the worker. */
const LOOK_INTERVAL = 30_000;

/**
 * Search as the server sees it: keeps the index told of files, buffers and settings, and answers from
 * the cache while nothing has changed. Begins with the first question: who never asks pays nothing.
 */
export class Retrieval {
  readonly #options: RetrievalOptions;
  #begun: Promise<void> | undefined;
  /** Whether it was at work when the settings switched it off: then it goes on when they allow it. */
  #interrupted = false;
  #files: readonly IndexedFile[] | undefined;
  #byPath: ReadonlyMap<FilePath, IndexedFile> = new Map();
  readonly #buffered = new Set<FilePath>();
  #settings: Settings['retrieval'] | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: RetrievalOptions) {
    this.#options = options;
  }

  get status(): IndexStatus {
    return this.#options.service.status();
  }

  /** Starts the index, if it is wanted and not started. Settles when the worker knows what to index. */
  begin(): Promise<void> {
    if (this.#closed || !this.#options.settings().enabled) return Promise.resolve();
    this.#interrupted = false;
    this.#begun ??= this.#start();
    return this.#begun;
  }

  /** Searches; from the cache where the index has not moved on since. */
  async search(request: SearchRequest): Promise<{ answer: SearchAnswer; cached: boolean }> {
    await this.begin();
    const { workspace, service, generation } = this.#options;
    const { engine } = workspace.caches;
    const key = answerKey(request);
    this.#noteGeneration();
    const known = engine.verified(searchAnswers, key);
    if (known !== undefined) return { answer: known, cached: true };
    const answer = await service.search(request);
    this.#noteGeneration();
    if (answer.generation === service.generation) {
      const fingerprint = JSON.stringify(generation.value);
      engine.install(searchAnswers, key, answer, [
        { input: 'indexGeneration', key: CELL, fingerprint, stamp: fingerprint },
      ]);
    }
    return { answer, cached: false };
  }

  async rebuild(): Promise<void> {
    await this.begin();
    this.#options.service.rebuild();
  }

  /** Text was typed, opened or closed. */
  edited(files: readonly FilePath[]): void {
    if (this.#files === undefined) return;
    for (const file of files) this.#tellBuffer(file);
  }

  /** Something may have happened on disk, to these or to all in them; to anything where none is named. */
  touched(files: readonly FilePath[]): void {
    if (this.#files === undefined) return;
    const told = new Set(files);
    // A checkout tells of thousands: each file is looked up among them, not compared with each.
    const isTold = (file: FilePath): boolean =>
      told.has(file) || [...ancestorsOf(file)].some((folder) => told.has(folder));
    const known = [...this.#byPath.keys()];
    this.#options.service.touched(files.length === 0 ? known : known.filter(isTold));
  }

  /**
   * Files came or went, or settings changed: the index is told what differs. After a key in a text that is open
   * neither did, and no disk is looked at: that would be a stat for each folder of the workspace.
   */
  settled(): void {
    if (!this.#options.settings().enabled) this.#interrupt();
    else if (this.#interrupted) void this.begin();
    if (this.#files === undefined) return;
    const { engine } = this.#options.workspace.caches;
    this.#configure(engine.peek(indexedFiles, CELL));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#options.service.close();
  }

  async #start(): Promise<void> {
    const { explored, workspace, looksItself, settings } = this.#options;
    await explored();
    // Switched off and on meanwhile, it was begun twice.
    if (this.#closed || !settings().enabled || this.#files !== undefined) return;
    workspace.caches.beginPass();
    this.#configure();
    this.#timer = setInterval(() => {
      if (!looksItself()) return;
      workspace.caches.beginPass();
      this.#configure();
      this.touched([]);
    }, LOOK_INTERVAL).unref();
  }

  /** Ends the worker. What is kept on disk stays as it is: switched on again, nothing is read a second time. */
  #interrupt(): void {
    if (this.#begun === undefined) return;
    this.#begun = undefined;
    this.#interrupted = true;
    clearInterval(this.#timer);
    this.#files = undefined;
    this.#settings = undefined;
    this.#byPath = new Map();
    this.#buffered.clear();
    void this.#options.service.stop();
  }

  /** @param known the files to search, where nothing that they depend on has changed */
  #configure(known?: readonly IndexedFile[]): void {
    const { workspace, service, settings } = this.#options;
    const wanted = settings();
    const files = known ?? workspace.caches.ask(indexedFiles, CELL);
    if (files === this.#files && wanted === this.#settings) return;
    this.#files = files;
    this.#settings = wanted;
    this.#byPath = new Map(files.map((each) => [each.file, each]));
    service.configure({
      files,
      model: wanted.model,
      allowHub: wanted.allowHub,
      cacheFolder: cacheFolderOf(workspace.roots.value),
      hubCache: hubCacheFolder(),
    });
    for (const file of workspace.files.buffers.keys()) this.#tellBuffer(file);
  }

  #tellBuffer(file: FilePath): void {
    const indexed = this.#byPath.get(file);
    const text = this.#options.workspace.files.buffers.get(file);
    if (indexed === undefined || (text === undefined && !this.#buffered.has(file))) return;
    if (text === undefined) this.#buffered.delete(file);
    else this.#buffered.add(file);
    this.#options.service.setBuffer(indexed, text);
  }

  #noteGeneration(): void {
    const { service, generation } = this.#options;
    if (generation.value !== service.generation) generation.value = service.generation;
  }
}
