import { statSync } from 'node:fs';
import path from 'node:path';
import lockfile from 'proper-lockfile';
import type { FilePath } from '../../workspace/paths.ts';
import { lockCalls, removeLock } from './lock-calls.ts';
import { isOfTheDead, OUR_TOKEN, tokenIn } from './lock-holder.ts';

/**
 * How long the lock may be older than its last sign of life, in milliseconds: then its holder was killed. If that is
 * certain, nobody waits for it.
 */
const STALE_AFTER = 10_000;

/** How often the holder gives a sign of life, in milliseconds. */
const SIGN_OF_LIFE = 2_000;

/** The right to write in a folder, which one process has at a time and keeps until its end. */
export class FolderLock {
  readonly #folder: FilePath;
  readonly #lock: FilePath;
  #release: (() => Promise<void>) | undefined;

  constructor(folder: FilePath) {
    this.#folder = folder;
    this.#lock = path.join(folder, 'writer.lock');
  }

  /** Whether we may write; false as soon as somebody took us for dead. */
  get held(): boolean {
    return this.#release !== undefined;
  }

  /** Takes the lock if it is free, and does not wait. Rejects with the disk's error where it cannot be made. */
  async tryToTake(): Promise<boolean> {
    if (this.held) return true;
    if (this.#isAbandoned() && !(await this.#removeAbandoned())) return false;
    const release = await taken(this.#folder, this.#lock, {
      fs: lockCalls,
      // Called by a timer, where nobody could catch what is thrown.
      onCompromised: () => {
        this.#release = undefined;
      },
    });
    this.#release = release;
    return release !== undefined;
  }

  async release(): Promise<void> {
    const release = this.#release;
    this.#release = undefined;
    if (tokenIn(this.#lock) !== OUR_TOKEN) return; // It is of whoever took us for dead.
    try {
      await release?.();
    } catch {
      // It is that of a dead process soon, and stale by itself.
    }
  }

  #isAbandoned(): boolean {
    const token = tokenIn(this.#lock);
    return isOfTheDead(token) || isStale(this.#lock);
  }

  /**
   * One process at a time looks and removes: else the second would remove the lock of the first, who
   * has taken it meanwhile. Answers whether it was us.
   */
  async #removeAbandoned(): Promise<boolean> {
    const release = await taken(this.#lock, `${this.#lock}.taking`, {
      onCompromised: () => undefined,
    });
    if (release === undefined) return false;
    try {
      if (this.#isAbandoned()) removeLock(this.#lock);
    } finally {
      // What it guarded is done; one that cannot be given back grows stale by itself.
      await release().catch(() => undefined);
    }
    return true;
  }
}

/** Takes a lock; undefined where another has it. */
async function taken(
  what: FilePath,
  lock: FilePath,
  options: Pick<lockfile.LockOptions, 'fs' | 'onCompromised'>,
): Promise<(() => Promise<void>) | undefined> {
  try {
    return await lockfile.lock(what, {
      ...options,
      lockfilePath: lock,
      realpath: false,
      retries: 0,
      stale: STALE_AFTER,
      update: SIGN_OF_LIFE,
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return undefined;
    throw error;
  }
}

function isStale(lock: FilePath): boolean {
  const modified = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return modified !== undefined && modified < Date.now() - STALE_AFTER;
}
