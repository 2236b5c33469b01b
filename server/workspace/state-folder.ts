import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import { defineQuery, type Read } from '../caches/definition.ts';
import { listing } from './files.ts';
import type { FilePath } from './paths.ts';
import { projectConfig } from './project-config.ts';
import { roots } from './roots.ts';

/**
 * The folder of a root's session states (FORMAT.md (a)): `state` beside the folder of the original's
 * index, which `rag.index_path` may move. A root without `.praxis-os` or `.agent-os` gets a
 * `.praxis-os` with its first session. Whether the folder lies in the workspace is not looked at.
 */
export const stateFolder = defineQuery<FilePath>({
  name: 'stateFolder',
  compute(read, root: FilePath) {
    const { indexPath } = read(projectConfig, root);
    if (indexPath !== undefined) {
      return path.join(path.dirname(path.resolve(root, indexPath)), 'state');
    }
    const names = new Set(read(listing, root).entries.map(({ name }) => name));
    const base = !names.has('.praxis-os') && names.has('.agent-os') ? '.agent-os' : '.praxis-os';
    return path.join(root, base, '.cache', 'state');
  },
});

/** The root whose states stand in a folder. */
export function rootOfStates(read: Read, folder: FilePath): FilePath | undefined {
  return read(roots, CELL).find((root) => read(stateFolder, root) === folder);
}

/** Where praxis-ls keeps its own under `metadata` of a state and under `outputs` of an artifact. */
export const OWN_KEY = 'praxis_ls';

/** The state files of a root, by name. Those of archived sessions stand in a folder below. */
export const stateFiles = defineQuery<readonly FilePath[]>({
  name: 'stateFiles',
  equals: (a, b) => a.length === b.length && a.every((file, index) => file === b[index]),
  compute(read, root: FilePath) {
    const folder = read(stateFolder, root);
    return read(listing, folder)
      .entries.filter(({ name, kind }) => kind !== 'folder' && STATE_FILE.test(name))
      .map(({ name }) => path.join(folder, name));
  },
});

/** The state files of all roots, in the client's order. */
export const allStateFiles = defineQuery<readonly FilePath[]>({
  name: 'allStateFiles',
  equals: (a, b) => a.length === b.length && a.every((file, index) => file === b[index]),
  compute: (read) => [...new Set(read(roots, CELL).flatMap((root) => read(stateFiles, root)))],
});

const STATE_FILE = /^[a-f0-9-]{36}\.json$/;

/** Whether a file is called as the state file of a session is. */
export function isStateFile(file: FilePath): boolean {
  return STATE_FILE.test(path.basename(file));
}
