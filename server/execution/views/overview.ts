import type { SessionOverview } from '../../protocol/session-requests.ts';
import type { GateItem, PhaseItem } from '../../protocol/workflow-requests.ts';
import type { WorkflowOverview } from '../../workflow/overview.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Run, RunPhase } from '../run.ts';

/** The workflow as a session runs it: generated phases included. */
export function sessionOverview(
  overview: WorkflowOverview,
  run: Run,
  gateOf: (phase: RunPhase) => GateItem,
  uriOf: (file: FilePath) => string,
): SessionOverview {
  const { workflowType, name, version, description, category } = overview;
  return {
    workflowType,
    name,
    version,
    description,
    ...(category === undefined ? {} : { category }),
    totalPhases: run.total ?? run.phases.length,
    dynamic: run.dynamic,
    uri: uriOf(run.workflow),
    estimatedDuration: overview.estimatedDuration,
    primaryOutputs: overview.primaryOutputs,
    phases: run.phases.map((phase) => ({ ...phaseItem(phase), gate: gateOf(phase) })),
  };
}

function phaseItem({
  phase,
  name,
  purpose,
  source,
  estimatedDuration,
  tasks,
}: RunPhase): Omit<PhaseItem, 'gate'> {
  return {
    phase,
    name,
    purpose,
    source,
    ...(estimatedDuration === undefined ? {} : { estimatedDuration }),
    tasks,
  };
}
