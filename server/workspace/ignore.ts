import path from 'node:path';
import createIgnore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { CELL } from '../caches/cell.ts';
import { defineInput, defineQuery } from '../caches/definition.ts';
import { content, listing } from './files.ts';
import { below, type FilePath } from './paths.ts';
import { projectConfig } from './project-config.ts';
import { BASES, rootOf } from './roots.ts';

/** The globs of the editor's setting `praxis.ignore`, relative to a workspace root. */
export const ignoreGlobs = defineInput<readonly string[]>({ name: 'ignoreGlobs', retain: true });

/** Folders that never hold workflows. */
const NEVER: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * Whether a folder is left out of scan, watcher and diagnostics alike: `.git`, `node_modules`, what
 * the setting names, and what `.gitignore` files leave out. A base (`.praxis-os` and the like) is
 * never left out by `.gitignore`: many projects do not commit what is installed there.
 */
export const isIgnoredFolder = defineQuery<boolean>({
  name: 'isIgnoredFolder',
  compute(read, folder) {
    const root = rootOf(read, folder);
    if (root === undefined || root === folder) return false;
    const name = path.basename(folder);
    if (NEVER.has(name) || read(isIgnoredFolder, path.dirname(folder))) return true;
    if (read(isNamedIn, root)(below(root, folder) ?? '')) return true;
    return !isInBase(below(root, folder) ?? '') && isGitIgnored();

    function isGitIgnored(): boolean {
      for (let above = path.dirname(folder); ; above = path.dirname(above)) {
        const rules = read(gitIgnoreRules, above);
        if (rules?.ignores(`${below(above, folder)}/`)) return true;
        if (above === root) return false;
      }
    }
  },
});

/** Whether a file is left out: it is in such a folder, or the setting names it. */
export const isIgnoredFile = defineQuery<boolean>({
  name: 'isIgnoredFile',
  compute(read, file) {
    const root = rootOf(read, file);
    if (root === undefined) return false;
    return (
      read(isIgnoredFolder, path.dirname(file)) || read(isNamedIn, root)(below(root, file) ?? '')
    );
  },
});

const gitIgnoreRules = defineQuery<Ignore | undefined>({
  name: 'gitIgnoreRules',
  compute(read, folder: FilePath) {
    if (!read(listing, folder).entries.some((entry) => entry.name === '.gitignore'))
      return undefined;
    const rules = read(content, path.join(folder, '.gitignore'));
    return rules.state === 'text' ? createIgnore().add(rules.text) : undefined;
  },
});

function isInBase(relative: string): boolean {
  const [first] = relative.split('/');
  return first !== undefined && (BASES.includes(first) || first === 'workflows');
}

/** Whether the settings, the editor's and the project's, name a path below a root. */
const isNamedIn = defineQuery<(relative: string) => boolean>({
  name: 'ignoreMatcher',
  compute(read, root) {
    const globs = [...read(ignoreGlobs, CELL), ...read(projectConfig, root).ignore];
    if (globs.length === 0) return () => false;
    // `drafts` and `drafts/` leave out all that is below, as people expect from .gitignore.
    const bare = globs.map((glob) => glob.replace(/\/+$/, ''));
    return picomatch([...bare, ...bare.map((glob) => `${glob}/**`)], { dot: true });
  },
});
