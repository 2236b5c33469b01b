import { randomInt, randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  codeOf,
  diskFailure,
  makeFolder,
  type StateDisk,
  type StateFailure,
} from './state-disk.ts';

/** How long a lock may be older than its last sign of life, in milliseconds: then its holder was killed. */
const STALE_AFTER = 3_000;

/** How often a holder gives a sign of life, in milliseconds; a write takes one or two. */
const SIGN_OF_LIFE = 1_000;

/**
 * How long to wait for a lock, in milliseconds. Longer than it takes until a killed holder's lock is stale, plus the
 * second by which proper-lockfile dates a process's first lock ahead when it probes the clock of the disk.
 */
const PATIENCE = 5_000;

/** The pauses between two tries grow to this, in milliseconds. */
const LONGEST_PAUSE = 40;

/** Loaded when a session is first written: it listens to signals and patches `fs.close`. */
let library: Promise<typeof import('proper-lockfile')> | undefined;

/** A lock that is held. */
export interface HeldLock {
  /** Whether nobody took it over: asked right before what it protects. */
  stillOurs(): boolean;
}

/** The last to wait for each lock in this process; it never rejects. */
const queues = new Map<string, Promise<unknown>>();

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
  const turn = (queues.get(lockPath) ?? Promise.resolve()).then(hold);
  const over = (): void => {
    if (queues.get(lockPath) === last) queues.delete(lockPath);
  };
  const last = turn.then(over, over);
  queues.set(lockPath, last);
  return turn;
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
  library ??= import('proper-lockfile');
  const { lock } = await library;
  let compromised = false;
  const calls = lockDisk(disk);
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
  const stillOurs = (): boolean => !compromised && holderOf(lockPath, disk) === token;
  return {
    stillOurs,
    async release() {
      if (!stillOurs()) return; // proper-lockfile would remove the lock of whoever took it over.
      try {
        await release();
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

type Callback = (error: unknown, result?: unknown) => void;

/** What proper-lockfile calls, and the token that stands in each lock that was made. */
interface LockDisk {
  readonly tokens: ReadonlyMap<string, string>;
}

/** One for each disk: proper-lockfile remembers on it how precise the disk's clock is, and probes each new one. */
const lockDisks = new WeakMap<StateDisk, LockDisk>();

/**
 * The disk in the form that proper-lockfile calls.
 *
 * It answers at once: four turns through the thread pool less for each lock. proper-lockfile's own `lockSync` does the
 * same, but probes the clock each time, which dates every lock up to a second ahead.
 *
 * What proper-lockfile takes for a folder is a file with a token, so that a holder can tell its lock from the one of
 * a process that took it over: a new folder has the same inode, and the same times as long as the clock has not ticked.
 */
function lockDisk(disk: StateDisk): LockDisk {
  const known = lockDisks.get(disk);
  if (known !== undefined) return known;
  const tokens = new Map<string, string>();
  const make = (file: string): void => {
    const token = `${process.pid} ${randomUUID()}`;
    disk.writeFileSync(file, token, { flag: 'wx' });
    tokens.set(file, token);
  };
  const calls = {
    tokens,
    mkdir: (file: string, then: Callback) => answer(then, () => make(file)),
    stat: (file: string, then: Callback) => answer(then, () => disk.statSync(file)),
    rmdir: (file: string, then: Callback) => answer(then, () => disk.unlinkSync(file)),
    utimes: (file: string, accessed: Date, modified: Date, then: Callback) =>
      answer(then, () => disk.utimesSync(file, accessed, modified)),
    rmdirSync: (file: string) => disk.unlinkSync(file),
  };
  lockDisks.set(disk, calls);
  return calls;
}

function answer(then: Callback, call: () => unknown): void {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    then(error);
    return;
  }
  then(null, result);
}
