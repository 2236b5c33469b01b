import { CELL, type Cell } from '../caches/cell.ts';
import { DEEPEST_SEARCH, explore, workflowFolders } from '../workspace/discovery.ts';
import { inSlices } from '../workspace/slices.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ReportService } from './report-service.ts';

export interface ScanState {
  readonly state: 'exploring' | 'reading' | 'done';
  readonly workflows: number;
  /** Workflows read so far. */
  readonly read: number;
  readonly searchDepth: number;
}

export interface ScannerOptions {
  readonly workspace: Workspace;
  readonly reports: ReportService;
  readonly searchDepth: Cell<number>;
  /** Called as the scan goes on, and once when it is done. */
  readonly onProgress: (state: ScanState) => void;
}

/** What the author has open is looked at first; the scan lets it have both cores for so long. */
const HEAD_START_MILLISECONDS = 300;
/** Changes on disk are gathered for so long before the workflows they concern are read again. */
const REST_MILLISECONDS = 200;

/**
 * Gets to know the workspace behind the author's back: first which workflows there are, then what
 * is wrong in each. Nothing waits for it, and it makes room whenever a message comes.
 */
export class Scanner {
  readonly #options: ScannerOptions;
  #state: ScanState;
  #explored: Promise<void> | undefined;
  #generation = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Something changed while the scan was going on. */
  #disturbed = false;

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#state = {
      state: 'exploring',
      workflows: 0,
      read: 0,
      searchDepth: options.searchDepth.value,
    };
  }

  get state(): ScanState {
    return this.#state;
  }

  /** Settles when it is known which workflows there are. Who asks does not wait for the start. */
  readonly explored = async (): Promise<void> => {
    for (let generation = -1; generation !== this.#generation; ) {
      generation = this.#generation;
      this.#explored ??= this.#explore(generation);
      await this.#explored;
    }
  };

  /** Begins after a head start for the author, or begins anew because the roots changed. */
  start(): void {
    const generation = ++this.#generation;
    this.#explored = undefined;
    this.#disturbed = false;
    this.#report({ state: 'exploring', workflows: 0, read: 0 });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      this.#timer = undefined;
      await this.explored();
      await this.#read(generation);
    }, HEAD_START_MILLISECONDS);
  }

  /** Something changed on disk: what it concerns is read again, after a rest. */
  disturbed(): void {
    if (this.#state.state !== 'done') {
      this.#disturbed = true;
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#read(this.#generation);
    }, REST_MILLISECONDS).unref();
  }

  close(): void {
    this.#generation++;
    clearTimeout(this.#timer);
  }

  async #explore(generation: number): Promise<void> {
    const { workspace, searchDepth } = this.#options;
    this.#report({ state: 'exploring', workflows: 0, read: 0 });
    searchDepth.value = DEEPEST_SEARCH;
    const depth = await inSlices(explore(workspace.caches, workspace.roots.value), {
      begin: () => workspace.caches.beginPass(),
      isCancelled: () => generation !== this.#generation,
    });
    if (depth !== undefined) searchDepth.value = depth;
  }

  async #read(generation: number): Promise<void> {
    const { workspace, reports } = this.#options;
    if (generation !== this.#generation) return;
    workspace.caches.beginPass();
    const folders = workspace.caches.ask(workflowFolders, CELL);
    reports.keepOnly(folders);
    let read = 0;
    this.#report({ state: 'reading', workflows: folders.length, read });
    const one = async (folder: string): Promise<void> => {
      // Those with an open buffer are looked after by the publisher.
      if (!reports.isOpen(folder) && reports.peek(folder) === undefined) {
        await reports.get(folder, false);
      }
      if (generation === this.#generation) {
        this.#report({ state: 'reading', workflows: folders.length, read: ++read });
      }
    };
    const pending = await inSlices(each(folders, one), {
      isCancelled: () => generation !== this.#generation,
    });
    await Promise.allSettled(pending ?? []);
    if (generation === this.#generation) {
      this.#report({ state: 'done', workflows: folders.length, read });
      if (this.#disturbed) {
        this.#disturbed = false;
        this.disturbed();
      }
    }
  }

  #report(state: Omit<ScanState, 'searchDepth'>): void {
    this.#state = { ...state, searchDepth: this.#options.searchDepth.value };
    this.#options.onProgress(this.#state);
  }
}

function* each<T>(
  items: readonly T[],
  start: (item: T) => Promise<void>,
): Generator<void, Promise<void>[]> {
  const started: Promise<void>[] = [];
  for (const item of items) {
    started.push(start(item));
    yield;
  }
  return started;
}
