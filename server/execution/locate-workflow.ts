import path from 'node:path';
import type { CacheManager } from '../caches/manager.ts';
import { PraxisError } from '../protocol/errors.ts';
import type { WorkflowParams } from '../protocol/workflow-requests.ts';
import { isWorkflowFolder, workflowOf } from '../workspace/layout.ts';
import { type FilePath, pathOfUri } from '../workspace/paths.ts';
import { workflowNotFound } from './workflow-not-found.ts';

/**
 * The folder of the workflow that a request names by its type: the strongest copy of it.
 *
 * @param folders all workflow folders, strongest first
 * @throws {PraxisError} InvalidParams without a type; WorkflowNotFound, with the types that there are
 */
export function strongestWorkflow(
  workflowType: string | undefined,
  folders: readonly FilePath[],
): FilePath {
  if (workflowType === undefined) {
    throw new PraxisError(
      'InvalidParams',
      'workflowType: expected a string that is not empty, got nothing',
      'Name the workflow by its folder: {"workflowType": "release_checklist_v1"}.',
    );
  }
  const folder = folders.find((each) => path.basename(each) === workflowType);
  if (folder !== undefined) return folder;
  throw workflowNotFound(workflowType, folders);
}

/**
 * The folder of the copy of a workflow that a URI picks: its folder, or any file in it.
 *
 * @throws {PraxisError} WorkflowNotFound, also when it is a copy of another workflow
 */
export function workflowAt(
  caches: CacheManager,
  uri: string,
  workflowType: WorkflowParams['workflowType'],
): FilePath {
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
