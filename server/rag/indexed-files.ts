import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CELL } from '../caches/cell.ts';
import { defineInput, defineQuery, type Read } from '../caches/definition.ts';
import { phaseFolders } from '../workflow/workflow-files.ts';
import { basesOf, entriesBelow } from '../workspace/bases.ts';
import { workflowFolders } from '../workspace/discovery.ts';
import { isIgnoredFile } from '../workspace/ignore.ts';
import { GATE_FILE, METADATA_FILE, PHASE_FILE } from '../workspace/layout.ts';
import type { FilePath } from '../workspace/paths.ts';
import { projectConfig } from '../workspace/project-config.ts';
import { roots } from '../workspace/roots.ts';
import type { IndexedFile } from './chunk.ts';

/** Whether task files are searched, too (`praxis.retrieval.tasks`). */
export const searchesTasks = defineInput<boolean>({ name: 'searchesTasks', retain: true });

/**
 * The files that are searched, strongest base first: standards, specs, and of each workflow its
 * metadata, phases and gates, with its tasks if that is wanted. Listings alone are read.
 */
export const indexedFiles = defineQuery<readonly IndexedFile[]>({
  name: 'indexedFiles',
  equals: isDeepStrictEqual,
  compute(read) {
    const files = read(roots, CELL).flatMap((root) => read(libraryFiles, root));
    const withTasks = read(searchesTasks, CELL);
    const workflows = read(workflowFolders, CELL).flatMap((folder) =>
      read(workflowPassages, folder).filter(({ kind }) => withTasks || kind !== 'task'),
    );
    // Roots may be nested, and a workflow's Markdown may stand among the standards.
    return [...new Map([...files, ...workflows].map((each) => [each.file, each])).values()];
  },
});

/** The standards and specs of a root, those of the configured folder too. */
const libraryFiles = defineQuery<readonly IndexedFile[]>({
  name: 'libraryFiles',
  equals: isDeepStrictEqual,
  compute(read, root: FilePath) {
    const { standardsPath } = read(projectConfig, root);
    const configured = standardsPath === undefined ? [] : [path.resolve(root, standardsPath)];
    const bases = read(basesOf, root);
    const standards = [...configured, ...bases.map((base) => path.join(base, 'standards'))];
    const specs = bases.map((base) => path.join(base, 'specs'));
    return [
      ...standards.flatMap((folder) => markdownBelow(read, folder, 'standard')),
      ...specs.flatMap((folder) => markdownBelow(read, folder, 'spec')),
    ];
  },
});

function markdownBelow(read: Read, folder: FilePath, kind: 'standard' | 'spec'): IndexedFile[] {
  return [...entriesBelow(read, folder)]
    .filter(
      (entry) =>
        entry.kind === 'file' && entry.name.endsWith('.md') && !read(isIgnoredFile, entry.file),
    )
    .map(({ file }) => ({ file, kind }));
}

/** What is searched of a workflow folder, tasks included. */
const workflowPassages = defineQuery<readonly IndexedFile[]>({
  name: 'workflowPassages',
  equals: isDeepStrictEqual,
  compute(read, folder: FilePath) {
    const workflowType = path.basename(folder);
    const phases = read(phaseFolders, folder).flatMap((phase): IndexedFile[] => {
      const of = (kind: 'phase' | 'gate' | 'task', name: string): IndexedFile => ({
        file: path.join(phase.folder, name),
        kind,
        workflowType,
        phase: phase.number,
      });
      return [
        ...(phase.names.includes(PHASE_FILE) ? [of('phase', PHASE_FILE)] : []),
        ...(phase.names.includes(GATE_FILE) ? [of('gate', GATE_FILE)] : []),
        ...phase.taskFiles.map((name) => of('task', name)),
      ];
    });
    return [{ file: path.join(folder, METADATA_FILE), kind: 'metadata', workflowType }, ...phases];
  },
});
