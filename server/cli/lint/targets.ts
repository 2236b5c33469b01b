import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { PraxisError } from '../../protocol/errors.ts';
import { METADATA_FILE, PHASES_FOLDER } from '../../workspace/layout.ts';
import { ancestorsOf, below, type FilePath, isAtOrBelow } from '../../workspace/paths.ts';
import { nearestWorkspace, workspaceFolder } from '../workspace-folder.ts';

/** What is to be checked. */
export interface Targets {
  /** The workspace folders, outermost ones only. */
  readonly roots: readonly FilePath[];
  /** The files and folders that were named; none for the whole workspace. */
  readonly named: readonly FilePath[];
}

/**
 * The files and folders that were named, and the workspaces they are in: each the nearest one above, as
 * for the current folder.
 *
 * @param current the current folder, absolute
 * @throws {PraxisError} InvalidParams for a path where nothing is
 */
export function targetsOf(
  paths: readonly string[],
  workspace: string | undefined,
  current: FilePath,
): Targets {
  const chosen =
    workspace === undefined && paths.length > 0 ? undefined : workspaceFolder(workspace, current);
  const named = paths.map((written) => {
    const file = path.resolve(current, written);
    if (existsSync(file)) return file;
    throw new PraxisError(
      'InvalidParams',
      `${written}: there is no such file or folder.`,
      'Name files or folders of workflows, or none to check the whole workspace.',
      { path: written },
    );
  });
  const roots = named.map((file) =>
    chosen !== undefined && isAtOrBelow(chosen, file) ? chosen : rootAround(file),
  );
  const all = new Set(roots.length === 0 && chosen !== undefined ? [chosen] : roots);
  const outermost = [...all].filter((root) => ![...all].some((other) => below(other, root)));
  return { roots: outermost, named };
}

/** Whether a file is to be checked. */
export function isTarget({ named }: Targets, file: FilePath): boolean {
  return named.length === 0 || named.some((target) => isAtOrBelow(target, file));
}

/** Whether something in a folder may be a target. */
export function mayHoldTargets({ named }: Targets, folder: FilePath): boolean {
  return (
    named.length === 0 ||
    named.some((target) => isAtOrBelow(target, folder) || isAtOrBelow(folder, target))
  );
}

/** Whether all that is in a workspace folder is a target. */
export function isWhole({ named }: Targets, root: FilePath): boolean {
  return named.length === 0 || named.some((target) => isAtOrBelow(target, root));
}

/** A workflow that is in no workspace is one by itself, with the folder that holds it. */
function rootAround(file: FilePath): FilePath {
  const folders = [file, ...ancestorsOf(file)];
  const workflow = folders.findLast(
    (folder) =>
      existsSync(path.join(folder, METADATA_FILE)) && existsSync(path.join(folder, PHASES_FOLDER)),
  );
  const folder = statSync(file).isDirectory() ? file : path.dirname(file);
  return nearestWorkspace(folder) ?? (workflow === undefined ? folder : path.dirname(workflow));
}
