import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery } from '../caches/definition.ts';
import { content } from './files.ts';
import type { FilePath } from './paths.ts';

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
    const file = read(content, path.join(root, '.praxis-os', 'config.json'));
    const config = file.state === 'text' ? parseObject(file.text) : {};
    const praxis = objectOf(config.praxis);
    const developmentMode = config.development_mode;
    const { index_path: indexPath, standards_path: standardsPath } = objectOf(config.rag);
    const rules = Object.entries(objectOf(objectOf(praxis.diagnostics).rules));
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
    };
  },
});

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
