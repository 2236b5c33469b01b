import type { CacheFigures } from '../caches/manager.ts';
import type { CacheMode } from '../caches/policy.ts';
import type { ParamsSchema } from './params.ts';

/** A custom request, as the documentation tables and the command list know it. */
export interface RequestDescription {
  /** `praxis/workflow/list`; the command of the same name has dots. */
  readonly method: string;
  readonly title: string;
  /** Parameters in short; `?` marks what may be left out. */
  readonly params: string;
  readonly result: string;
  readonly stability: 'stable' | 'experimental';
}

export interface WorkflowListParams {
  readonly category?: string;
  readonly query?: string;
}

export interface WorkflowParams {
  readonly workflowType?: string;
  /** Picks the copy of a workflow that exists more than once: any file or the folder of it. */
  readonly uri?: string;
}

export interface CacheInvalidateParams {
  readonly workflowType?: string;
}

/** A workflow as `praxis/workflow/list` has it. */
export interface WorkflowListItem {
  readonly workflowType: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly category?: string;
  readonly totalPhases: number;
  readonly dynamic: boolean;
  readonly uri: string;
  readonly errors: number;
  readonly warnings: number;
}

export interface WorkflowListResult {
  readonly workflows: readonly WorkflowListItem[];
}

/** A workflow as `praxis/workflow/describe` has it. */
export interface WorkflowDescription extends WorkflowListItem {
  readonly estimatedDuration: string;
  readonly primaryOutputs: readonly string[];
  readonly phases: readonly {
    readonly phase: number;
    readonly name: string;
    readonly purpose: string;
    readonly source: 'static' | 'dynamic';
    readonly tasks: readonly {
      readonly taskNumber: number;
      readonly name: string;
      readonly file?: string;
    }[];
    readonly gate: {
      readonly source: 'yaml' | 'permissive';
      readonly strict: boolean;
      readonly evidence: readonly string[];
    };
  }[];
}

export interface WorkflowDescribeResult {
  readonly overview: WorkflowDescription;
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

export interface StatusResult {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly client: { readonly name: string; readonly version: string };
  readonly roots: readonly string[];
  readonly encoding: string;
  readonly diagnostics: { readonly channel: 'push' | 'pull'; readonly scope: string };
  readonly watcher: { readonly state: string; readonly folders: number; readonly reason?: string };
  readonly cache: { readonly mode: CacheMode; readonly reason: string };
  readonly scan: {
    readonly state: 'exploring' | 'reading' | 'done';
    readonly workflows: number;
    readonly read: number;
    readonly searchDepth: number;
  };
  readonly unreadable: readonly { readonly uri: string; readonly reason: string }[];
  readonly configurationErrors: readonly string[];
}

const text = { type: 'string', maxLength: 4096 };

export const workflowListParams: ParamsSchema<WorkflowListParams> = {
  type: 'object',
  properties: { category: text, query: text },
};

export const workflowParams: ParamsSchema<WorkflowParams> = {
  type: 'object',
  properties: { workflowType: { ...text, minLength: 1 }, uri: { ...text, minLength: 1 } },
};

export const cacheInvalidateParams: ParamsSchema<CacheInvalidateParams> = {
  type: 'object',
  properties: { workflowType: { ...text, minLength: 1 } },
};

export const noParams: ParamsSchema<Record<string, never>> = { type: 'object' };

/** All custom requests. */
export const requests: readonly RequestDescription[] = [
  {
    method: 'praxis/workflow/list',
    title: 'List workflows',
    params: 'category?, query?',
    result:
      'workflows: [{workflowType, name, version, description, totalPhases, dynamic, uri, errors, warnings}]',
    stability: 'stable',
  },
  {
    method: 'praxis/workflow/describe',
    title: 'Describe a workflow',
    params: 'workflowType, uri?',
    result:
      'overview: the above and estimatedDuration, primaryOutputs, phases: [{phase, name, purpose, source, tasks, gate}]',
    stability: 'stable',
  },
  {
    method: 'praxis/cache/stats',
    title: 'Show what the caches hold',
    params: '',
    result:
      'mode, reason, computed, caches: [{name, size, hits, misses, hitRate, invalidations, kept, evictions}], recentEvents',
    stability: 'stable',
  },
  {
    method: 'praxis/cache/invalidate',
    title: 'Drop cached values',
    params: 'workflowType?',
    result: 'dropped: {cache: count}',
    stability: 'stable',
  },
  {
    method: 'praxis/status',
    title: 'Show the state of the server',
    params: '',
    result:
      'version, client, roots, encoding, diagnostics, watcher, cache, scan, unreadable, configurationErrors',
    stability: 'stable',
  },
];

/** The command that does what a request does: `praxis.workflow.list`. */
export function commandOf(method: string): string {
  return method.replaceAll('/', '.');
}
