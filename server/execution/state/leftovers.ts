import path from 'node:path';
import type { StateDisk } from './state-disk.ts';
import { TEMPORARY_NAME } from './temporary-file.ts';

/** The locks of files and of folders. */
const LOCK_NAME = /(?:\.json|^\.praxis-ls)\.lock$/;

/** A writer that lives is done long before, or touches its lock each second. In milliseconds. */
const ABANDONED_AFTER = 60_000;

/** When each folder was last looked through by this process. */
const lookedThrough = new Map<string, number>();

/** Removes what killed writers left in a folder of states: temporary files, and locks. Looks once a minute. */
export function removeLeftovers(folder: string, disk: StateDisk, now: number = Date.now()): void {
  const last = lookedThrough.get(folder);
  if (last !== undefined && Math.abs(now - last) < ABANDONED_AFTER) return;
  lookedThrough.set(folder, now);
  try {
    for (const name of disk.readdirSync(folder)) {
      if (LOCK_NAME.test(name) || TEMPORARY_NAME.test(name)) {
        remove(path.join(folder, name), disk, now);
      }
    }
  } catch {
    // The folder cannot be listed: nothing depends on this, and the next minute has another look.
  }
}

function remove(file: string, disk: StateDisk, now: number): void {
  try {
    if (now - disk.lstatSync(file).mtimeMs < ABANDONED_AFTER) return;
    disk.unlinkSync(file);
  } catch {
    // Another process was faster, or it is not ours to remove.
  }
}
