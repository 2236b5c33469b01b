import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import type { Read } from '../caches/definition.ts';
import { workflowFolders } from '../workspace/discovery.ts';
import { isWorkflowFolder } from '../workspace/layout.ts';
import type { FilePath } from '../workspace/paths.ts';
import { BASES } from '../workspace/roots.ts';

/**
 * The copy of a workflow that a session runs: the one that it began with, else the strongest of its type.
 *
 * @param root where the session's state is kept
 * @param state what its file says: `kept` is the folder of that copy, from the root
 */
export function copyToRun(
  read: Read,
  root: FilePath,
  { kept, type }: { readonly kept: string | undefined; readonly type: string | undefined },
): FilePath | undefined {
  const begun = kept === undefined ? undefined : path.resolve(root, kept);
  if (begun !== undefined && read(isWorkflowFolder, begun)) return begun;
  return type === undefined ? undefined : strongestCopy(read, type, root);
}

/**
 * The strongest copy of a workflow type (DESIGN.md, section 4). The usual places of the session's
 * own root are looked at first: they need no list of all workflows.
 */
function strongestCopy(read: Read, type: string, root: FilePath): FilePath | undefined {
  if (type === '' || type !== path.basename(type)) return undefined;
  const usual = [...BASES, ''].map((base) => path.join(root, base, 'workflows', type));
  return (
    usual.find((folder) => read(isWorkflowFolder, folder)) ??
    read(workflowFolders, CELL).find((folder) => path.basename(folder) === type)
  );
}
