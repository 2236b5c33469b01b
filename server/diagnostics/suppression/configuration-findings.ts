import path from 'node:path';
import { defineQuery } from '../../caches/definition.ts';
import type { CacheManager } from '../../caches/manager.ts';
import { type DataTree, locate } from '../../syntax/data-tree.ts';
import { parseJson } from '../../syntax/json.ts';
import { content } from '../../workspace/files.ts';
import { LineIndex } from '../../workspace/line-index.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Range } from '../../workspace/position-encoding.ts';
import { CONFIG_FILE, projectConfig } from '../../workspace/project-config.ts';
import { type Diagnostic, rangeOf } from '../diagnostic.ts';
import { isRuleOrFamily } from '../registry.ts';
import { suppressionUnknownRule } from '../rules/suppression/unknown-rule.ts';
import { suppressionUnused } from '../rules/suppression/unused.ts';
import { severitiesFor, severityOf } from '../severity.ts';
import { canBeUnused, unknownRuleWords } from './suppressor.ts';

/** Read here and not as a document: of nested roots only the outermost has its configuration as one. */
interface Configuration {
  readonly tree: DataTree;
  readonly lines: LineIndex;
}

const configuration = defineQuery<Configuration | undefined>({
  name: 'configuration',
  compute(read, file) {
    const found = read(content, file);
    if (found.state !== 'text') return undefined;
    return { tree: parseJson(found.text), lines: new LineIndex(found.text) };
  },
});

/**
 * What is wrong with `praxis.diagnostics.disable` in the configuration of a root. Only who has looked at the whole
 * workspace can tell which entries are of no use.
 *
 * @param used the entries that silence something, by their place in the list
 * @returns undefined when nothing is wrong
 */
export function configurationFindings(
  caches: CacheManager,
  root: FilePath,
  used: ReadonlySet<number>,
): { file: FilePath; diagnostics: readonly Diagnostic[] } | undefined {
  const { disable } = caches.ask(projectConfig, root);
  const file = path.join(root, CONFIG_FILE);
  const known = disable.length === 0 ? undefined : caches.ask(configuration, file);
  if (known === undefined) return undefined;
  const severities = caches.ask(severitiesFor, root);
  const diagnostics = disable.flatMap(({ rule, index }): Diagnostic[] => {
    const isKnown = isRuleOrFamily(rule);
    if (isKnown && (used.has(index) || !canBeUnused(rule))) return [];
    const { code, tag } = isKnown ? suppressionUnused : suppressionUnknownRule;
    const severity = severityOf(code, severities);
    if (severity === undefined) return [];
    return [
      {
        code,
        severity,
        range: rangeOfEntry(known, index),
        ...(tag === undefined ? {} : { tag }),
        ...(isKnown ? { message: unusedWords(rule) } : unknownRuleWords(rule)),
      },
    ];
  });
  return diagnostics.length === 0 ? undefined : { file, diagnostics };
}

function unusedWords(rule: string): string {
  return `"${rule}" finds nothing in these files: the entry silences nothing.\nDelete it, or it may hide a new fault later.`;
}

function rangeOfEntry({ tree, lines }: Configuration, index: number): Range {
  const place = locate(tree.root, `/praxis/diagnostics/disable/${index}/rule`);
  return rangeOf(lines, place?.node?.range ?? { start: 0, end: 0 });
}
