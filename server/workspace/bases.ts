import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import type { FolderEntry } from './disk.ts';
import { listing } from './files.ts';
import { isIgnoredFolder } from './ignore.ts';
import type { FilePath } from './paths.ts';
import { BASES } from './roots.ts';

/**
 * The folders of a root that may hold `standards/` and `specs/`, strongest first; the root itself is the
 * last one when it was opened as such a folder: it is named so, or has `workflows/` with a workflow.
 */
export const basesOf = defineQuery<readonly FilePath[]>({
  name: 'basesOf',
  equals: isDeepStrictEqual,
  compute(read, root) {
    const inside = BASES.map((base) => path.join(root, base));
    const isBase = BASES.includes(path.basename(root)) || holdsWorkflows(read, root);
    return isBase ? [...inside, root] : inside;
  },
});

/** Levels below `standards/` and `specs/` that are looked at. */
const DEEPEST = 8;

/** What stands in a folder or below it and is no folder itself. */
export interface EntryBelow {
  readonly file: FilePath;
  readonly name: string;
  readonly kind: Exclude<FolderEntry['kind'], 'folder'>;
}

/** What stands below `standards/`, `specs/` or such a folder, ignored folders and those with a dot left out. */
export function* entriesBelow(
  read: Read,
  folder: FilePath,
  depth = DEEPEST,
): Generator<EntryBelow> {
  if (depth === 0 || read(isIgnoredFolder, folder)) return;
  for (const { name, kind, link } of read(listing, folder).entries) {
    const file = path.join(folder, name);
    if (kind !== 'folder') yield { file, name, kind };
    // Links lead in circles, and out of the workspace.
    else if (link === undefined && !name.startsWith('.'))
      yield* entriesBelow(read, file, depth - 1);
  }
}

/** Many a folder is called `workflows`: one that counts has a workflow in it. */
function holdsWorkflows(read: Read, root: FilePath): boolean {
  const foldersIn = (folder: FilePath): FilePath[] =>
    read(listing, folder)
      .entries.filter(({ kind }) => kind === 'folder')
      .map(({ name }) => path.join(folder, name));
  return foldersIn(root)
    .filter((folder) => path.basename(folder) === 'workflows')
    .flatMap(foldersIn)
    .some((folder) => read(listing, folder).entries.some(({ name }) => name === 'metadata.json'));
}
