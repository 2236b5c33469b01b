import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery } from '../caches/definition.ts';
import { content } from './files.ts';
import type { FilePath } from './paths.ts';

/** Where a workspace root has its configuration. */
export const CONFIG_FILE = path.join('.praxis-os', 'config.json');

/** What `.praxis-os/config.json` says that concerns us (FORMAT.md (a)). */
export interface ProjectConfig {
  /** `development_mode`. */
  readonly developmentMode?: boolean;
  /** `rag.index_path`, relative to the root: the folder of session states stands beside it. */
  readonly indexPath?: string;
  /** `rag.standards_path`, relative to the root. */
  readonly standardsPath?: string;
  /** `praxis.ignore`: globs, relative to the root. */
  readonly ignore: readonly string[];
  /** `praxis.diagnostics.rules`: severities by rule code. */
  readonly rules: Readonly<Record<string, 'off' | 'hint' | 'info' | 'warning' | 'error'>>;
  /** `praxis.diagnostics.disable`: what is silenced where. */
  readonly disable: readonly DisableEntry[];
}

/** An entry of `praxis.diagnostics.disable`. */
export interface DisableEntry {
  /** A rule code, or a family as `gate/*`. */
  readonly rule: string;
  /** Globs of files and folders, relative to the root; absent for the whole workspace. */
  readonly files?: readonly string[];
  /** Its place in the list, from 0: wrong entries are left out. */
  readonly index: number;
}

const SEVERITIES = new Set(['off', 'hint', 'info', 'warning', 'error']);

/**
 * The configuration of a workspace root. It is optional; absent, unreadable or wrong parts of it
 * are as if they were not there, which a rule says in the file itself.
 */
export const projectConfig = defineQuery<ProjectConfig>({
  name: 'projectConfig',
  equals: isDeepStrictEqual,
  compute(read, root: FilePath) {
    const file = read(content, path.join(root, CONFIG_FILE));
    const config = file.state === 'text' ? parseObject(file.text) : {};
    const praxis = objectOf(config.praxis);
    const developmentMode = config.development_mode;
    const { index_path: indexPath, standards_path: standardsPath } = objectOf(config.rag);
    const diagnostics = objectOf(praxis.diagnostics);
    const rules = Object.entries(objectOf(diagnostics.rules));
    return {
      ...(typeof developmentMode === 'boolean' ? { developmentMode } : {}),
      ...(typeof indexPath === 'string' && indexPath !== '' ? { indexPath } : {}),
      ...(typeof standardsPath === 'string' && standardsPath !== '' ? { standardsPath } : {}),
      ignore: Array.isArray(praxis.ignore)
        ? praxis.ignore.filter((glob) => typeof glob === 'string')
        : [],
      rules: Object.fromEntries(
        rules.filter(([, severity]) => SEVERITIES.has(String(severity))),
      ) as ProjectConfig['rules'],
      disable: Array.isArray(diagnostics.disable)
        ? diagnostics.disable.flatMap((entry, index) => disableEntry(objectOf(entry), index))
        : [],
    };
  },
});

/** Nothing for an entry that does not say what and where: silence by accident would be worse. */
function disableEntry({ rule, files }: Record<string, unknown>, index: number): DisableEntry[] {
  if (typeof rule !== 'string' || rule === '') return [];
  if (files === undefined) return [{ rule, index }];
  const globs = (Array.isArray(files) ? files : [files]).filter((glob) => typeof glob === 'string');
  return globs.length === 0 ? [] : [{ rule, files: globs, index }];
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return {}; // "Absent or unreadable: defaults, no error" (FORMAT.md (a)).
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
