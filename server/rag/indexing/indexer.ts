import { setTimeout as sleep } from 'node:timers/promises';
import { observeFile, stampHolds } from '../../workspace/disk.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { IndexedFile } from '../chunk.ts';
import { isProblem, messageOf, problem, type RetrievalProblem } from '../problem.ts';
import { Bell, nextTurn } from './bell.ts';
import { BufferInbox } from './buffer-inbox.ts';
import type { Urgency } from './embedding-queue.ts';
import { descriptionOf, IndexedPassages, passagesFrom, passagesOf } from './indexed-passages.ts';
import { type ReadMark, ROWS_IN_A_COMMIT } from './keeper.ts';
import { type Meaning, type MeaningOptions, openMeaning } from './meaning.ts';
import { type FoundPassages, searchPassages } from './passage-search.ts';
import type { IndexConfiguration, IndexStatus, SearchRequest } from './protocol.ts';

export interface IndexerOptions extends MeaningOptions {
  /** Told when what is searched, or the status, became different without a call from outside. */
  readonly onChange: () => void;
}

/** An index at rest looks after itself so often, in milliseconds: whether it may write by now, what is to be saved. */
const REST = 2_000;
/** After a change of the disk this must pass before the table is written: more changes may follow. In milliseconds. */
const QUIET = 300;
/** A file that was read in the moment it changed is read again after so many milliseconds. */
const YOUNG = 40;
/** So long after its start, in milliseconds, searches wait: mostly, everything was kept from the last time. */
const START = 2_000;
/** While a model takes longer than this to load, in milliseconds, files are read for their words. */
const PATIENCE = 2_000;

/**
 * The index: it reads files, cuts, embeds, keeps, and answers. It works in small steps, the most
 * urgent first: buffers, files that changed, the rest; what comes from outside is heard between any
 * two of them. Runs in a worker thread; tests run it as it is.
 */
export class Indexer {
  readonly #options: IndexerOptions;
  readonly #passages = new IndexedPassages();
  readonly #files = new Map<FilePath, IndexedFile>();
  readonly #marks = new Map<FilePath, ReadMark>();
  readonly #reads = { changed: new Set<FilePath>(), rest: new Set<FilePath>() };
  readonly #buffers: BufferInbox;
  readonly #bell = new Bell();
  #configuration: IndexConfiguration | undefined;
  #meaning: Meaning | undefined;
  #opening: Promise<void> | undefined;
  /** The opening that took too long to wait for. */
  #lateOpening: Promise<void> | undefined;
  /** Settles when all models that were put out of use have ended, and kept what they made. */
  #ended: Promise<void> = Promise.resolve();
  #toldOfQuery = false;
  #modelProblem: RetrievalProblem | undefined;
  #rebuild = false;
  #filesRead = 0;
  #textsEmbedded = 0;
  #embeddedAtCommit = 0;
  #lastChange = 0;
  #closing = false;
  #resting = false;
  readonly #startedAt = performance.now();
  /** Whether there was once nothing left to do. */
  #hasRested = false;
  readonly #loop: Promise<void>;

  constructor(options: IndexerOptions) {
    this.#options = options;
    this.#buffers = new BufferInbox(this.#passages);
    this.#loop = this.#run();
  }

