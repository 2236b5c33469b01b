import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import { listing } from './files.ts';
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
