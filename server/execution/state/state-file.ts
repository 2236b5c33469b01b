import path from 'node:path';
import { LARGEST_FILE } from '../../workspace/disk.ts';
import { compare, type StateFileConflict, tooLarge, underFileLock } from './file-guard.ts';
import { removeLeftovers } from './leftovers.ts';
import { flushFolder, nodeDisk, type StateDisk, type StateFailure } from './state-disk.ts';
import { type HeldLock, underLock } from './state-lock.ts';
import { discard, writeTemporary } from './temporary-file.ts';

export type WriteOutcome = { readonly kind: 'written' } | StateFileConflict | StateFailure;
export type DeleteOutcome = { readonly kind: 'deleted' } | StateFileConflict | StateFailure;

export interface StateFileChange {
  /** The exact text that `text` was computed from; undefined: there must be no file. */
  readonly expected: string | undefined;
  readonly text: string;
}

/**
 * Replaces a state file in one step, if it still says what the caller expects (compare and set). When `written` is
 * answered, the text is on the disk and survives a power cut; whoever reads meanwhile sees the old text or the new one.
 *
 * Writers of praxis-ls take turns by a lock beside the file, `<file>.lock`. The original engine knows no lock: what it
 * wrote is noticed by the comparison, right before the rename. The folder is created if it is missing.
 */
export async function writeStateFile(
  file: string,
  { expected, text }: StateFileChange,
  disk: StateDisk = nodeDisk,
): Promise<WriteOutcome> {
  const size = Buffer.byteLength(text);
  if (size > LARGEST_FILE) return tooLarge(file, size);
  const outcome = await underFileLock(
    file,
    (lock) => replace(file, { expected, text }, lock, disk),
    disk,
    { createFolder: true },
  );
  removeLeftovers(path.dirname(file), disk);
  return outcome;
}

/** Writes a state file that must not exist yet. */
export function createStateFile(
  file: string,
  text: string,
  disk: StateDisk = nodeDisk,
): Promise<WriteOutcome> {
  return writeStateFile(file, { expected: undefined, text }, disk);
}

/** Removes a state file for good, if it still says what the caller expects; one that is gone is a conflict. */
export function deleteStateFile(
  file: string,
  expected: string,
  disk: StateDisk = nodeDisk,
): Promise<DeleteOutcome> {
  return underFileLock<DeleteOutcome>(
    file,
    async (lock) => {
      const difference = compare(file, expected, lock, disk);
      if (difference !== undefined) return difference;
      disk.unlinkSync(file);
      await flushFolder(path.dirname(file), disk);
      return { kind: 'deleted' };
    },
    disk,
    { createFolder: false },
  );
}

/**
 * Runs `action` while no other praxis-ls runs one for the same folder: for looking whether a session exists, and
 * creating it if not. State files can be written meanwhile, by `action` too. What `action` throws is thrown.
 */
export function withFolderLock<T>(
  folder: string,
  action: () => Promise<T>,
  disk: StateDisk = nodeDisk,
): Promise<{ readonly kind: 'done'; readonly value: T } | StateFailure> {
  return underLock(
    path.join(folder, '.praxis-ls.lock'),
    async () => ({ kind: 'done' as const, value: await action() }),
    disk,
    { createFolder: true },
  );
}

async function replace(
  file: string,
  { expected, text }: StateFileChange,
  lock: HeldLock,
  disk: StateDisk,
): Promise<WriteOutcome> {
  const temporary = await writeTemporary(file, text, disk);
  let renamed = false;
  try {
    const difference = compare(file, expected, lock, disk);
    if (difference !== undefined) return difference;
    disk.renameSync(temporary, file);
    renamed = true;
    await flushFolder(path.dirname(file), disk);
    return { kind: 'written' };
  } finally {
    if (!renamed) discard(temporary, disk);
  }
}
