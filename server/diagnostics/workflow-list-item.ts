import type { WorkflowListItem } from '../protocol/workflow-requests.ts';
import { uriOfPath } from '../workspace/paths.ts';
import type { WorkflowReport } from './report.ts';

/** A workflow as `praxis/workflow/list` has it. */
export function listItem({ overview, errors, warnings }: WorkflowReport): WorkflowListItem {
  const { workflowType, name, version, description, category, totalPhases, dynamic } = overview;
  return {
    workflowType,
    name,
    version,
    description,
    ...(category === undefined ? {} : { category }),
    totalPhases,
    dynamic,
    uri: uriOfPath(overview.folder),
    errors,
    warnings,
  };
}
