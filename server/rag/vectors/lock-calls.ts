import {
  closeSync,
  openSync,
  rmdirSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { answer, type Callback } from '../../workspace/lock-answer.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { OUR_TOKEN, tokenIn } from './lock-holder.ts';

/**
 * The disk in the form that proper-lockfile calls. What it takes for a folder is a file that says who
 * made it, in the same moment: nobody can mistake a new lock for that of the holder before.
 */
export const lockCalls = {
  mkdir: (file: FilePath, then: Callback) => answer(then, () => make(file)),
  stat: (file: FilePath, then: Callback) => answer(then, () => statSync(file)),
  rmdir: (file: FilePath, then: Callback) => answer(then, () => removeLock(file)),
  utimes: (file: FilePath, accessed: Date, modified: Date, then: Callback) =>
    answer(then, () => utimesSync(file, accessed, modified)),
  // At the end of the process.
  rmdirSync(file: FilePath) {
    if (tokenIn(file) === OUR_TOKEN) unlinkSync(file);
  },
};

/** Removes a lock, whoever made it. Throws what the disk says. */
export function removeLock(file: FilePath): void {
  // An earlier version made a folder.
  if (statSync(file).isDirectory()) rmdirSync(file);
  else unlinkSync(file);
}

function make(file: FilePath): void {
  const descriptor = openSync(file, 'wx');
  try {
    writeFileSync(descriptor, OUR_TOKEN);
  } catch (error) {
    unlinkSync(file); // A full disk takes the name and not the text.
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
