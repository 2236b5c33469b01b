import { realpathSync } from 'node:fs';
import path from 'node:path';
import { PraxisError } from '../protocol/errors.ts';
import { type FilePath, isAtOrBelow } from '../workspace/paths.ts';
import type { Run } from './run.ts';

/**
 * Makes sure that a file lies in the workspace, symbolic links resolved: also one that is not there
 * yet, by the part of its path that is.
 *
 * @param what how the file came to be named, as the start of the message: "The target"
 * @throws {PraxisError} PathOutsideWorkspace
 */
export function requireInside(roots: readonly FilePath[], file: FilePath, what: string): void {
  const real = resolved(file);
  const inside = roots.some((root) => isAtOrBelow(resolved(root), real));
  if (inside) return;
  throw new PraxisError(
    'PathOutsideWorkspace',
    `${what} leads out of the workspace: ${file}${real === file ? '' : `, which is ${real}`}.`,
    'Name a path below a workspace folder. Symbolic links count as what they lead to.',
    { path: file },
  );
}

/**
 * Makes sure of the files that a run's phases are generated from.
 *
 * @throws {PraxisError} PathOutsideWorkspace
 */
export function requireContentInside(roots: readonly FilePath[], { content }: Run): void {
  for (const file of content?.files ?? []) {
    requireInside(roots, file, 'A file that phases are generated from');
  }
}

/** The path without symbolic links, as far as it exists. */
function resolved(file: FilePath): FilePath {
  let rest = '';
  for (let existing = file; ; existing = path.dirname(existing)) {
    try {
      return path.join(realpathSync.native(existing), rest);
    } catch {
      // Not there, or not to be entered: what is above it decides.
      if (existing === path.dirname(existing)) return file;
      rest = path.join(path.basename(existing), rest);
    }
  }
}
