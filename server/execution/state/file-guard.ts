import { LARGEST_FILE } from '../../workspace/disk.ts';
import { codeOf, diskFailure, type StateDisk, type StateFailure } from './state-disk.ts';
import { type HeldLock, underLock } from './state-lock.ts';

/** The file says something else than the caller's new state was computed from. */
export interface StateFileConflict {
  readonly kind: 'conflict';
  /** What it says now; undefined if it is gone. */
  readonly found: string | undefined;
}

/**
 * Runs `action` under the lock of a state file; what the disk throws in it becomes a value. Where the folder is not to
 * be created, one that is missing means that the file is gone.
 */
export async function underFileLock<T extends { readonly kind: string }>(
  file: string,
  action: (lock: HeldLock) => Promise<T>,
  disk: StateDisk,
  options: { readonly createFolder: boolean },
): Promise<T | StateFileConflict | StateFailure> {
  const outcome = await underLock<T | StateFailure>(
    `${file}.lock`,
    async (lock) => {
      try {
        return await action(lock);
      } catch (error) {
        return diskFailure(error, file);
      }
    },
    disk,
    options,
  );
  const isGone = !options.createFolder && 'code' in outcome && outcome.code === 'ENOENT';
  return isGone ? { kind: 'conflict', found: undefined } : outcome;
}

/** What speaks against changing the file now; undefined if nothing does. */
export function compare(
  file: string,
  expected: string | undefined,
  lock: HeldLock,
  disk: StateDisk,
): StateFileConflict | StateFailure | undefined {
  const found = currentText(file, disk);
  if (typeof found === 'object') return found;
  if (found !== expected) return { kind: 'conflict', found };
  if (lock.stillOurs()) return undefined;
  return {
    kind: 'failed',
    code: 'busy',
    reason: `Writing "${file}" took so long that another process took over its lock.`,
    remediation: 'Nothing was changed. Try again.',
  };
}

/** The text of a state file; undefined if there is none. What is no regular file is not followed. */
function currentText(file: string, disk: StateDisk): string | undefined | StateFailure {
  try {
    const stat = disk.lstatSync(file);
    if (!stat.isFile()) return notAFile(file, stat.isSymbolicLink());
    if (stat.size > LARGEST_FILE) return tooLarge(file, stat.size);
    return disk.readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function notAFile(file: string, isLink: boolean): StateFailure {
  return {
    kind: 'failed',
    code: 'not-a-file',
    reason: isLink
      ? `"${file}" is a symbolic link, and sessions are not written through links.`
      : `"${file}" is not a regular file.`,
    remediation: isLink ? 'Put the file itself there.' : 'Remove or rename what stands there.',
  };
}

export function tooLarge(file: string, bytes: number): StateFailure {
  return {
    kind: 'failed',
    code: 'too-large',
    reason: `"${file}" has or would have ${bytes} bytes; praxis-ls reads up to ${LARGEST_FILE}.`,
    remediation: 'Give less evidence: name files instead of pasting what they hold.',
  };
}
