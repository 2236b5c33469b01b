import { fenced } from './fence.ts';
import type { Rule } from './rule.ts';
import { silencingSection, silencingSentence } from './silencing.ts';

/** The page of a rule under `docs/rules/`, but for its heading. Markdown. */
export function rulePageBody(rule: Rule): string {
  const { blocks, page } = rule;
  const blocking = blocks === undefined ? '' : `\n${blockingNote(blocks)}\n`;
  return `${page.what}

## Why

${page.why}
${blocking}
## Wrong

${fenced(page.wrong.language, page.wrong.text)}

## Right

${fenced(page.right.language, page.right.text)}

## How to silence it

${silencingSection(rule)}
`;
}

/** What a rule is about, in short, for a finding in this file: below a hover, over a squiggle. Markdown. */
export function ruleCard(rule: Rule, file: string): string {
  const { code, title, page } = rule;
  return [`**${title}** · \`${code}\``, page.what, page.why, silencingSentence(rule, file)].join(
    '\n\n',
  );
}

function blockingNote(blocks: NonNullable<Rule['blocks']>): string {
  const what = { start: 'starting a session', complete: 'completing a phase' };
  return `It prevents ${blocks.map((action) => what[action]).join(' and ')}, whatever its severity, silenced or not.`;
}
