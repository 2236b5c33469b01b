import type { FilePath } from '../../workspace/paths.ts';
import type { IndexedFile } from '../chunk.ts';
import { problem, type RetrievalProblem } from '../problem.ts';
import type {
  FromWorker,
  IndexConfiguration,
  IndexStatus,
  SearchAnswer,
  SearchRequest,
  ToWorker,
} from './protocol.ts';
import type { IndexWorker, WorkerListener } from './worker-process.ts';

export interface IndexServiceOptions {
  /** Starts a worker: `startWorkerProcess` with the bundle made of `worker.ts`. */
  readonly startWorker: (listener: WorkerListener) => IndexWorker;
  /** Takes a sentence for the user. */
  readonly onNotice: (message: string) => void;
  /** Takes what libraries print: of use to those who look for a fault. */
  readonly onOutput?: (text: string) => void;
}

/** A worker that died is started again after so many milliseconds, twice as many each time. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 60_000;
/** One that has lived for so long, in milliseconds, had no bad start. */
const GOOD_LIFE = 30_000;
/** How long an end may take, in milliseconds: what is not kept then is made again at the next start. */
const LAST_WORDS = 2_000;
/** A search that outlived two workers may be what they died of. */
const ATTEMPTS = 2;

const OFF: IndexStatus = {
  state: 'off',
  documents: 0,
  chunks: 0,
  embedded: 0,
  waiting: { files: 0, chunks: 0 },
  keeper: 'nobody',
  problems: [],
  work: { filesRead: 0, textsEmbedded: 0 },
};

interface PendingSearch {
  readonly request: SearchRequest;
  readonly resolve: (answer: SearchAnswer) => void;
  attempts: number;
}

/**
 * The index as the server sees it: it sends plain values to a worker and never blocks. What was
 * said is said again to the next worker when one dies. Nothing is started before `configure`.
 */
export class IndexService {
  readonly #options: IndexServiceOptions;
  readonly #listeners = new Set<(status: IndexStatus) => void>();
  readonly #buffers = new Map<FilePath, { readonly file: IndexedFile; readonly text: string }>();
  readonly #searches = new Map<number, PendingSearch>();
  #configuration: IndexConfiguration | undefined;
  #worker: IndexWorker | undefined;
  #status: IndexStatus = OFF;
  #death: RetrievalProblem | undefined;
  #sent = 0;
  #changes = 0;
  /** What workers that ended had counted. */
  #changesBefore = 0;
  /** Whether the next worker is to build the index anew, since there was none to be told. */
  #rebuild = false;
  #nextId = 1;
  #pause = FIRST_PAUSE;
  #restart: NodeJS.Timeout | undefined;
  /** Settles when the worker that was told to end has done so. */
  #ending: Promise<void> | undefined;
  #whenEnded: () => void = () => undefined;
  #closed = false;

  constructor(options: IndexServiceOptions) {
    this.#options = options;
  }

  /** Moves on whenever an answer may be another one: with each edit, and with all that the index does. */
  get generation(): number {
    return this.#sent + this.#changesBefore + this.#changes;
  }

