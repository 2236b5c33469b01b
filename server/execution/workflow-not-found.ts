import path from 'node:path';
import { PraxisError } from '../protocol/errors.ts';
import type { DriftItem } from '../protocol/session-requests.ts';
import type { FilePath } from '../workspace/paths.ts';

/**
 * The error for a session whose workflow is not there any more.
 *
 * @param drift what is told of it to programs
 */
export function sessionWorkflowGone(
  workflowType: string,
  drift: readonly Pick<DriftItem, 'kind'>[],
): PraxisError {
  return new PraxisError(
    'WorkflowNotFound',
    `The workflow ${workflowType} of this session is gone.`,
    'Put its folder back. The session is kept, and goes on when the workflow is there again.',
    { drift },
  );
}

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

/** That no workflow has a type, and which there are, in sentences; undefined where one has it. */
export function unknownWorkflow(
  workflowType: string,
  folders: readonly FilePath[],
): string | undefined {
  if (folders.some((folder) => path.basename(folder) === workflowType)) return undefined;
  const { message, remediation } = workflowNotFound(workflowType, folders);
  return `${message} ${remediation}`;
}
