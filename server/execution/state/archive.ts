import path from 'node:path';
import { compare, type StateFileConflict, underFileLock } from './file-guard.ts';
import { parseLocalIso } from './local-time.ts';
import {
  flushFolder,
  makeFolder,
  nodeDisk,
  type StateDisk,
  type StateFailure,
} from './state-disk.ts';

/** A completed session stays among the others for so long after its end, in milliseconds: 7 days. */
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;

/** Where old sessions go, below the folder of states. */
export const ARCHIVE_FOLDER = 'archive';

/** What decides about a state file's place. */
export interface ArchivableState {
  readonly isComplete: boolean;
  /** `updated_at`: a completed session's end. */
  readonly updatedAt: string;
}

export type ArchiveOutcome =
  | { readonly kind: 'archived'; readonly file: string }
  | StateFileConflict
  | StateFailure;

/**
 * The states that belong into the archive at `now`: completed, and 7 days past their end. Incomplete ones never do,
 * nor those whose time cannot be read.
 */
export function archiveCandidates<T extends ArchivableState>(states: readonly T[], now: Date): T[] {
  return states.filter(({ isComplete, updatedAt }) => {
    if (!isComplete) return false;
    const ended = parseLocalIso(updatedAt)?.getTime();
    return ended !== undefined && now.getTime() - ended >= KEPT_FOR;
  });
}

/**
 * Moves a state file to `archive/` beside it, if it still says what the caller expects. Never overwrites: an archived
 * file of the same name is a failure, `already-archived`.
 */
export function archiveStateFile(
  file: string,
  expected: string,
  disk: StateDisk = nodeDisk,
): Promise<ArchiveOutcome> {
  const folder = path.join(path.dirname(file), ARCHIVE_FOLDER);
  const target = path.join(folder, path.basename(file));
  return underFileLock<ArchiveOutcome>(
    file,
    async (lock) => {
      await makeFolder(folder, disk);
      const difference = compare(file, expected, lock, disk);
      if (difference !== undefined) return difference;
      if (disk.lstatSync(target, { throwIfNoEntry: false }) !== undefined) return taken(target);
      disk.renameSync(file, target);
      await flushFolder(folder, disk);
      await flushFolder(path.dirname(file), disk);
      return { kind: 'archived', file: target };
    },
    disk,
    { createFolder: false },
  );
}

function taken(target: string): StateFailure {
  return {
    kind: 'failed',
    code: 'already-archived',
    reason: `"${target}" exists, and nothing in the archive is overwritten.`,
    remediation: 'Compare the two files, and rename or remove one of them.',
  };
}
