import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { PraxisError } from '../protocol/errors.ts';
import { METADATA_FILE } from '../workspace/layout.ts';
import { ancestorsOf, type FilePath } from '../workspace/paths.ts';
import { BASES } from '../workspace/roots.ts';

/**
 * The workspace that a command works on: the folder that was named, else the nearest one at or above
 * the current folder that looks like a workspace, else the current folder.
 *
 * @param named the argument of `--workspace`
 * @param current the current folder, absolute
 * @throws {PraxisError} InvalidParams when the named folder is not there
 */
export function workspaceFolder(named: string | undefined, current: FilePath): FilePath {
  if (named === undefined) {
    return nearestWorkspace(current) ?? current;
  }
  const folder = path.resolve(current, named);
  if (isFolder(folder)) return folder;
  throw new PraxisError(
    'InvalidParams',
    `--workspace ${named}: there is no such folder.`,
    'Name the folder that holds .praxis-os, .agent-os, universal or workflows.',
    { path: named },
  );
}

/** The nearest folder at or above this one that looks like a workspace. */
export function nearestWorkspace(folder: FilePath): FilePath | undefined {
  return [folder, ...ancestorsOf(folder)].find(looksLikeWorkspace);
}

/** Whether a folder holds `.git` or a place of workflows, and is not itself such a place. */
function looksLikeWorkspace(folder: FilePath): boolean {
  if (BASES.includes(path.basename(folder))) return false;
  return (
    [...BASES, '.git'].some((name) => statOf(path.join(folder, name)) !== undefined) ||
    holdsWorkflows(path.join(folder, 'workflows'))
  );
}

/** Many a folder is called `workflows`: one that counts has a workflow in it. */
function holdsWorkflows(folder: FilePath): boolean {
  if (!isFolder(folder)) return false;
  try {
    return readdirSync(folder).some(
      (name) => statOf(path.join(folder, name, METADATA_FILE)) !== undefined,
    );
  } catch {
    return false; // What may not be listed is no workspace of this user.
  }
}

function isFolder(file: FilePath): boolean {
  return statOf(file)?.isDirectory() ?? false;
}

function statOf(file: FilePath) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined; // Not to be entered, or a link in a circle: as good as absent here.
  }
}
