import { CELL } from '../caches/cell.ts';
import { defineInput, defineQuery } from '../caches/definition.ts';
import type { FilePath } from '../workspace/paths.ts';
import { projectConfig } from '../workspace/project-config.ts';
import { rootOf } from '../workspace/roots.ts';
import { ruleOf } from './registry.ts';
import { familyOf, type Severity } from './rule.ts';

/** Severities by rule code, or by family as `gate/*`; `off` silences. */
export type RuleSeverities = Readonly<Record<string, Severity | 'off'>>;

/** What the editor's settings say (`praxis.diagnostics.rules`); they win over the project's. */
export const severitySettings = defineInput<RuleSeverities>({
  name: 'severitySettings',
  retain: true,
});

/** The severities in force for the files of a folder: the project's, the editor's over them. */
export const severitiesFor = defineQuery<RuleSeverities>({
  name: 'severitiesFor',
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  compute(read, folder: FilePath) {
    const root = rootOf(read, folder);
    const project = root === undefined ? {} : read(projectConfig, root).rules;
    return { ...project, ...read(severitySettings, CELL) };
  },
});

/** The severity of a rule; undefined if it is silenced. A code's own setting beats its family's. */
export function severityOf(code: string, severities: RuleSeverities): Severity | undefined {
  const family = `${familyOf(code)}/*`;
  const severity = severities[code] ?? severities[family] ?? ruleOf(code).severity;
  return severity === 'off' ? undefined : severity;
}
