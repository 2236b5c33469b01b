import path from 'node:path';
import { defineQuery, type Read } from '../caches/definition.ts';
import { basesOf, entriesBelow } from './bases.ts';
import { listing } from './files.ts';
import { isIgnoredFile } from './ignore.ts';
import { ancestorsOf, below, type FilePath } from './paths.ts';
import { planSource } from './plan-sources.ts';
import { CONFIG_FILE } from './project-config.ts';
import { BASES, rootOf } from './roots.ts';
import { isStateFile, rootOfStates, stateFiles } from './state-folder.ts';

/** What a file outside of every workflow is, by its place alone (FORMAT.md (a)). */
export type OtherRole =
  | { readonly kind: 'standard' | 'spec' }
  /** A `tasks.md`: what a dynamic workflow is generated from (FORMAT.md (f)). */
  | { readonly kind: 'plan' }
  /** A `workflow-definition.yaml`: the other source of dynamic workflows. */
  | { readonly kind: 'definition' }
  /** `.praxis-os/config.json`. */
  | { readonly kind: 'config' }
  /** The state file of a session. */
  | { readonly kind: 'state' };

/** Where a file outside of every workflow stands. */
export interface OtherPlace {
  readonly workflow?: never;
  /** The base that holds it, as `.praxis-os`; of a state file the workspace root. */
  readonly holder: FilePath;
  readonly role: OtherRole;
}

/** The plan of a spec: what stands for a source where its folder is named as one. */
export const PLAN_FILE = 'tasks.md';
export const DEFINITION_FILE = 'workflow-definition.yaml';

/** What a file is that belongs to no workflow; undefined for files that are none of our business. */
export function otherPlaceOf(read: Read, file: FilePath): OtherPlace | undefined {
  const root = rootOf(read, file);
  if (root !== undefined && file === path.join(root, CONFIG_FILE)) {
    return { holder: path.dirname(file), role: { kind: 'config' } };
  }
  if (isStateFile(file)) {
    const holder = rootOfStates(read, path.dirname(file));
    return holder === undefined ? undefined : { holder, role: { kind: 'state' } };
  }
  const name = path.basename(file);
  if (!/\.(?:md|ya?ml)$/.test(name)) return undefined;
  const source = read(planSource, file);
  if (source !== '') return { holder: root ?? path.dirname(file), role: { kind: source } };
  const holder = baseOf(read, file, root);
  const [folder] = holder === undefined ? [] : (below(holder, file)?.split('/') ?? []);
  if (holder === undefined || (folder !== 'standards' && folder !== 'specs')) return undefined;
  if (read(isIgnoredFile, file)) return undefined;
  if (folder === 'standards') {
    return name.endsWith('.md') ? { holder, role: { kind: 'standard' } } : undefined;
  }
  if (!name.endsWith('.md') && name !== DEFINITION_FILE) return undefined;
  const kind = name === PLAN_FILE ? 'plan' : name === DEFINITION_FILE ? 'definition' : 'spec';
  return { holder, role: { kind } };
}

/** The outermost base that a file is in. `universal` is a common word: only at a root it is one. */
function baseOf(read: Read, file: FilePath, root: FilePath | undefined): FilePath | undefined {
  const folders = [...ancestorsOf(file)];
  const inside = root === undefined ? folders : folders.slice(0, folders.indexOf(root) + 1);
  const ofRoot = root === undefined ? [] : read(basesOf, root);
  const found = inside.findLast((folder) => {
    if (folder === root) return false;
    const name = path.basename(folder);
    return ofRoot.includes(folder) || (name.startsWith('.') && BASES.includes(name));
  });
  return found ?? ofRoot.find((folder) => folder === root);
}

/** The documents of a root that belong to no workflow: standards, specs, configuration, states. */
export const otherDocuments = defineQuery<readonly FilePath[]>({
  name: 'otherDocuments',
  equals: (a, b) => a.length === b.length && a.every((file, index) => file === b[index]),
  compute(read, root) {
    const config = path.join(root, CONFIG_FILE);
    const hasConfig = read(listing, path.dirname(config)).entries.some(
      ({ name }) => name === path.basename(config),
    );
    return [
      ...read(basesOf, root).flatMap((base) =>
        ['standards', 'specs'].flatMap((folder) => documentsIn(read, path.join(base, folder))),
      ),
      ...(hasConfig ? [config] : []),
      ...read(stateFiles, root),
    ];
  },
});

function documentsIn(read: Read, folder: FilePath): FilePath[] {
  return [...entriesBelow(read, folder)]
    .filter(({ name }) => name.endsWith('.md') || name === DEFINITION_FILE)
    .map(({ file }) => file);
}
