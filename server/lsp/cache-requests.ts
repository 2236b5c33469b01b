import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import { workflowNotFound } from '../execution/workflow-not-found.ts';
import {
  type CacheInvalidateResult,
  type CacheStatsResult,
  cacheInvalidateParams,
} from '../protocol/cache-requests.ts';
import { noParams } from '../protocol/status-request.ts';
import { workflowFolders } from '../workspace/discovery.ts';
import { isAtOrBelow } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { cacheEntryOf, type WorkflowFinder } from './cache-entries.ts';
import type { Commands } from './commands.ts';

/** Serves `praxis/cache/stats` and `praxis/cache/invalidate`. */
export function serveCaches(
  commands: Commands,
  workspace: Workspace,
  workflowKnownOf: WorkflowFinder,
  onInvalidated: () => void,
): void {
  const { caches } = workspace;
  commands.serve(
    'praxis/cache/stats',
    noParams,
    (): CacheStatsResult => {
      const { recentEvents, ...stats } = caches.stats();
      return {
        ...stats,
        computed: caches.engine.computed,
        recentEvents: recentEvents.map((event) => ({
          ...cacheEntryOf(event, workflowKnownOf),
          at: event.at,
          outcome: event.outcome,
        })),
      };
    },
    ({ mode, caches: figures }) =>
      `Caches (${mode}): ${figures.map(({ name, size, hitRate }) => `${name} ${size}, ${Math.round(hitRate * 100)} % hits`).join('; ')}`,
  );
  commands.serve(
    'praxis/cache/invalidate',
    cacheInvalidateParams,
    ({ workflowType }): CacheInvalidateResult => {
      const all = caches.ask(workflowFolders, CELL);
      const folders = all.filter((folder) => path.basename(folder) === workflowType);
      if (workflowType !== undefined && folders.length === 0) {
        throw workflowNotFound(workflowType, all);
      }
      const dropped: Record<string, number> = {};
      const events = caches.invalidate(
        ({ key }) =>
          workflowType === undefined || folders.some((folder) => isAtOrBelow(folder, key)),
      );
      for (const { cache = '' } of events) dropped[cache] = (dropped[cache] ?? 0) + 1;
      onInvalidated();
      return { dropped };
    },
    ({ dropped }) =>
      `Dropped: ${
        Object.entries(dropped)
          .map(([cache, count]) => `${cache} ${count}`)
          .join(', ') || 'nothing was cached'
      }`,
  );
}
