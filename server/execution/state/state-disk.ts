import {
  closeSync,
  fchmodSync,
  fsync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * All that the state store asks of the disk, in one place so that a test can make any of it fail. Only what waits
 * for the device is asynchronous: the rest takes microseconds, and each turn through the thread pool would cost more.
 */
export const nodeDisk = {
  closeSync,
  fchmodSync,
  fsync: promisify(fsync),
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} as const;

export type StateDisk = typeof nodeDisk;

/** What could not be done, and what the user can do about it. */
export interface StateFailure {
  readonly kind: 'failed';
  /** `busy`, `not-a-file`, `too-large`, `already-archived`, or the system's code (`ENOSPC`, `EACCES` …). */
  readonly code: string;
  /** A sentence. */
  readonly reason: string;
  /** A sentence. */
  readonly remediation: string;
}

/** The system's code of an error that a call to the disk threw. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

/** An error of the disk as a value. */
export function diskFailure(error: unknown, file: string): StateFailure {
  const code = codeOf(error);
  const [why, remediation] = explain(code, path.dirname(file));
  const said = code === 'UNKNOWN' ? `${why} (${String(error)})` : why;
  return { kind: 'failed', code, reason: `"${file}" cannot be written: ${said}.`, remediation };
}

function explain(code: string, folder: string): readonly [why: string, remediation: string] {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return ['permission is denied', `Give your user the right to write in "${folder}".`];
    case 'EROFS':
      return ['the disk is read-only', 'Move the workspace to a disk that can be written.'];
    case 'ENOSPC':
    case 'EDQUOT':
      return ['the disk is full', 'Free some space, then try again.'];
    case 'ENOTDIR':
    case 'EEXIST':
      return [
        'a file stands where a folder should be',
        `Remove or rename the file that is in the way of "${folder}".`,
      ];
    case 'EMFILE':
    case 'ENFILE':
      return ['too many files are open', 'Close some programs, then try again.'];
    case 'ENOENT':
      return ['its folder disappeared meanwhile', 'Try again.'];
    case 'EIO':
      return ['the disk reports an error', 'Check the disk; the last saved state may be lost.'];
    default:
      return [`the system says ${code}`, `Check that "${folder}" can be written, then try again.`];
  }
}

/** What the systems answer that cannot flush a folder; they keep its entries safe by other means. */
const FOLDERS_ARE_NOT_FLUSHED = new Set([
  'EINVAL',
  'EISDIR',
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EBADF',
]);

/**
 * Waits until the entries of a folder are on the disk: a renamed file survives a power cut only then.
 *
 * @throws what the disk says, unless it is that folders cannot be flushed.
 */
export async function flushFolder(folder: string, disk: StateDisk): Promise<void> {
  let descriptor: number | undefined;
  try {
    descriptor = disk.openSync(folder, 'r');
    await disk.fsync(descriptor);
  } catch (error) {
    if (!FOLDERS_ARE_NOT_FLUSHED.has(codeOf(error))) throw error;
  } finally {
    if (descriptor !== undefined) disk.closeSync(descriptor);
  }
}

/** Makes a folder and those above it, and waits until they are on the disk. */
export async function makeFolder(folder: string, disk: StateDisk): Promise<void> {
  const first = disk.mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  const above = path.dirname(first);
  for (let at = path.dirname(folder); at.startsWith(above); at = path.dirname(at)) {
    await flushFolder(at, disk);
    if (at === above) return;
  }
}
