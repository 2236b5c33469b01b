import type { CacheManager } from '../../caches/manager.ts';
import type { SessionOverview } from '../../protocol/session-requests.ts';
import { workflowOverview } from '../../workflow/overview.ts';
import { checkpoint } from '../../workflow/snapshot.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { gateOfPhase, type Run } from '../run.ts';

/** The workflow as a session runs it: generated phases included. */
export function sessionOverview(
  caches: CacheManager,
  run: Run,
  uriOf: (file: FilePath) => string,
): SessionOverview {
  const overview = caches.ask(workflowOverview, run.workflow);
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
    phases: run.phases.map((known) => {
      const { folder, plan: _, ...phase } = known;
      return { ...phase, gate: gateOfPhase(known, caches.ask(checkpoint, folder)) };
    }),
  };
}
