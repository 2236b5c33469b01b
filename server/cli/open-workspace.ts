import { CELL, Cell } from '../caches/cell.ts';
import { type DiagnosticInputs, provideDiagnosticInputs } from '../diagnostics/inputs.ts';
import { DEEPEST_SEARCH, explore, searchDepth, workflowFolders } from '../workspace/discovery.ts';
import type { FilePath } from '../workspace/paths.ts';
import { Workspace, type WorkspaceListener } from '../workspace/workspace.ts';

/** A workspace as one command sees it: the files as they are saved, explored once. */
export interface OpenWorkspace extends OpenFolders {
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
  const opened = openFolders([root], onTrouble);
  return { ...opened, root, workflows: opened.workspace.caches.ask(workflowFolders, CELL) };
}

/** Workspace folders without an editor. */
export interface OpenFolders {
  readonly workspace: Workspace;
  readonly inputs: DiagnosticInputs;
}

/**
 * The same for several folders, and for a command that goes on.
 *
 * @param listener is told of changes, as far as somebody tells the workspace of them
 */
export function openFolders(
  roots: readonly FilePath[],
  onTrouble: (message: string) => void,
  listener: Omit<WorkspaceListener, 'onUnreadable'> = {},
): OpenFolders {
  const workspace = new Workspace({
    ...listener,
    onUnreadable: (file, reason) => onTrouble(`${file} cannot be read: ${reason}.`),
  });
  const { caches } = workspace;
  const inputs = provideDiagnosticInputs(caches.engine);
  const depth = new Cell(caches.engine, searchDepth, DEEPEST_SEARCH);
  workspace.roots.value = roots;
  // First level by level, so that a home folder costs no more than a large project.
  depth.value = explored(explore(caches, roots));
  return { workspace, inputs };
}

function explored(exploration: Generator<void, number>): number {
  for (;;) {
    const step = exploration.next();
    if (step.done) return step.value;
  }
}
