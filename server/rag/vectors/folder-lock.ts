import path from 'node:path';
import lockfile from 'proper-lockfile';
import type { FilePath } from '../../workspace/paths.ts';

/** How long the lock may be older than its last sign of life, in milliseconds: then its holder was killed. */
const STALE_AFTER = 10_000;

/** How often the holder gives a sign of life, in milliseconds. */
const SIGN_OF_LIFE = 2_000;

/** The right to write in a folder, which one process has at a time and keeps until its end. */
export class FolderLock {
  readonly #folder: FilePath;
  #release: (() => Promise<void>) | undefined;

  constructor(folder: FilePath) {
    this.#folder = folder;
  }

  /** Whether we may write; false as soon as somebody took us for dead. */
  get held(): boolean {
    return this.#release !== undefined;
  }

  /** Takes the lock if it is free, and does not wait. Rejects with the disk's error where it cannot be made. */
  async tryToTake(): Promise<boolean> {
    if (this.held) return true;
    try {
      this.#release = await lockfile.lock(this.#folder, {
        lockfilePath: path.join(this.#folder, 'writer.lock'),
        realpath: false,
        retries: 0,
        stale: STALE_AFTER,
        update: SIGN_OF_LIFE,
        // Called by a timer, where nobody could catch what is thrown.
        onCompromised: () => {
          this.#release = undefined;
        },
      });
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return false;
      throw error;
    }
  }

  async release(): Promise<void> {
    const release = this.#release;
    this.#release = undefined;
    try {
      await release?.();
    } catch {
      // It turns stale by itself.
    }
  }
}
