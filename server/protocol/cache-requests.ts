import type { CacheFigures } from '../caches/manager.ts';
import type { CacheMode } from '../caches/policy.ts';
import type { ParamsSchema } from './params.ts';
import { name, type RequestDescription } from './request-description.ts';

export interface CacheInvalidateParams {
  readonly workflowType?: string;
}

/** What became of a cached value. */
export interface CacheEntry {
  readonly cache: string;
  /** The workflow, phase or file that the value is of, in words: `release_v1`, `release_v1/2`. */
  readonly key: string;
  readonly uri: string;
  readonly why: string;
  /** The URI of the file that set it off, where one did. */
  readonly cause?: string;
  readonly microseconds: number;
}

export interface CacheStatsResult {
  readonly mode: CacheMode;
  readonly reason: string;
  readonly caches: readonly CacheFigures[];
  /** Queries computed since the start, cached or not. */
  readonly computed: number;
  readonly recentEvents: readonly (CacheEntry & {
    readonly at: string;
    readonly outcome: 'dropped' | 'kept';
  })[];
}

export interface CacheInvalidateResult {
  /** How many entries were dropped, by cache. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** `praxis/cache/didInvalidate`: sent when the answers that a change calls for were computed. */
export interface DidInvalidateParams {
  readonly uris: readonly string[];
  readonly workflowTypes: readonly string[];
  readonly dropped: readonly CacheEntry[];
  readonly kept: readonly CacheEntry[];
}

export const cacheInvalidateParams: ParamsSchema<CacheInvalidateParams> = {
  type: 'object',
  properties: { workflowType: name },
};

export const cacheRequests: readonly RequestDescription[] = [
  {
    method: 'praxis/cache/stats',
    title: 'Show what the caches hold',
    params: '',
    result:
      'mode, reason, computed, caches: [{name, size, hits, misses, hitRate, invalidations, kept, evictions}], recentEvents',
    errors: [],
    stability: 'stable',
  },
  {
    method: 'praxis/cache/invalidate',
    title: 'Drop cached values',
    params: 'workflowType?',
    result: 'dropped: {cache: count}',
    errors: ['WorkflowNotFound'],
    stability: 'stable',
  },
];
