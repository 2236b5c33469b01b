import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import { listing } from '../workspace/files.ts';
import {
  GATE_FILE,
  isTaskFile,
  METADATA_FILE,
  PHASE_FILE,
  PHASES_FOLDER,
  phaseNumberOf,
  taskNumberOf,
} from '../workspace/layout.ts';
import { DEFINITION_FILE } from '../workspace/other-places.ts';
import type { FilePath } from '../workspace/paths.ts';

/** What stands in `phases/<N>/`, by name. */
export interface PhaseFolder {
  readonly number: number;
  readonly folder: FilePath;
  /** All names in it, whatever they are. */
  readonly names: readonly string[];
  /** Task files by their number: 10 comes after 9. */
  readonly taskFiles: readonly string[];
}

/** The phase folders of a workflow, by number. */
export const phaseFolders = defineQuery<readonly PhaseFolder[]>({
  name: 'phaseFolders',
  equals: isDeepStrictEqual,
  compute(read, workflow) {
    const phases = path.join(workflow, PHASES_FOLDER);
    return foldersIn(read, phases)
      .flatMap((name): PhaseFolder[] => {
        const number = phaseNumberOf(name);
        if (number === undefined) return [];
        const folder = path.join(phases, name);
        const names = read(listing, folder).entries.map((entry) => entry.name);
        return [{ number, folder, names, taskFiles: inTaskOrder(names.filter(isTaskFile)) }];
      })
      .toSorted((a, b) => a.number - b.number);
  },
});

/**
 * The files of a workflow that something can be said about, in the order an author reads them:
 * `metadata.json`, each phase with its gate and tasks, then templates, other Markdown and the definition it was made from.
 */
export const workflowFiles = defineQuery<readonly FilePath[]>({
  name: 'workflowFiles',
  equals: isDeepStrictEqual,
  compute(read, workflow) {
    const phases = read(phaseFolders, workflow).flatMap(({ folder, names, taskFiles }) => {
      const others = names.filter(
        (name) => name.endsWith('.md') && name !== PHASE_FILE && !isTaskFile(name),
      );
      return [PHASE_FILE, GATE_FILE, ...taskFiles, ...others]
        .filter((name) => names.includes(name))
        .map((name) => path.join(folder, name));
    });
    const known = new Set([path.join(workflow, METADATA_FILE), ...phases]);
    for (const file of read(documentsBelow, workflow)) known.add(file);
    return [...known];
  },
});

/** Levels below a workflow's folder that are looked at: `supporting-docs/` may hold anything. */
const DEEPEST_FOLDER = 6;

const documentsBelow = defineQuery<readonly FilePath[]>({
  name: 'documentsBelow',
  equals: isDeepStrictEqual,
  compute: (read, folder) => documentsIn(read, folder, DEEPEST_FOLDER),
});

function documentsIn(read: Read, folder: FilePath, depth: number): FilePath[] {
  return read(listing, folder).entries.flatMap(({ name, kind, link }): FilePath[] => {
    const file = path.join(folder, name);
    if (kind !== 'folder') return name.endsWith('.md') || name === DEFINITION_FILE ? [file] : [];
    const searched = depth > 1 && link === undefined && !name.startsWith('.');
    return searched && name !== 'node_modules' ? documentsIn(read, file, depth - 1) : [];
  });
}

function foldersIn(read: Read, folder: FilePath): string[] {
  return read(listing, folder)
    .entries.filter(({ kind }) => kind === 'folder')
    .map(({ name }) => name);
}

function inTaskOrder(names: readonly string[]): string[] {
  return names.toSorted(
    (a, b) => (taskNumberOf(a) ?? 0) - (taskNumberOf(b) ?? 0) || (a < b ? -1 : 1),
  );
}
