import path from 'node:path';
import type { EntryEvent } from '../caches/events.ts';
import type { CacheReport } from '../caches/manager.ts';
import type { CacheEntry, DidInvalidateParams } from '../protocol/requests.ts';
import { METADATA_FILE, PHASES_FOLDER } from '../workspace/layout.ts';
import { type FilePath, uriOfPath } from '../workspace/paths.ts';

/** A cache event as it is told to people: named after its workflow, with URIs for paths. */
export function cacheEntryOf(event: EntryEvent): CacheEntry {
  const { cache, key, why, cause, microseconds } = event;
  return {
    cache: cache ?? event.name,
    key: nameOf(key),
    uri: uriOfPath(key),
    why,
    ...(cause === undefined || !path.isAbsolute(cause) ? {} : { cause: uriOfPath(cause) }),
    microseconds,
  };
}

/** @returns what to tell the client; undefined when nothing was dropped. */
export function didInvalidateOf(
  report: CacheReport,
  uriOf: (file: FilePath) => string,
): DidInvalidateParams | undefined {
  if (report.dropped.length === 0) return undefined;
  const causes = [...report.dropped, ...report.kept].flatMap(({ cause }) =>
    cause !== undefined && path.isAbsolute(cause) ? [cause] : [],
  );
  const types = report.dropped.flatMap(({ key }) => workflowTypeOf(key) ?? []);
  return {
    uris: [...new Set(causes)].map(uriOf),
    workflowTypes: [...new Set(types)],
    dropped: report.dropped.map(cacheEntryOf),
    kept: report.kept.map(cacheEntryOf),
  };
}

/** `release_v1`, `release_v1/2` or `release_v1/phases/2/phase.md` for a folder or file of one. */
function nameOf(key: string): string {
  const { workflow, inside } = partsOf(key);
  if (inside === '') return workflow;
  const phase = /^phases\/(\d+)$/.exec(inside)?.[1];
  return `${workflow}/${phase ?? inside}`;
}

function workflowTypeOf(key: string): string | undefined {
  return path.isAbsolute(key) ? partsOf(key).workflow : undefined;
}

/** Splits a path at its workflow's folder. Keys of caches are never other paths. */
function partsOf(key: string): { workflow: string; inside: string } {
  const segments = key.split(path.sep);
  const phases = segments.lastIndexOf(PHASES_FOLDER);
  const isFile = /\.[a-z]+$/.test(segments.at(-1) ?? '');
  const end =
    phases > 0
      ? phases
      : segments.at(-1) === METADATA_FILE || isFile
        ? segments.length - 1
        : segments.length;
  return { workflow: segments[end - 1] ?? '', inside: segments.slice(end).join('/') };
}
