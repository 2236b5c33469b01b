import type { FilePath } from '../../workspace/paths.ts';
import { CHUNKER_VERSION } from '../chunking/chunks.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { loadEmbedder } from '../embedding/load-embedder.ts';
import type { ModelChoice } from '../embedding/model-location.ts';
import { isProblem, type RetrievalProblem } from '../problem.ts';
import { PassageStore } from '../vectors/passage-store.ts';
import type { StoredChunk } from '../vectors/vector-table.ts';
import { EmbeddingQueue, type Urgency } from './embedding-queue.ts';
import { type IndexedPassages, type Passages, passagesFrom } from './indexed-passages.ts';
import { type IndexedWorkspace, Keeper } from './keeper.ts';
import type { IndexConfiguration } from './protocol.ts';
import { VectorMemory } from './vector-memory.ts';

export interface MeaningOptions {
  /** The folder of the models that come with praxis-ls. */
  readonly shippedModels: string;
  /** Takes a sentence for the user. */
  readonly onNotice: (message: string) => void;
  /** Loads the model; given in tests. */
  readonly load?: (choice: ModelChoice) => Promise<Embedder | RetrievalProblem>;
}

/**
 * Rows that are read from the table in one step: it blocks the thread for some hundredths of a second. Each step looks
 * through the whole table, so fewer rows in a step make the start of a large index slower.
 */
const ROWS_IN_A_STEP = 250;

/** Loads the model and opens what is kept of its vectors. */
export async function openMeaning(
  { model, allowHub, hubCache, cacheFolder }: IndexConfiguration,
  options: MeaningOptions,
  workspace: IndexedWorkspace,
): Promise<Meaning | RetrievalProblem> {
  const { shippedModels, onNotice, load = loadEmbedder } = options;
  const embedder = await load({ model, allowHub, shippedModels, hubCache });
  if (isProblem(embedder)) return embedder;
  const store = await PassageStore.open({
    folder: cacheFolder,
    modelId: embedder.id,
    dimensions: embedder.dimensions,
    chunkerVersion: CHUNKER_VERSION,
    onNotice,
  });
  return new Meaning(embedder, store, workspace);
}

/** The half of the index that a model is needed for: vectors, what waits for them, where they are kept. */
export class Meaning {
  readonly embedder: Embedder;
  readonly vectors: VectorMemory;
  readonly queue: EmbeddingQueue;
  readonly store: PassageStore;
  readonly keeper: Keeper;
  readonly #passages: IndexedPassages;
  readonly #restoring: FilePath[];
  #embedded = 0;

  constructor(embedder: Embedder, store: PassageStore, workspace: IndexedWorkspace) {
    this.embedder = embedder;
    this.store = store;
    this.#passages = workspace.passages;
    this.vectors = new VectorMemory(embedder.dimensions, (key) => {
      this.#embedded += this.#passages.shown(key);
    });
    this.#passages.whenShown((key, by) => {
      if (this.vectors.has(key)) this.#embedded += by;
    });
    this.queue = new EmbeddingQueue(embedder, this.vectors);
    this.keeper = new Keeper(store, this.vectors, workspace);
    this.#restoring = [...new Set([...store.held.keys(), ...store.inTable.keys()])];
    // Files may have been read before the model was there.
    this.#enqueueAll();
    this.keeper.markAll();
    store.whenReplaced(() => this.keeper.markAll());
  }

  /** How many passages that are searched have a vector. Counted along: the status is told often. */
  get embedded(): number {
    return this.#embedded;
  }

  /** How many files of the table were not looked at yet. */
  get restoring(): number {
    return this.#restoring.length;
  }

  /** Asks for the vectors of a file's passages; what is masked by a buffer has time. */
  enqueue(file: FilePath, urgency: Urgency): void {
    const visible = this.#passages.visible(file);
    const disk = this.#passages.disk(file);
    this.queue.add(visible?.refs ?? [], urgency);
    if (disk !== visible) this.queue.add(disk?.refs ?? [], 'rest');
  }

  /** Embeds some of what is most urgent; answers how many texts. Rejects when the model fails. */
  embedBatch(urgency: Urgency): Promise<number> {
    return this.queue.embedBatch(urgency, ({ file, ordinal, key }) => {
      const disk = this.#passages.disk(file.file);
      const visible = this.#passages.visible(file.file);
      return visible?.refs[ordinal]?.key === key || disk?.refs[ordinal]?.key === key;
    });
  }

  /** Takes some files out of the table: all their vectors are at hand from then on. */
  async restoreSome(): Promise<ReadonlyMap<FilePath, Passages>> {
    const files: FilePath[] = [];
    let rows = 0;
    while (rows < ROWS_IN_A_STEP) {
      const file = this.#restoring.pop();
      if (file === undefined) break;
      files.push(file);
      rows += 1 + (this.store.inTable.get(file) ?? 0);
    }
    const stored = new Map<FilePath, StoredChunk[]>();
    for (const row of await this.store.read(files)) {
      const rows = stored.get(row.file.file);
      if (rows === undefined) stored.set(row.file.file, [row]);
      else rows.push(row);
    }
    const restored = new Map<FilePath, Passages>();
    for (const file of files) {
      const rows = stored.get(file) ?? [];
      const place = rows[0]?.file ?? { file, kind: 'standard' };
      const passages = passagesFrom(
        place,
        rows.map(({ chunk }) => chunk),
      );
      for (const [index, { key }] of passages.refs.entries()) {
        const vector = rows[index]?.vector;
        if (vector !== undefined) this.vectors.set(key, vector);
      }
      restored.set(file, passages);
    }
    return restored;
  }

  /** Whether there is nothing to embed and nothing to keep. */
  get atRest(): boolean {
    return this.queue.size === 0 && this.#restoring.length === 0 && this.keeper.atRest;
  }

  /** Puts things in order when nothing else is to be done. Answers whether there is something to do after all. */
  async tidy(mayCompact: boolean): Promise<boolean> {
    if (await this.store.tryToWrite()) this.keeper.markAll();
    const keys = this.#passages.keys();
    this.vectors.keepOnly(keys); // None of these is searched.
    if (this.vectors.size < keys.size) this.#enqueueAll();
    await this.store.saveManifest();
    if (mayCompact) await this.store.compact();
    return !this.atRest && (this.queue.size > 0 || this.store.writes);
  }

  /** Forgets all vectors, those on disk included. */
  async forget(): Promise<void> {
    this.#restoring.length = 0;
    this.queue.clear();
    this.vectors.keepOnly(new Set());
    this.#embedded = 0;
    await this.store.clear();
  }

  /** Keeps what is complete, and ends. */
  async close(): Promise<void> {
    while (await this.keeper.commitSome());
    await this.store.close();
    await this.embedder.close();
  }

  #enqueueAll(): void {
    for (const file of this.#passages.files()) {
      this.enqueue(file, this.#passages.hasBuffer(file) ? 'buffer' : 'rest');
    }
  }
}
