import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import { PraxisError } from '../protocol/errors.ts';
import type { WorkflowParams } from '../protocol/workflow-requests.ts';
import { workflowFolders } from '../workspace/discovery.ts';
import { isWorkflowFolder, workflowOf } from '../workspace/layout.ts';
import { type FilePath, pathOfUri } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { workflowNotFound } from './workflow-not-found.ts';

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
    if (uri !== undefined) return this.#copyAt(uri, workflowType);
    if (workflowType === undefined) {
      throw new PraxisError(
        'InvalidParams',
        'workflowType: expected a string that is not empty, got nothing',
        'Name the workflow by its folder: {"workflowType": "release_checklist_v1"}.',
      );
    }
    const folders = await this.all();
    const folder = folders.find((each) => path.basename(each) === workflowType);
    if (folder !== undefined) return folder;
    throw workflowNotFound(workflowType, folders);
  }

  #copyAt(uri: string, workflowType: string | undefined): FilePath {
    const { caches } = this.#workspace;
    const file = pathOfUri(uri);
    const folder =
      file === undefined
        ? undefined
        : caches.ask(isWorkflowFolder, file)
          ? file
          : caches.ask(workflowOf, file);
    if (folder !== undefined && (workflowType ?? path.basename(folder)) === path.basename(folder)) {
      return folder;
    }
    throw new PraxisError(
      'WorkflowNotFound',
      folder === undefined
        ? `${uri} is in no workflow.`
        : `${uri} is in ${path.basename(folder)}, not in ${workflowType}.`,
      'Give the URI of a workflow folder, or of a file in one: a folder with metadata.json under workflows/.',
    );
  }
}
