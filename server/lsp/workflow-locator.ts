import { CELL } from '../caches/cell.ts';
import { strongestWorkflow, workflowAt } from '../execution/locate-workflow.ts';
import type { WorkflowParams } from '../protocol/workflow-requests.ts';
import { workflowFolders } from '../workspace/discovery.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Finds the workflow folder that a request means. */
export class WorkflowLocator {
  readonly #workspace: Workspace;
  /** Settles when the workspace has been explored once. */
  readonly #explored: () => Promise<void>;

  constructor(workspace: Workspace, explored: () => Promise<void>) {
    this.#workspace = workspace;
    this.#explored = explored;
  }

  /** All workflow folders, strongest first. */
  async all(): Promise<readonly FilePath[]> {
    await this.#explored();
    this.#workspace.caches.beginPass();
    return this.#workspace.caches.ask(workflowFolders, CELL);
  }

  /**
   * The folder that a request means: the copy that `uri` picks, else the strongest of that type.
   *
   * @throws {PraxisError} WorkflowNotFound, with the types that there are.
   */
  async folderOf({ workflowType, uri }: WorkflowParams): Promise<FilePath> {
    if (uri !== undefined) return workflowAt(this.#workspace.caches, uri, workflowType);
    if (workflowType === undefined) return strongestWorkflow(workflowType, []);
    return strongestWorkflow(workflowType, await this.all());
  }
}
