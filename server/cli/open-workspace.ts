import { CELL, Cell } from '../caches/cell.ts';
import { provideDiagnosticInputs } from '../diagnostics/inputs.ts';
import { DEEPEST_SEARCH, explore, searchDepth, workflowFolders } from '../workspace/discovery.ts';
import type { FilePath } from '../workspace/paths.ts';
import { Workspace } from '../workspace/workspace.ts';

/** A workspace as one command sees it: the files as they are saved, explored once. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly root: FilePath;
  /** All workflow folders, strongest first. */
  readonly workflows: readonly FilePath[];
}

/**
 * Opens the workspace in a folder, for one command: no editor, no watcher, nothing to close.
 *
 * @param onTrouble takes a line on each file or folder that cannot be read
 */
export function openWorkspace(root: FilePath, onTrouble: (message: string) => void): OpenWorkspace {
  const workspace = new Workspace({
    onUnreadable: (file, reason) => onTrouble(`${file} cannot be read: ${reason}.`),
  });
  const { caches } = workspace;
  provideDiagnosticInputs(caches.engine);
  const depth = new Cell(caches.engine, searchDepth, DEEPEST_SEARCH);
  workspace.roots.value = [root];
  // First level by level, so that a home folder costs no more than a large project.
  depth.value = explored(explore(caches, [root]));
  return { workspace, root, workflows: caches.ask(workflowFolders, CELL) };
}

function explored(exploration: Generator<void, number>): number {
  for (;;) {
    const step = exploration.next();
    if (step.done) return step.value;
  }
}
