import path from 'node:path';
import { PraxisError } from '../protocol/errors.ts';
import type { FilePath } from '../workspace/paths.ts';

/** The error for a type that no workflow has, with those that there are. */
export function workflowNotFound(workflowType: string, folders: readonly FilePath[]): PraxisError {
  const types = [...new Set(folders.map((folder) => path.basename(folder)))];
  return new PraxisError(
    'WorkflowNotFound',
    `There is no workflow ${JSON.stringify(workflowType)} in the workspace.`,
    types.length === 0
      ? 'The workspace has no workflows: a workflow is a folder with metadata.json under workflows/.'
      : `The workspace has: ${types.slice(0, 20).join(', ')}.`,
    { workflowTypes: types },
  );
}
