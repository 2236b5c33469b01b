import picomatch from 'picomatch';
import { defineQuery, type Read } from '../../caches/definition.ts';
import { below, type FilePath } from '../../workspace/paths.ts';
import { projectConfig } from '../../workspace/project-config.ts';
import { rootOf } from '../../workspace/roots.ts';

/** An entry of `praxis.diagnostics.disable` in `.praxis-os/config.json` that concerns a file. */
export interface ConfiguredSuppression {
  /** A code, or a family as `gate/*`. */
  readonly rule: string;
  /** Its place in the list, from 0. */
  readonly index: number;
}

interface Entry extends ConfiguredSuppression {
  readonly concerns: (relative: string) => boolean;
}

const entriesOf = defineQuery<readonly Entry[]>({
  name: 'configuredSuppressions',
  compute: (read, root) =>
    read(projectConfig, root).disable.map(({ rule, files, index }) => {
      if (files === undefined) return { rule, index, concerns: () => true };
      // A folder stands for all that is below, as in `praxis.ignore`: that makes it a workflow's.
      const bare = files.map((glob) => glob.replace(/^\.?\/+|\/+$/g, ''));
      const globs = [...bare, ...bare.map((glob) => `${glob}/**`)];
      return { rule, index, concerns: picomatch(globs, { dot: true }) };
    }),
});

/** The entries of the project's configuration that concern a file. */
export function configuredFor(read: Read, file: FilePath): readonly ConfiguredSuppression[] {
  const root = rootOf(read, file);
  const entries = root === undefined ? [] : read(entriesOf, root);
  if (root === undefined || entries.length === 0) return [];
  const relative = below(root, file) ?? '';
  return entries.filter(({ concerns }) => concerns(relative));
}

/** Whether a code is what a suppression names: itself, or its family. */
export function isNamedBy(named: string, code: string): boolean {
  return named === code || (named.endsWith('/*') && code.startsWith(named.slice(0, -1)));
}
