import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { FilePath } from '../workspace/paths.ts';
import { below } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type WorkflowReport, workflowReport } from './report.ts';
import type { ReportContext, ReportDone, ReportJob, ReportResult } from './report-protocol.ts';

export interface ReportServiceOptions {
  readonly workspace: Workspace;
  readonly startWorker: () => Worker;
  readonly context: () => ReportContext;
  /** Two unless given: the author's own work comes first. */
  readonly mostWorkers?: number;
  /** Takes one line when the worker fails. */
  readonly onTrouble: (message: string) => void;
}

/** Jobs given to a worker at a time: enough to keep it busy, few enough to let others pass. */
const IN_FLIGHT = 2;
/** A further worker is worth its start and its memory when so many jobs wait for each. */
const JOBS_FOR_A_WORKER = 12;
/** The workers have a low priority, so the main thread's core may work for the scan too. */
const MOST_WORKERS = Math.min(2, availableParallelism());
/** Workers end when nothing was asked of them for so long; their memory goes with them. */
const IDLE_MILLISECONDS = 2_000;
/** After so many refusals (the files keep changing) the main thread makes the report itself. */
const ATTEMPTS = 3;

interface Waiting {
  readonly folder: FilePath;
  readonly promise: Promise<WorkflowReport>;
  readonly resolve: (report: WorkflowReport) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

/** A worker thread and the jobs it was given. */
class Hand {
  readonly worker: Worker;
  readonly jobs = new Map<number, Waiting>();

  constructor(worker: Worker) {
    this.worker = worker;
  }
}

/**
 * Reports on workflows, made where it costs the author nothing: for closed ones in worker threads,
 * which read the disk; for those with an open buffer here, where their values are at hand. All who
 * ask for one report share the work.
 */
export class ReportService {
  readonly #options: ReportServiceOptions;
  readonly #waiting = new Map<FilePath, Waiting>();
  readonly #queue: Waiting[] = [];
  readonly #hands = new Set<Hand>();
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: ReportServiceOptions) {
    this.#options = options;
  }

  /** The report, if it is there and needs no work. */
  peek(folder: FilePath): WorkflowReport | undefined {
    return this.#caches.engine.peek(workflowReport, folder);
  }

  /** All reports asked for so far; without the report where it is out of date. */
  *known(): Generator<{ folder: FilePath; report: WorkflowReport | undefined }> {
    for (const folder of this.#caches.engine.heldKeys(workflowReport)) {
      yield { folder, report: this.peek(folder) };
    }
  }

  /** Forgets the reports on folders that are no workflows any more. */
  keepOnly(folders: Iterable<FilePath>): void {
    const kept = new Set(folders);
    for (const { folder } of [...this.known()]) {
      if (!kept.has(folder)) this.#caches.engine.forget(workflowReport, folder);
    }
  }

  /** The report as the workspace is now. `urgent` ones go before those of the scan. */
  async get(folder: FilePath, urgent = true): Promise<WorkflowReport> {
    const { caches } = this.#options.workspace;
    caches.beginPass();
    const known = caches.engine.verified(workflowReport, folder);
    if (known !== undefined) return known;
    return this.isOpen(folder) ? caches.ask(workflowReport, folder) : this.#order(folder, urgent);
  }

  /** Ends the workers. Who still waits gets an error. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    this.#queue.length = 0;
    for (const waiting of this.#waiting.values())
      waiting.reject(new Error('The server is ending.'));
    this.#waiting.clear();
    await this.#retire();
  }

  get #caches() {
    return this.#options.workspace.caches;
  }

  /** Whether a buffer is open in a folder: then its values are made on the main thread. */
  isOpen(folder: FilePath): boolean {
    for (const file of this.#options.workspace.files.buffers.keys()) {
      if (below(folder, file) !== undefined) return true;
    }
    return false;
  }

