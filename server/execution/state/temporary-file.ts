import { randomBytes } from 'node:crypto';
import type { StateDisk } from './state-disk.ts';

/** The end of a temporary file's name: the original engine looks for `*.json` and must not see it. */
export const TEMPORARY_NAME = /\.\d+-[0-9a-f]{8}\.tmp$/;

/**
 * Writes a new file beside `file`, with the permissions of what stands there, and waits until its content is on the
 * disk: renaming it is all that is left to do. Answers its path.
 *
 * @throws what the disk says; then nothing is left of it.
 */
export async function writeTemporary(
  file: string,
  content: string | Uint8Array,
  disk: StateDisk,
): Promise<string> {
  const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  const mode = disk.lstatSync(file, { throwIfNoEntry: false })?.mode;
  const descriptor = disk.openSync(temporary, 'wx');
  try {
    if (mode !== undefined) disk.fchmodSync(descriptor, mode & 0o777);
    disk.writeFileSync(descriptor, content);
    await disk.fsync(descriptor);
  } catch (error) {
    discard(temporary, disk);
    throw error;
  } finally {
    disk.closeSync(descriptor);
  }
  return temporary;
}

/** Removes a temporary file after a failure. */
export function discard(temporary: string, disk: StateDisk): void {
  try {
    disk.unlinkSync(temporary);
  } catch {
    // It goes with the leftovers: what failed before is what the caller should hear of.
  }
}
