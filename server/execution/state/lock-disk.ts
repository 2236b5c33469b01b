import { randomUUID } from 'node:crypto';
import { answer, type Callback } from '../../workspace/lock-answer.ts';
import type { StateDisk } from './state-disk.ts';

/** What proper-lockfile calls, and what it did. */
interface LockDisk {
  /** The token that stands in each lock that was made. */
  readonly tokens: Map<string, string>;
  /** The locks that were removed: while one is being made, because it was stale. */
  readonly removed: Set<string>;
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
export function lockDisk(disk: StateDisk): LockDisk {
  const known = lockDisks.get(disk);
  if (known !== undefined) return known;
  const tokens = new Map<string, string>();
  const make = (file: string): void => {
    const token = `${process.pid} ${randomUUID()}`;
    disk.writeFileSync(file, token, { flag: 'wx' });
    tokens.set(file, token);
  };
  const removed = new Set<string>();
  const remove = (file: string): void => {
    disk.unlinkSync(file);
    removed.add(file);
  };
  const calls = {
    tokens,
    removed,
    mkdir: (file: string, then: Callback) => answer(then, () => make(file)),
    stat: (file: string, then: Callback) => answer(then, () => disk.statSync(file)),
    rmdir: (file: string, then: Callback) => answer(then, () => remove(file)),
    utimes: (file: string, accessed: Date, modified: Date, then: Callback) =>
      answer(then, () => disk.utimesSync(file, accessed, modified)),
    rmdirSync: (file: string) => disk.unlinkSync(file),
  };
  lockDisks.set(disk, calls);
  return calls;
}
