import { rules } from '../../server/diagnostics/registry.ts';
import type { Example, Rule } from '../../server/diagnostics/rule.ts';
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
  const { code, title, severity, blocks, page } = rule;
  const family = code.slice(0, code.indexOf('/'));
  return `# ${title}

\`${code}\` · ${severity}

${page.what}

## Why

${page.why}
${blocks === undefined ? '' : `\n${blockingNote(blocks)}\n`}
## Wrong

${fenced(page.wrong)}

## Right

${fenced(page.right)}

## How to silence it

In \`.praxis-os/config.json\`, or in the editor's settings under the same keys:

\`\`\`json
{ "praxis": { "diagnostics": { "rules": { "${code}": "off" } } } }
\`\`\`

Instead of \`off\`, another severity is \`hint\`, \`info\`, \`warning\` or \`error\`. \`${family}/*\` stands for the whole family.
`;
}

function blockingNote(blocks: NonNullable<Rule['blocks']>): string {
  const what = { start: 'starting a session', complete: 'completing a phase' };
  return `It prevents ${blocks.map((action) => what[action]).join(' and ')}, whatever its severity.`;
}

function fenced({ language, text }: Example): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
