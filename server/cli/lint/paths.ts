import path from 'node:path';
import { below, type FilePath } from '../../workspace/paths.ts';

/** A path as output names it: from `folder`, with `/` between its parts. */
export function relativeTo(folder: FilePath, file: FilePath): string {
  return path.relative(folder, file).replaceAll(path.sep, '/');
}

/** The workspace folder that a file is in; the first for a file that is in none. */
export function rootHolding(roots: readonly FilePath[], file: FilePath): FilePath {
  return roots.find((root) => below(root, file) !== undefined) ?? roots[0] ?? path.dirname(file);
}

/** A path from the workspace folder that holds it: the same on every machine. */
export function pathInWorkspace(roots: readonly FilePath[], file: FilePath): string {
  return relativeTo(rootHolding(roots, file), file);
}