  status(): IndexStatus {
    if (this.#death === undefined) return this.#status;
    return {
      ...this.#status,
      state: 'degraded',
      problems: [this.#death, ...this.#status.problems],
    };
  }

  /** Calls a listener with each new status; answers with what takes it off again. */
  onChange(listener: (status: IndexStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says what is indexed, and how. The first call starts the worker, and so does the first after `stop`. */
  configure(configuration: IndexConfiguration): void {
    if (this.#closed) return;
    const isFirst = this.#configuration === undefined;
    this.#configuration = configuration;
    if (isFirst) {
      this.#status = { ...OFF, state: 'building' };
      this.#announce();
      // One that is ending still holds the folder's lock.
      if (this.#ending === undefined) this.#start();
    } else {
      this.#tell({ kind: 'configure', sent: ++this.#sent, configuration });
    }
  }

  /** Tells that files changed on disk, came or went. */
  touched(files: readonly FilePath[]): void {
    if (files.length > 0) this.#tell({ kind: 'touched', sent: ++this.#sent, files });
  }

  /** Tells what a file's open buffer says; undefined when it is closed. Found by words from here on. */
  setBuffer(file: IndexedFile, text: string | undefined): void {
    if (text === undefined) this.#buffers.delete(file.file);
    else this.#buffers.set(file.file, { file, text });
    this.#tell({ kind: 'buffer', sent: ++this.#sent, file, text });
  }

  /** Forgets all that is kept and builds the index from nothing. */
  rebuild(): void {
    if (this.#configuration === undefined) return;
    this.#rebuild = this.#worker === undefined;
    if (this.#rebuild) return;
    this.#tell({ kind: 'rebuild', sent: ++this.#sent });
    this.#status = { ...this.#status, state: 'building' };
    this.#announce();
  }

  /** Searches what is there. Never rejects: where nothing can be searched, the method is `none`. */
  search(request: SearchRequest): Promise<SearchAnswer> {
    if (this.#configuration === undefined) return Promise.resolve(this.#nothing());
    // One who waits for a worker that does not come back soon is better told at once.
    if (this.#worker === undefined && this.#pause > FIRST_PAUSE * 4) {
      return Promise.resolve(this.#nothing());
    }
    return new Promise((resolve) => {
      const id = this.#nextId++;
      this.#searches.set(id, { request, resolve, attempts: 1 });
      this.#worker?.hold(true);
      this.#tell({ kind: 'search', id, request });
    });
  }

  /** The process of the worker, while there is one. */
  get workerPid(): number | undefined {
    return this.#worker?.pid;
  }

  /**
   * Ends the worker, and nothing is searched until `configure` is called again. What was made is
   * kept, if that takes no longer than two seconds. Settles when the worker has ended.
   */
  async stop(): Promise<void> {
    clearTimeout(this.#restart);
    this.#restart = undefined;
    this.#configuration = undefined;
    this.#buffers.clear();
    this.#rebuild = false;
    this.#death = undefined;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#moveOn();
    this.#giveUpSearches();
    if (worker !== undefined) {
      this.#ending = this.#end(worker).then(() => {
        this.#ending = undefined;
        this.#start();
      });
    }
    if (this.#status.state !== 'off') {
      this.#status = OFF;
      this.#announce();
    }
    await this.#ending;
  }

  /** The same for good. */
  close(): Promise<void> {
    this.#closed = true;
    return this.stop();
  }

  async #end(worker: IndexWorker): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#whenEnded = resolve;
    });
    worker.hold(true);
    worker.send({ kind: 'close' });
    const timer = setTimeout(() => worker.kill(), LAST_WORDS);
    await ended;
    clearTimeout(timer);
  }

  #start(): void {
    const configuration = this.#configuration;
    if (configuration === undefined) return;
    this.#restart = undefined;
    const startedAt = performance.now();
    let heardAt = startedAt;
    const worker = this.#options.startWorker({
      // What one that was told to end still says is no longer of interest.
      onMessage: (message) => {
        heardAt = performance.now();
        if (worker === this.#worker) this.#receive(message);
      },
      onOutput: (text) => this.#options.onOutput?.(text),
      onEnd: (reason) => {
        if (worker === this.#worker) this.#died(reason, heardAt - startedAt);
        else this.#whenEnded();
      },
    });
    this.#worker = worker;
    this.#tell({ kind: 'configure', sent: ++this.#sent, configuration });
    if (this.#rebuild) this.rebuild();
    for (const { file, text } of this.#buffers.values()) {
      this.#tell({ kind: 'buffer', sent: ++this.#sent, file, text });
    }
    for (const [id, { request }] of this.#searches) this.#tell({ kind: 'search', id, request });
    worker.hold(this.#searches.size > 0);
  }

  /** @param lived until it was last heard, in milliseconds */
  #died(reason: string, lived: number): void {
    this.#worker = undefined;
    this.#moveOn();
    for (const [id, search] of this.#searches) {
      if (search.attempts++ < ATTEMPTS) continue;
      this.#searches.delete(id);
      search.resolve(this.#nothing());
    }
    const pause = lived > GOOD_LIFE ? FIRST_PAUSE : this.#pause;
    this.#pause = Math.min(pause * 2, LONGEST_PAUSE);
    this.#death = problem(
      'worker-died',
      `The search index ended unexpectedly: ${reason}.`,
      `It is started again in ${pause / 1000} seconds.`,
    );
    this.#options.onNotice(`${this.#death.reason} ${this.#death.remedy}`);
    this.#restart = setTimeout(() => this.#start(), pause).unref();
    this.#announce();
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'alive':
        break;
      case 'changed':
        this.#changes = message.changes;
        break;
      case 'status':
        this.#status = message.status;
        if (message.status.state !== 'off') this.#death = undefined;
        this.#announce();
        break;
      case 'found':
        this.#answer(message);
        break;
      case 'notice':
        this.#options.onNotice(message.message);
        break;
    }
  }

  #answer({ id, sent, changes, passages, method }: Extract<FromWorker, { kind: 'found' }>): void {
    const search = this.#searches.get(id);
    this.#searches.delete(id);
    if (this.#searches.size === 0) this.#worker?.hold(false);
    this.#changes = Math.max(this.#changes, changes);
    search?.resolve({ passages, method, generation: sent + this.#changesBefore + changes });
  }

  /** No answer of before holds any longer. */
  #moveOn(): void {
    this.#changesBefore += this.#changes + 1;
    this.#changes = 0;
  }

  #announce(): void {
    if (this.#closed) return;
    const status = this.status();
    for (const listener of this.#listeners) listener(status);
  }

  #giveUpSearches(): void {
    for (const { resolve } of this.#searches.values()) resolve(this.#nothing());
    this.#searches.clear();
  }

  /** Of no generation: nobody may keep it. */
  #nothing(): SearchAnswer {
    return { passages: [], method: 'none', generation: -1 };
  }

  #tell(message: ToWorker): void {
    this.#worker?.send(message);
  }
}
