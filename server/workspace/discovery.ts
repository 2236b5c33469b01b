import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import { defineInput, defineQuery, type Query, type Read } from '../caches/definition.ts';
import type { CacheManager } from '../caches/manager.ts';
import { listing } from './files.ts';
import { isIgnoredFolder } from './ignore.ts';
import { isWorkflowFolder, isWorkflowsFolder } from './layout.ts';
import { ancestorsOf, below, type FilePath } from './paths.ts';
import { BASES, roots } from './roots.ts';

/**
 * How many levels below a root are searched for workflows. Set by {@link explore} so that a huge
 * root (a home folder) costs no more than a large project.
 */
export const searchDepth = defineInput<number>({ name: 'searchDepth', retain: true });

/** Levels searched in an ordinary workspace. */
export const DEEPEST_SEARCH = 8;
/** Folders searched at the most. */
const MOST_FOLDERS = 20_000;

/**
 * All workflow folders of the workspace, strongest first: `.praxis-os`, `.agent-os`, `universal`,
 * the workspace's own `workflows/`, then any other; within these, roots in the client's order.
 */
export const workflowFolders = defineQuery<readonly FilePath[]>({
  name: 'workflowFolders',
  equals: (a, b) => a.length === b.length && a.every((folder, index) => folder === b[index]),
  compute(read) {
    const found = read(roots, CELL).flatMap((root) => read(workflowsBelow, root));
    const unique = [...new Set(found)];
    return unique.toSorted((a, b) => strength(read, a) - strength(read, b));
  },
});

/** The workflow folders at and below a folder. Nothing is searched inside a workflow. */
const workflowsBelow: Query<readonly FilePath[]> = defineQuery({
  name: 'workflowsBelow',
  equals: (a, b) => a.length === b.length && a.every((folder, index) => folder === b[index]),
  compute: (read, folder) => {
    if (read(isWorkflowFolder, folder)) return [folder];
    return searched(read, folder).flatMap((child) => read(workflowsBelow, child));
  },
});

/** The folders in a folder that are searched. */
function searched(read: Read, folder: FilePath): FilePath[] {
  if (depthOf(read, folder) >= read(searchDepth, CELL)) return [];
  const ofWorkflows = isWorkflowsFolder(read, folder);
  return read(listing, folder)
    .entries.filter(
      ({ name, kind, link }) =>
        kind === 'folder' &&
        (!name.startsWith('.') || BASES.includes(name)) &&
        // Links multiply files and lead in circles; an installed workflow may be one, though.
        (link === undefined || (ofWorkflows && read(isWorkflowFolder, path.join(folder, name)))),
    )
    .map(({ name }) => path.join(folder, name))
    .filter((child) => !read(isIgnoredFolder, child));
}

function depthOf(read: Read, folder: FilePath): number {
  const depths = read(roots, CELL).map((root) =>
    root === folder ? 0 : (below(root, folder)?.split('/').length ?? Number.POSITIVE_INFINITY),
  );
  return Math.min(...depths);
}

function strength(read: Read, folder: FilePath): number {
  const rootPaths = new Set(read(roots, CELL));
  let fallback = BASES.length + 1;
  for (const above of ancestorsOf(folder)) {
    const base = BASES.indexOf(path.basename(above));
    if (base >= 0) return base;
    if (path.basename(above) === 'workflows' && rootPaths.has(path.dirname(above))) {
      fallback = BASES.length;
    }
    if (rootPaths.has(above)) break;
  }
  return fallback;
}

const searchedIn = defineQuery<readonly FilePath[]>({ name: 'searchedIn', compute: searched });

/**
 * Explores the workspace level by level, a little at a time, so that {@link workflowFolders} finds
 * its answers ready. Yields after each folder; the caller decides when to go on.
 *
 * @returns the depth to search: less than {@link DEEPEST_SEARCH} if that would be too many folders.
 */
export function* explore(caches: CacheManager, from: readonly FilePath[]): Generator<void, number> {
  let level: readonly FilePath[] = from;
  let count = 0;
  const seen: FilePath[] = [];
  for (let depth = 0; depth <= DEEPEST_SEARCH; depth++) {
    const next: FilePath[] = [];
    for (const folder of level) {
      seen.push(folder);
      if (!caches.warm(isWorkflowFolder, folder)) next.push(...caches.warm(searchedIn, folder));
      yield;
    }
    count += level.length;
    if (count + next.length > MOST_FOLDERS) return depth;
    level = next;
  }
  // Leaves first: each answer is made of answers that are there.
  for (const folder of seen.toReversed()) {
    caches.warm(workflowsBelow, folder);
    yield;
  }
  return DEEPEST_SEARCH;
}
