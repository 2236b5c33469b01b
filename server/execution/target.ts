import path from 'node:path';
import { PraxisError } from '../protocol/errors.ts';
import { below, type FilePath } from '../workspace/paths.ts';
import { requireInside } from './inside.ts';

/** What the original engine refuses in a target, because it passes it on to shells (FORMAT.md (h)). */
const REFUSED = /[;|`$&><\0]|%2f|%5c|%2e%2e/i;

/**
 * The target of a session in the form that the state file holds: from the root, with `/`, without
 * `./` and trailing slashes, so that one file has one form.
 *
 * @throws {PraxisError} InvalidParams for what the original would refuse, PathOutsideWorkspace
 */
export function normaliseTarget(
  written: string,
  root: FilePath,
  roots: readonly FilePath[],
): string {
  const trimmed = written.trim();
  const hostile = REFUSED.exec(trimmed)?.[0];
  if (trimmed === '' || hostile !== undefined) {
    const got =
      hostile === undefined
        ? 'blanks'
        : `${JSON.stringify(written)} with ${JSON.stringify(hostile)}`;
    throw new PraxisError(
      'InvalidParams',
      `targetFile: expected a path or a name without ; | \` $ & > < and percent-encoded separators, got ${got}`,
      'The engine that shares these sessions refuses such names. Give the file another one.',
      { path: 'targetFile' },
    );
  }
  const file = path.resolve(root, trimmed);
  requireInside(roots, file, 'The target');
  return comparableTarget(file, root);
}

/** The same of a target that a state file holds, which may have been written in another form. */
export function comparableTarget(written: string, root: FilePath): string {
  const file = path.resolve(root, written);
  return file === root ? '.' : (below(root, file) ?? file);
}
