import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import { ancestorsOf, below, type FilePath } from './paths.ts';

export interface WatcherListener {
  /** Something happened at these paths; one call for all that came in one turn of the loop. */
  onEvents(paths: readonly FilePath[]): void;
  /** A folder is watched from now on; what happened in it before that went unseen. */
  onWatching(folder: FilePath): void;
  /** More happened than can be told, or watching failed: everything may have changed. */
  onLost(reason: string): void;
}

export interface WatcherState {
  readonly state: 'watching' | 'limited' | 'failed' | 'off';
  /** Folders watched now. */
  readonly folders: number;
  readonly reason?: string;
}

/** Folders watched at the most; inotify's default limit for a user is not ours alone. */
const LIMIT = 20_000;
/** Folders that are begun to be watched in one go, so that the loop is never held for long. */
const SLICE_MILLISECONDS = 4;
/**
 * The kernel drops events without a word when its queue is full (16,384 on Linux) and libuv does
 * not pass that on: so many events at once mean that some may be missing.
 */
const SUSPICIOUS_BURST = 8_000;

/**
 * Watches exactly the folders that some answer was made from, each by itself and not below: what a
 * value read is what is watched. Clients cannot be relied upon to tell (DESIGN.md, section 3), and
 * a recursive watcher has no bound.
 */
export class Watcher {
  readonly #listener: WatcherListener;
  /** How many inputs rely on each folder. */
  readonly #uses = new Map<FilePath, number>();
  readonly #watches = new Map<FilePath, FSWatcher>();
  readonly #waiting = new Set<FilePath>();
  /** Folders that somebody relies on and that are not there: watched as soon as they are. */
  readonly #absent = new Set<FilePath>();
  #events = new Set<FilePath>();
  #flushing: NodeJS.Immediate | undefined;
  #starting: NodeJS.Immediate | undefined;
  #trouble: { state: 'limited' | 'failed'; reason: string } | undefined;
  #closed = false;

  constructor(listener: WatcherListener) {
    this.#listener = listener;
  }

  get state(): WatcherState {
    if (this.#closed) return { state: 'off', folders: 0 };
    return { state: 'watching', ...this.#trouble, folders: this.#watches.size };
  }

  add(folder: FilePath): void {
    const uses = this.#uses.get(folder) ?? 0;
    this.#uses.set(folder, uses + 1);
    if (uses === 0 && !this.#closed) this.#want(folder);
  }

  remove(folder: FilePath): void {
    const uses = this.#uses.get(folder) ?? 0;
    if (uses > 1) {
      this.#uses.set(folder, uses - 1);
      return;
    }
    this.#uses.delete(folder);
    this.#waiting.delete(folder);
    this.#absent.delete(folder);
    this.#stop(folder);
  }

  close(): void {
    this.#closed = true;
    this.#waiting.clear();
    clearImmediate(this.#starting);
    clearImmediate(this.#flushing);
    for (const folder of [...this.#watches.keys()]) this.#stop(folder);
  }

  #want(folder: FilePath): void {
    this.#waiting.add(folder);
    this.#starting ??= setImmediate(() => this.#startSome());
  }

  #startSome(): void {
    this.#starting = undefined;
    const until = performance.now() + SLICE_MILLISECONDS;
    for (const folder of this.#waiting) {
      this.#waiting.delete(folder);
      this.#start(folder);
      if (performance.now() >= until) break;
    }
    if (this.#waiting.size > 0) this.#starting = setImmediate(() => this.#startSome());
  }

  #start(folder: FilePath): void {
    if (this.#watches.has(folder)) return;
    if (this.#watches.size >= LIMIT) {
      if (this.#trouble === undefined) {
        const reason = `there are more than ${LIMIT} folders to watch`;
        this.#trouble = { state: 'limited', reason };
        this.#listener.onLost(reason);
      }
      return;
    }
    try {
      const watcher = watch(folder, { persistent: false }, (_kind, name) => {
        this.#note(name === null ? folder : path.join(folder, name));
        // inotify reports the end of the folder itself under its own name.
        if (name === path.basename(folder)) this.#renew(folder);
      });
      watcher.on('error', () => this.#renew(folder));
      this.#watches.set(folder, watcher);
      this.#absent.delete(folder);
      this.#listener.onWatching(folder);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // A folder that is not there is told of by the one above it, which somebody listed. So is one
      // that may not be watched: it cannot be read either, and is reported where that is tried.
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EPERM') {
        this.#absent.add(folder);
        return;
      }
      const reason =
        code === 'ENOSPC' || code === 'EMFILE'
          ? `the system's limit for watched folders is reached (${code})`
          : `watching ${folder} failed (${String(code)})`;
      this.#trouble = { state: 'failed', reason };
      this.#listener.onLost(reason);
    }
  }

  /** The folder went, or came back as another one: watch what is there and below it now. */
  #renew(folder: FilePath): void {
    this.#note(folder);
    for (const watched of [...this.#watches.keys()]) {
      if (watched !== folder && below(folder, watched) === undefined) continue;
      this.#stop(watched);
      if (!this.#closed) this.#want(watched);
    }
  }

  #stop(folder: FilePath): void {
    this.#watches.get(folder)?.close();
    this.#watches.delete(folder);
  }

  #note(file: FilePath): void {
    this.#events.add(file);
    this.#flushing ??= setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#flushing = undefined;
    const events = this.#events;
    this.#events = new Set();
    // What appears in a watched folder may be, or hold, a folder that was waited for.
    for (const folder of this.#absent) {
      if ([folder, ...ancestorsOf(folder)].some((above) => events.has(above))) this.#want(folder);
    }
    if (events.size >= SUSPICIOUS_BURST) {
      this.#listener.onLost(`${events.size} changes at once: some may have gone unreported`);
    } else {
      this.#listener.onEvents([...events]);
    }
  }
}
