import { randomInt } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockDisk } from './lock-disk.ts';
import {
  codeOf,
  diskFailure,
  makeFolder,
  type StateDisk,
  type StateFailure,
} from './state-disk.ts';
import { Turns } from './turns.ts';

/** How long a lock may be older than its last sign of life, in milliseconds: then its holder was killed. */
const STALE_AFTER = 3_000;

/** How often a holder gives a sign of life, in milliseconds; a write takes one or two. */
const SIGN_OF_LIFE = 1_000;

/**
 * How long to wait for a lock, in milliseconds. Longer than it takes until a killed holder's lock is stale, plus the
 * second by which proper-lockfile dates a process's first lock ahead when it probes the clock of the disk.
 */
const PATIENCE = 5_000;

/**
 * How long whoever takes over a lock waits, in milliseconds: its holder may not have been killed but stopped, right
 * between asking whether the lock is still its own and what it protects.
 */
const GRACE = 100;

/** The pauses between two tries grow to this, in milliseconds. */
const LONGEST_PAUSE = 40;

let library: Promise<typeof import('./lock-library.ts')> | undefined;

/** A lock that is held. */
export interface HeldLock {
  /** Whether nobody took it over: asked right before what it protects. */
  stillOurs(): boolean;
}

/** Of all in this process that wait for the same lock, one tries to take it. */
const queues = new Turns();

/**
 * Runs `action` while this process holds the lock at `lockPath`: a file that is made, and removed afterwards.
 * Callers in this process queue; other processes are waited for, five seconds in all.
 *
 * Errors of the disk while taking the lock are values; what `action` throws is thrown. `createFolder` makes the folder
 * that the lock stands in; without it, a folder that is missing answers `ENOENT`.
 */
export function underLock<T>(
  lockPath: string,
  action: (lock: HeldLock) => Promise<T>,
  disk: StateDisk,
  { createFolder }: { readonly createFolder: boolean },
): Promise<T | StateFailure> {
  const deadline = performance.now() + PATIENCE;
  const hold = async (): Promise<T | StateFailure> => {
    const lock = await take(lockPath, deadline, disk, createFolder);
    if ('kind' in lock) return lock;
    try {
      return await action(lock);
    } finally {
      await lock.release();
    }
  };
  return queues.take(lockPath, hold);
}

async function take(
  lockPath: string,
  deadline: number,
  disk: StateDisk,
  createFolder: boolean,
): Promise<(HeldLock & { release(): Promise<void> }) | StateFailure> {
  const folder = path.dirname(lockPath);
  let longest = 2;
  for (;;) {
    try {
      return await tryLock(lockPath, disk);
    } catch (error) {
      const code = codeOf(error);
      // Also what it says when someone takes a lock over while it is being made.
      const isMissing = code === 'ENOENT' && (createFolder || exists(folder, disk));
      if (code !== 'ELOCKED' && !isMissing) return diskFailure(error, lockPath);
      if (isMissing && createFolder) {
        const failure = await made(folder, lockPath, disk);
        if (failure !== undefined) return failure;
      }
    }
    if (performance.now() > deadline) return busy(lockPath);
    await sleep(randomInt(1, longest + 1));
    longest = Math.min(longest * 2, LONGEST_PAUSE);
  }
}

async function made(
  folder: string,
  lockPath: string,
  disk: StateDisk,
): Promise<StateFailure | undefined> {
  try {
    await makeFolder(folder, disk);
    return undefined;
  } catch (error) {
    return diskFailure(error, lockPath);
  }
}

function exists(folder: string, disk: StateDisk): boolean {
  try {
    return disk.statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

async function tryLock(
  lockPath: string,
  disk: StateDisk,
): Promise<HeldLock & { release(): Promise<void> }> {
  library ??= import('./lock-library.ts');
  const { lock } = await library;
  let compromised = false;
  const calls = lockDisk(disk);
  calls.removed.delete(lockPath);
  const release = await lock(lockPath, {
    lockfilePath: lockPath,
    realpath: false,
    retries: 0,
    stale: STALE_AFTER,
    update: SIGN_OF_LIFE,
    fs: calls,
    // Called by a timer, where nobody could catch what is thrown.
    onCompromised: () => {
      compromised = true;
    },
  });
  const token = calls.tokens.get(lockPath);
  if (calls.removed.delete(lockPath)) await sleep(GRACE);
  const stillOurs = (): boolean => !compromised && holderOf(lockPath, disk) === token;
  return {
    stillOurs,
    async release() {
      if (!stillOurs()) return; // proper-lockfile would remove the lock of whoever took it over.
      try {
        await release();
        calls.removed.delete(lockPath);
        calls.tokens.delete(lockPath);
      } catch {
        // It turns stale by itself, and whoever wants it next is told what the disk says.
      }
    },
  };
}

/** The token in a lock; undefined if there is no lock, or none that can be read. */
function holderOf(lockPath: string, disk: StateDisk): string | undefined {
  try {
    return disk.readFileSync(lockPath, 'utf8');
  } catch {
    return undefined; // It is gone.
  }
}

function busy(lockPath: string): StateFailure {
  return {
    kind: 'failed',
    code: 'busy',
    reason: `Another process has been holding "${lockPath}" for ${PATIENCE / 1000} seconds.`,
    remediation: 'Try again. If no other praxis-ls runs on this workspace, remove that file.',
  };
}
