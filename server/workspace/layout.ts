import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import { defineQuery, type Read } from '../caches/definition.ts';
import { listing } from './files.ts';
import { isIgnoredFile } from './ignore.ts';
import { DEFINITION_FILE, type OtherPlace, otherPlaceOf } from './other-places.ts';
import { ancestorsOf, below, type FilePath } from './paths.ts';
import { BASES, rootOf, roots } from './roots.ts';

/** What a file of a workflow is, by its place alone (FORMAT.md (a), (c)). */
export type Role =
  | { readonly kind: 'metadata' }
  | { readonly kind: 'phase'; readonly phase: number }
  | { readonly kind: 'task'; readonly phase: number; readonly name: string }
  | { readonly kind: 'gate'; readonly phase: number }
  | { readonly kind: 'template'; readonly of: 'phase' | 'task' }
  /** The `workflow-definition.yaml` that the workflow was made from, in `supporting-docs/`. */
  | { readonly kind: 'definition' }
  /** Any other Markdown: `README.md`, `core/*.md`, `supporting-docs/`. */
  | { readonly kind: 'prose' };

/** Where a file of a workflow stands: in which one, as what. */
export interface WorkflowPlace {
  readonly workflow: FilePath;
  readonly role: Role;
}

/** Where a file stands, and as what: in a workflow, or beside the workflows. */
export type Place = WorkflowPlace | OtherPlace;

export const METADATA_FILE = 'metadata.json';
export const PHASE_FILE = 'phase.md';
export const GATE_FILE = 'gate-definition.yaml';
export const PHASES_FOLDER = 'phases';

/** The folder of a phase, whether it is there or not. */
export function phaseFolder(workflow: FilePath, phase: number): FilePath {
  return path.join(workflow, PHASES_FOLDER, String(phase));
}

/**
 * Whether a folder is a workflow: it holds `metadata.json`, and stands right under the `workflows/`
 * folder of a root or base or has `phases/` beside the file.
 */
export const isWorkflowFolder = defineQuery<boolean>({
  name: 'isWorkflowFolder',
  compute(read, folder) {
    const names = read(listing, folder).entries;
    if (!names.some(({ name, kind }) => name === METADATA_FILE && kind !== 'folder')) return false;
    return (
      names.some(({ name, kind }) => name === PHASES_FOLDER && kind === 'folder') ||
      isWorkflowsFolder(read, path.dirname(folder))
    );
  },
});

/** Whether a folder is the `workflows/` of a root or of a base in it. */
export function isWorkflowsFolder(read: Read, folder: FilePath): boolean {
  if (path.basename(folder) !== 'workflows') return false;
  const parent = path.dirname(folder);
  if (BASES.includes(path.basename(parent))) return true;
  return read(roots, CELL).some((root) => root === parent || path.dirname(root) === folder);
}

/**
 * The workflow that a file belongs to: the outermost folder above it that is one. Above the
 * workspace roots nothing is looked at, unless the file is in no root at all.
 */
export const workflowOf = defineQuery<FilePath | undefined>({
  name: 'workflowOf',
  compute(read, file) {
    const root = rootOf(read, file);
    const above = [...ancestorsOf(file)];
    const folders = root === undefined ? above : above.slice(0, above.indexOf(root) + 1);
    const found = folders.findLast((folder) => read(isWorkflowFolder, folder));
    return found !== undefined && !read(isIgnoredFile, file) ? found : undefined;
  },
});

/** What a file is; undefined for files that are none of our business. */
export const placeOf = defineQuery<Place | undefined>({
  name: 'placeOf',
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  compute(read, file) {
    const workflow = read(workflowOf, file);
    if (workflow === undefined) return otherPlaceOf(read, file);
    const role = roleOf(below(workflow, file) ?? '');
    return role === undefined ? undefined : { workflow, role };
  },
});

/** The role of a file by its path below the workflow's folder. */
export function roleOf(relative: string): Role | undefined {
  if (relative === METADATA_FILE) return { kind: 'metadata' };
  const [, folder, name] = /^phases\/([^/]+)\/([^/]+)$/.exec(relative) ?? [];
  const phase = folder === undefined ? undefined : phaseNumberOf(folder);
  if (name !== undefined && phase !== undefined) {
    if (name === PHASE_FILE) return { kind: 'phase', phase };
    if (name === GATE_FILE) return { kind: 'gate', phase };
    if (isTaskFile(name)) return { kind: 'task', phase, name };
  }
  if (folder === 'dynamic') {
    if (name === 'phase-template.md') return { kind: 'template', of: 'phase' };
    if (name === 'task-template.md') return { kind: 'template', of: 'task' };
  }
  if (path.posix.basename(relative) === DEFINITION_FILE) return { kind: 'definition' };
  return relative.endsWith('.md') ? { kind: 'prose' } : undefined;
}

/** The number that a folder under `phases/` stands for: `0`, `12`; not `01`, `dynamic`. */
export function phaseNumberOf(folder: string): number | undefined {
  return /^(0|[1-9]\d{0,4})$/.test(folder) ? Number(folder) : undefined;
}

export function isTaskFile(name: string): boolean {
  return /^task-\d+.*\.md$/.test(name);
}

/** The number in a task file's name: 2 for `task-2-build.md`. */
export function taskNumberOf(name: string): number | undefined {
  const digits = /^task-(\d+)/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
