import { fenced } from './fence.ts';
import { isSyntaxError } from './registry.ts';
import { familyOf, type Rule } from './rule.ts';
import { type CommentLanguage, commentLanguageOf } from './suppression/directives.ts';

/** The comment that silences a rule on the next line, or in the whole file. */
function disableComment(
  language: CommentLanguage,
  scope: 'next-line' | 'file',
  code: string,
): string {
  const text = `praxis-disable-${scope} ${code}: reason`;
  return language === 'markdown' ? `<!-- ${text} -->` : `# ${text}`;
}

/** The comments in which a rule can be silenced, by the language of its example. */
function languagesOf(rule: Rule): readonly CommentLanguage[] {
  if (isSyntaxError(rule)) return [];
  const { language } = rule.page.wrong;
  if (language === 'text') return ['markdown', 'yaml'];
  return language === 'json' ? [] : [language];
}

/** How to silence a rule, at length: a section of its page. Markdown. */
export function silencingSection(rule: Rule): string {
  const { code, page } = rule;
  const family = `${familyOf(code)}/*`;
  const languages = languagesOf(rule);
  const names = { markdown: 'Markdown', yaml: 'YAML' };
  const comments = languages.map((language) =>
    fenced(
      language,
      `${disableComment(language, 'next-line', code)}\n${disableComment(language, 'file', code)}`,
    ),
  );
  const why =
    page.wrong.language === 'json'
      ? 'JSON has no comments, so it is silenced in the configuration.'
      : 'No comment silences it: those of a file that cannot be read are not trusted.';
  const inPlace =
    comments.length === 0
      ? why
      : `With a comment in ${languages.map((language) => names[language]).join(' or ')}, for the next line or for the whole file. The reason is optional; several rules stand with commas between.\n\n${comments.join('\n\n')}`;
  return `${inPlace}

In some files, by globs from the workspace folder, in \`.praxis-os/config.json\`. The folder of a workflow stands for all of it; without \`files\` it is the whole workspace.

${fenced('json', `{ "praxis": { "diagnostics": { "disable": [\n  { "rule": "${code}", "files": ".praxis-os/workflows/release_v1", "reason": "…" }\n] } } }`)}

Everywhere, there or in the editor's settings under the same keys:

${fenced('json', `{ "praxis": { "diagnostics": { "rules": { "${code}": "off" } } } }`)}

Instead of \`off\`, another severity is \`hint\`, \`info\`, \`warning\` or \`error\`. \`${family}\` stands for the whole family, here and in comments.`;
}

/** The same in a sentence, for a finding in this file. Markdown. */
export function silencingSentence(rule: Rule, file: string): string {
  const { code } = rule;
  const language = isSyntaxError(rule) ? undefined : commentLanguageOf(file);
  return language === undefined
    ? `Silence it: \`{"rule": "${code}"}\` under \`praxis.diagnostics.disable\` in \`.praxis-os/config.json\`.`
    : `Silence it: \`${disableComment(language, 'next-line', code)}\` on the line above.`;
}
