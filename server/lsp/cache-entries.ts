import path from 'node:path';
import type { EntryEvent } from '../caches/events.ts';
import type { CacheReport } from '../caches/manager.ts';
import type { CacheEntry, DidInvalidateParams } from '../protocol/cache-requests.ts';
import { PHASES_FOLDER } from '../workspace/layout.ts';
import { below, type FilePath, uriOfPath } from '../workspace/paths.ts';

/** The workflow of a file, as far as it is known without any work. */
export type WorkflowFinder = (file: FilePath) => FilePath | undefined;

/** A cache event as it is told to people: named after its workflow, with URIs for paths. */
export function cacheEntryOf(event: EntryEvent, workflowOf: WorkflowFinder): CacheEntry {
  const { cache, key, why, cause, microseconds } = event;
  return {
    cache: cache ?? event.name,
    key: nameOf(event, workflowOf),
    uri: uriOfPath(pathOf(key)),
    why,
    ...(cause === undefined || !path.isAbsolute(cause) ? {} : { cause: uriOfPath(cause) }),
    microseconds,
  };
}

/** @returns what to tell the client; undefined when nothing was dropped. */
export function didInvalidateOf(
  report: CacheReport,
  uriOf: (file: FilePath) => string,
  workflowOf: WorkflowFinder,
): DidInvalidateParams | undefined {
  if (report.dropped.length === 0) return undefined;
  const causes = [...report.dropped, ...report.kept].flatMap(({ cause }) =>
    cause !== undefined && path.isAbsolute(cause) ? [cause] : [],
  );
  const types = report.dropped.flatMap((event) => {
    const workflow = workflowIn(event, workflowOf);
    return workflow === undefined ? [] : [path.basename(workflow)];
  });
  return {
    uris: [...new Set(causes)].map(uriOf),
    workflowTypes: [...new Set(types)],
    dropped: report.dropped.map((event) => cacheEntryOf(event, workflowOf)),
    kept: report.kept.map((event) => cacheEntryOf(event, workflowOf)),
  };
}

/** `release_v1`, `release_v1/2` or `release_v1/phases/2/phase.md` for a folder or file of one. */
function nameOf(event: EntryEvent, workflowOf: WorkflowFinder): string {
  const workflow = workflowIn(event, workflowOf);
  if (event.cache === 'query') return event.key;
  // Of a session, its id.
  if (workflow === undefined) return path.basename(event.key, '.json');
  const inside =
    event.cache === 'checkpoint' ? path.basename(event.key) : below(workflow, event.key);
  return [path.basename(workflow), inside ?? []].flat().join('/');
}

/** The folder of the workflow that an entry is of. Each cache has keys of its own kind. */
function workflowIn({ cache, key }: EntryEvent, workflowOf: WorkflowFinder): FilePath | undefined {
  switch (cache) {
    case 'session':
    case 'query':
      return undefined;
    case 'document':
      return workflowOf(key) ?? formerWorkflowOf(key);
    case 'checkpoint':
      return path.dirname(path.dirname(key));
    default:
      return pathOf(key);
  }
}

/** The first line of a key is a path; what is generated from a source has more lines. */
function pathOf(key: string): FilePath {
  return key.split('\n', 1)[0] ?? key;
}

/** Of a file that is in no workflow any more, the path has to tell which it was. */
function formerWorkflowOf(file: FilePath): FilePath {
  const phases = file.lastIndexOf(`${path.sep}${PHASES_FOLDER}${path.sep}`);
  return phases > 0 ? file.slice(0, phases) : path.dirname(file);
}
