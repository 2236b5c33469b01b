import { rules } from '../../server/diagnostics/registry.ts';
import type { Rule } from '../../server/diagnostics/rule.ts';
import { rulePageBody } from '../../server/diagnostics/rule-page.ts';
import { table } from './table.ts';

/** The name of a rule's page, as the server links to it from its diagnostics. */
function pageName(rule: Rule): string {
  return `${rule.code.replace('/', '-')}.md`;
}

/** The rules in a table, linked to their pages in `folder`. */
export function ruleTable(folder: string): string {
  return table(
    ['rule', 'severity', 'what it finds'],
    rules.map((rule) => [
      `[\`${rule.code}\`](${folder}${pageName(rule)})`,
      rule.severity,
      rule.title,
    ]),
  );
}

/** The pages of all rules by file name. */
export function rulePages(): Map<string, string> {
  return new Map(rules.map((rule) => [pageName(rule), rulePage(rule)]));
}

function rulePage(rule: Rule): string {
  const { code, title, severity } = rule;
  return `# ${title}\n\n\`${code}\` · ${severity}\n\n${rulePageBody(rule)}`;
}