  #order(folder: FilePath, urgent: boolean): Promise<WorkflowReport> {
    let waiting = this.#waiting.get(folder);
    if (waiting === undefined) {
      const { promise, resolve, reject } = withResolvers<WorkflowReport>();
      waiting = { folder, promise, resolve, reject, attempts: 0 };
      this.#waiting.set(folder, waiting);
      this.#queue.push(waiting);
    }
    const position = urgent ? this.#queue.indexOf(waiting) : 0;
    if (position > 0) this.#queue.unshift(...this.#queue.splice(position, 1));
    this.#dispatch();
    return waiting.promise;
  }

  #dispatch(): void {
    clearTimeout(this.#idle);
    while (this.#queue.length > 0) {
      const hand = this.#freeHand();
      const waiting = hand === undefined ? undefined : this.#queue.shift();
      if (hand === undefined || waiting === undefined) break;
      const { folder } = waiting;
      const job: ReportJob = { id: this.#nextId++, folder, context: this.#options.context() };
      hand.jobs.set(job.id, waiting);
      hand.worker.postMessage(job);
    }
    if ([...this.#hands].every(({ jobs }) => jobs.size === 0)) {
      this.#idle = setTimeout(() => void this.#retire(), IDLE_MILLISECONDS).unref();
    }
  }

  /** A worker that can take a job, a new one if that is worth it. */
  #freeHand(): Hand | undefined {
    const { mostWorkers = MOST_WORKERS } = this.#options;
    const wanted = Math.min(mostWorkers, Math.ceil(this.#queue.length / JOBS_FOR_A_WORKER));
    if (this.#hands.size < Math.max(1, wanted)) return this.#start();
    return [...this.#hands].find(({ jobs }) => jobs.size < IN_FLIGHT);
  }

  #start(): Hand {
    const hand = new Hand(this.#options.startWorker());
    this.#hands.add(hand);
    const { worker } = hand;
    worker.unref();
    worker.on('message', (result: ReportResult) => this.#receive(hand, result));
    worker.on('error', (error) => this.#lost(hand, error.message));
    worker.on('exit', (code) => this.#lost(hand, `exit code ${code}`));
    return hand;
  }

  async #retire(): Promise<void> {
    const hands = [...this.#hands];
    this.#hands.clear();
    await Promise.all(hands.map(({ worker }) => worker.terminate()));
  }

  #receive(hand: Hand, result: ReportResult): void {
    const waiting = hand.jobs.get(result.id);
    hand.jobs.delete(result.id);
    if (waiting !== undefined) {
      if ('error' in result) {
        this.#options.onTrouble(`The report on ${waiting.folder} failed: ${result.error}`);
        this.#makeHere(waiting);
      } else {
        this.#take(waiting, result);
      }
    }
    this.#dispatch();
  }

  #take(waiting: Waiting, { report, reads }: ReportDone): void {
    const { folder } = waiting;
    if (
      !this.isOpen(folder) &&
      this.#caches.engine.install(workflowReport, folder, report, reads)
    ) {
      this.#waiting.delete(folder);
      waiting.resolve(report);
    } else if (++waiting.attempts < ATTEMPTS && !this.isOpen(folder)) {
      this.#queue.unshift(waiting);
    } else {
      this.#makeHere(waiting);
    }
  }

  #makeHere(waiting: Waiting): void {
    this.#waiting.delete(waiting.folder);
    try {
      this.#caches.beginPass();
      waiting.resolve(this.#caches.ask(workflowReport, waiting.folder));
    } catch (error) {
      waiting.reject(error);
    }
  }

  /** A worker died: its jobs are done here, and the next job may start another one. */
  #lost(hand: Hand, reason: string): void {
    if (!this.#hands.delete(hand)) return;
    this.#options.onTrouble(`A scanning worker ended unexpectedly: ${reason}`);
    for (const waiting of hand.jobs.values()) this.#makeHere(waiting);
    this.#dispatch();
  }
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
