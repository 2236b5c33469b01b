import type { CacheMode } from '../caches/policy.ts';
import type { ParamsSchema } from './params.ts';
import type { RequestDescription } from './request-description.ts';
import type { IndexStatusResult } from './search-requests.ts';

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
  /** As it is now: this request does not begin one. */
  readonly index: IndexStatusResult;
  readonly unreadable: readonly { readonly uri: string; readonly reason: string }[];
  readonly configurationErrors: readonly string[];
}

export const noParams: ParamsSchema<Record<string, never>> = { type: 'object' };

export const statusRequests: readonly RequestDescription[] = [
  {
    method: 'praxis/status',
    title: 'Show the state of the server',
    params: '',
    result:
      'version, client, roots, encoding, diagnostics, watcher, cache, scan, index, unreadable, configurationErrors',
    errors: [],
    stability: 'stable',
  },
];