  configure(configuration: IndexConfiguration): void {
    const before = this.#configuration;
    this.#configuration = configuration;
    const wanted = new Map(configuration.files.map((file) => [file.file, file]));
    for (const file of [...this.#files.keys()]) {
      if (wanted.has(file)) continue;
      this.#files.delete(file);
      this.#setAbsent(file);
    }
    for (const [path, file] of wanted) {
      const known = this.#files.get(path);
      this.#files.set(path, file);
      if (known !== undefined && descriptionOf(known) === descriptionOf(file)) continue;
      this.#reads.rest.add(path);
    }
    const same =
      before !== undefined &&
      before.model === configuration.model &&
      before.allowHub === configuration.allowHub &&
      before.cacheFolder === configuration.cacheFolder &&
      this.#modelProblem === undefined;
    if (!same) this.#reopen();
    this.#bell.ring();
  }

  /** Files changed on disk, or came, or went. Those that are not configured are none of ours. */
  touched(files: readonly FilePath[]): void {
    for (const file of files) if (this.#files.has(file)) this.#reads.changed.add(file);
    this.#lastChange = performance.now();
    this.#bell.ring();
  }

  /** What is typed in a file; undefined when it is closed. */
  setBuffer(file: IndexedFile, text: string | undefined): void {
    this.#buffers.put(file, text);
    this.#bell.ring();
  }

  /** Forgets all that is kept and reads everything again. */
  rebuild(): void {
    this.#rebuild = true;
    this.#bell.ring();
  }

  /** Searches what is there; right after the start that is awaited for a moment. */
  async search(request: SearchRequest): Promise<FoundPassages> {
    if (!this.#hasRested) await this.#begun();
    this.#takeBuffers();
    const found = await this.#searchNow(request);
    return this.#passages.counts.chunks === 0 ? { ...found, method: 'none' } : found;
  }

  #searchNow(request: SearchRequest): Promise<FoundPassages> {
    const meaning = this.#meaning;
    return searchPassages(
      {
        passages: this.#passages,
        meaning,
        refresh: () => this.#takeBuffers(),
        modelFailed: (error) => {
          if (meaning === this.#meaning) this.#tellOfQuery(error);
        },
      },
      request,
    );
  }

  /** Until all that was kept is at hand, and read what is new, but not for long. */
  async #begun(): Promise<void> {
    while (!this.#hasRested && performance.now() - this.#startedAt < START) await sleep(10);
  }

  /** The hashes of all passages as they are searched, by file. */
  hashes(): Map<FilePath, readonly string[]> {
    this.#takeBuffers();
    const found = new Map<FilePath, string[]>();
    for (const { file, chunk } of this.#passages.refs()) {
      const hashes = found.get(file.file) ?? [];
      hashes.push(chunk.hash);
      found.set(file.file, hashes);
    }
    return found;
  }

  /** Resolves when nothing is left to do, and what there is to keep is kept. */
  async settled(): Promise<void> {
    while (!this.#resting || !this.#atRest()) await sleep(5);
  }

  status(): IndexStatus {
    const meaning = this.#meaning;
    const waiting = {
      files: this.#reads.changed.size + this.#reads.rest.size + (meaning?.restoring ?? 0),
      chunks: meaning?.queue.size ?? 0,
    };
    const problems = [this.#modelProblem, meaning?.store.problem].filter(
      (each) => each !== undefined,
    );
    const busy = waiting.files + waiting.chunks > 0 || this.#opening !== undefined;
    const store = meaning?.store;
    return {
      state:
        this.#configuration === undefined
          ? 'off'
          : busy
            ? 'building'
            : problems.length > 0
              ? 'degraded'
              : 'ready',
      ...this.#passages.counts,
      embedded: meaning?.embedded ?? 0,
      waiting,
      ...(meaning === undefined
        ? {}
        : { model: { id: meaning.embedder.id, dimensions: meaning.embedder.dimensions } }),
      keeper: store?.writes ? 'us' : store === undefined || store.problem ? 'nobody' : 'another',
      problems,
      work: { filesRead: this.#filesRead, textsEmbedded: this.#textsEmbedded },
    };
  }

  /** Ends it; what is complete is kept for the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#bell.ring();
    await this.#loop;
    await this.#opening;
    await this.#end();
  }

  async #run(): Promise<void> {
    while (!this.#closing) {
      let worked = false;
      try {
        worked = await this.#step();
      } catch (error) {
        // Nobody waits for the loop: it says so, and goes on with the next thing.
        this.#options.onNotice(`The search index met an error: ${messageOf(error)}.`);
        await this.#bell.wait(REST);
      }
      if (worked) {
        this.#options.onChange();
        await nextTurn();
      } else {
        await this.#rest();
      }
    }
  }

  /** Does the most urgent thing. False when there is nothing to do. */
  async #step(): Promise<boolean> {
    // A model that is being opened would bring back what is to be forgotten.
    if (this.#rebuild && this.#opening === undefined) return this.#forgetAll();
    const typed = this.#takeBuffers();
    if (await this.#embed('buffer')) return true;
    if (this.#readNext(this.#reads.changed)) return true;
    if (await this.#embed('changed')) return true;
    if (await this.#waitForModel()) return true;
    if (await this.#restoreSome()) return true;
    if (this.#readNext(this.#reads.rest)) return true;
    if (await this.#embed('rest')) return this.#keepWhileBuilding();
    return (await this.#keepWhenQuiet()) || typed;
  }

  #takeBuffers(): boolean {
    const taken = this.#buffers.take();
    for (const file of taken) {
      this.#meaning?.enqueue(file, 'buffer');
    }
    return taken.length > 0;
  }

  async #embed(urgency: Urgency): Promise<boolean> {
    const meaning = this.#meaning;
    if (meaning === undefined || !meaning.queue.has(urgency)) return false;
    try {
      this.#textsEmbedded += await meaning.embedBatch(urgency);
    } catch (error) {
      // One that was put out of use meanwhile is not missed.
      if (meaning === this.#meaning) this.#modelFailed(`The model failed: ${messageOf(error)}.`);
    }
    return true;
  }

  /** A model is loaded once; meanwhile nothing is read, unless it takes long. */
  async #waitForModel(): Promise<boolean> {
    const opening = this.#opening;
    if (opening === undefined || opening === this.#lateOpening) return false;
    if (this.#reads.rest.size === 0) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), PATIENCE);
    });
    const outcome = await Promise.race([opening, late]);
    clearTimeout(timer);
    if (outcome === 'late') this.#lateOpening = opening;
    return outcome !== 'late';
  }

  async #restoreSome(): Promise<boolean> {
    const meaning = this.#meaning;
    if (meaning === undefined || meaning.restoring === 0) return false;
    for (const [file, passages] of await meaning.restoreSome()) {
      const held = meaning.store.held.get(file);
      const known = this.#files.get(file);
      // Whatever is not as it was is read, like any other file.
      if (
        this.#reads.rest.has(file) &&
        !this.#reads.changed.has(file) &&
        held !== undefined &&
        known !== undefined &&
        held.description === descriptionOf(known) &&
        (held.rows === 0 || held.digest === passages.digest) &&
        stampHolds(file, held.stamp)
      ) {
        this.#reads.rest.delete(file);
        this.#marks.set(file, { stamp: held.stamp, fingerprint: held.fingerprint });
        this.#passages.setDisk(file, held.rows === 0 ? passagesFrom(known, []) : passages);
      }
      meaning.keeper.mark(file);
    }
    return true;
  }

  #readNext(waiting: Set<FilePath>): boolean {
    const [file] = waiting;
    if (file === undefined) return false;
    this.#reads.changed.delete(file);
    const wasRest = this.#reads.rest.delete(file);
    const known = this.#files.get(file);
    if (known === undefined) return true;
    const { value, fingerprint, stamp } = observeFile(file);
    this.#filesRead++;
    if (value.state !== 'text') {
      this.#setAbsent(file);
      return true;
    }
    const mark = { fingerprint, stamp: String(stamp) };
    const same = this.#marks.get(file)?.fingerprint === fingerprint && !wasRest;
    this.#marks.set(file, mark);
    // Read in the moment that it changed: it may change again within the same time stamp.
    if (mark.stamp === '') setTimeout(() => this.touched([file]), YOUNG).unref();
    if (!same) {
      this.#passages.setDisk(file, passagesOf(known, value.text));
      this.#meaning?.enqueue(file, wasRest ? 'rest' : 'changed');
    }
    this.#meaning?.keeper.mark(file);
    return true;
  }

  #setAbsent(file: FilePath): void {
    this.#reads.changed.delete(file);
    this.#reads.rest.delete(file);
    this.#marks.delete(file);
    this.#passages.setDisk(file, undefined);
    this.#meaning?.keeper.mark(file);
  }

  /** While much is embedded, what is complete is kept now and then: looking for it costs something too. */
  async #keepWhileBuilding(): Promise<true> {
    const keeper = this.#meaning?.keeper;
    if (keeper !== undefined && this.#textsEmbedded - this.#embeddedAtCommit >= ROWS_IN_A_COMMIT) {
      this.#embeddedAtCommit = this.#textsEmbedded;
      await keeper.commitSome(ROWS_IN_A_COMMIT);
    }
    return true;
  }

  /** Else when it has been quiet. Answers whether something was kept. */
  async #keepWhenQuiet(): Promise<boolean> {
    const keeper = this.#meaning?.keeper;
    if (keeper === undefined || performance.now() - this.#lastChange < QUIET) return false;
    return keeper.commitSome();
  }

  /** Nothing to do: what is kept is put in order, and then it waits for news. */
  async #rest(): Promise<void> {
    const quiet = performance.now() - this.#lastChange;
    if (quiet < QUIET) {
      await this.#bell.wait(Math.max(1, QUIET - quiet));
      return;
    }
    // Compacting after each pause of one who types and saves would be too often.
    const more = await this.#meaning?.tidy(quiet > REST);
    if (this.#closing || more === true) return;
    this.#resting = true;
    this.#hasRested ||= this.#configuration !== undefined && this.#opening === undefined;
    await this.#bell.wait(REST);
    this.#resting = false;
  }

  #reopen(): void {
    const configuration = this.#configuration;
    if (configuration === undefined) return;
    const before = this.#opening ?? Promise.resolve();
    const opening = before
      .then(() => this.#open(configuration))
      .catch((error: unknown) =>
        this.#modelFailed(`The model cannot be opened: ${messageOf(error)}.`),
      )
      .then(() => {
        if (this.#opening === opening) this.#opening = undefined;
        this.#options.onChange();
        this.#bell.ring();
      });
    this.#opening = opening;
  }

  /** Opens the model that is wanted, once the one before it has ended: it holds the folder's lock. */
  async #open(configuration: IndexConfiguration): Promise<void> {
    await this.#end();
    const meaning = await openMeaning(configuration, this.#options, {
      passages: this.#passages,
      files: this.#files,
      marks: this.#marks,
      isUnread: (file) => this.#reads.rest.has(file),
    });
    if (isProblem(meaning)) {
      this.#modelProblem = meaning;
    } else {
      this.#modelProblem = undefined;
      this.#toldOfQuery = false;
      this.#meaning = meaning;
    }
  }

  /** Puts the model out of use, if there is one. Settles when it has ended, and those before it; never rejects. */
  #end(): Promise<void> {
    const meaning = this.#meaning;
    this.#meaning = undefined;
    if (meaning !== undefined) {
      this.#ended = this.#ended
        .then(() => meaning.close())
        .catch((error: unknown) =>
          this.#options.onNotice(`The model did not end as it should: ${messageOf(error)}.`),
        );
    }
    return this.#ended;
  }

  async #forgetAll(): Promise<boolean> {
    this.#rebuild = false;
    await this.#meaning?.forget();
    this.#marks.clear();
    for (const file of [...this.#passages.files()]) this.#passages.setDisk(file, undefined);
    for (const file of this.#files.keys()) this.#reads.rest.add(file);
    for (const file of this.#passages.files()) this.#meaning?.enqueue(file, 'buffer');
    if (this.#modelProblem !== undefined) this.#reopen();
    return true;
  }

  #modelFailed(reason: string): void {
    this.#modelProblem = problem(
      'model-damaged',
      reason,
      'Search uses words only. Rebuild the index, or choose another model in praxis.retrieval.model.',
    );
    void this.#end();
    this.#options.onChange();
  }

  /** A query may be all that is left to embed. Said once: hover asks with each key. */
  #tellOfQuery(error: unknown): void {
    if (this.#toldOfQuery) return;
    this.#toldOfQuery = true;
    this.#options.onNotice(
      `The model failed at a search: ${messageOf(error)}. It was answered by words only.`,
    );
  }

  #atRest(): boolean {
    const reads = this.#reads;
    return (
      !this.#rebuild &&
      this.#opening === undefined &&
      !this.#buffers.waiting &&
      reads.changed.size + reads.rest.size === 0 &&
      (this.#meaning === undefined || this.#meaning.atRest)
    );
  }
}
