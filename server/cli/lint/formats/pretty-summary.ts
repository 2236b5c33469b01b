import { fileURLToPath } from 'node:url';
import { rulePageUri } from '../../../diagnostics/rule-page-uri.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { wrap } from '../../terminal/text-width.ts';
import type { Gone } from '../baseline.ts';
import type { LintedFile } from '../lint-result.ts';
import { counted, exitCodeOf, type Outcome, type Surroundings } from '../outcome.ts';

/** So many findings that are gone are named; of more only the number. */
const MOST_GONE = 10;

/** How it went, in a line, and what to do next. @param shown what stands above it */
export function summary(
  outcome: Outcome,
  shown: readonly LintedFile[],
  { packageFolder }: Surroundings,
  { colours, width }: Terminal,
): string {
  const { counts, files, workflows, baseline, hints, maxWarnings } = outcome;
  const hidden =
    hints || counts.hint === 0 ? '' : ` (and ${counted({ hint: counts.hint })}: --hints)`;
  const inWorkflows = workflows === 0 ? '' : ` (${counted({ workflow: workflows })})`;
  const checked = `${counted({ file: files }) || 'no files'}${inWorkflows}`;
  const notNew =
    baseline === undefined || baseline.known === 0
      ? ''
      : ` ${baseline.known} known from the baseline.`;
  const gone = goneLines(baseline?.gone ?? []);
  if (shown.length === 0) {
    const line = `${colours.green('✔')} ${checked}: nothing to report${hidden}.${notNew}`;
    return [line, ...gone].join('\n');
  }
  const { error, warning, info, hint } = counts;
  const what = counted({ error, warning, info, ...(hints ? { hint } : {}) });
  const sign = exitCodeOf(outcome) === 1 ? colours.red('✖') : colours.yellow('⚠');
  const limit =
    maxWarnings !== undefined && warning > maxWarnings
      ? ` More warnings than the ${maxWarnings} that are allowed.`
      : '';
  const headline = `${sign} ${colours.bold(what)} in ${shown.length} of ${counted({ file: files })}${hidden}.${limit}${notNew}`;
  const codes = [
    ...new Set(shown.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))),
  ];
  const [first = ''] = codes;
  const pages = fileURLToPath(new URL('.', rulePageUri(packageFolder, first)));
  const pageName = `${first.replace('/', '-')}.md`;
  const next = [
    `Each rule has a page that says why, and how to silence it: ${pages}${codes.length === 1 ? pageName : ''}`,
    ...(baseline === undefined && error + warning >= MANY
      ? ['To begin with what is new: praxis-ls lint --write-baseline FILE, then --baseline FILE.']
      : []),
  ];
  return [
    headline,
    ...next.flatMap((sentence) => wrap(sentence, width)).map(colours.dim),
    ...gone,
  ].join('\n');
}

/** From so many findings on, a baseline is proposed. */
const MANY = 20;

function goneLines(gone: readonly Gone[]): string[] {
  if (gone.length === 0) return [];
  const total = gone.reduce((sum, { count }) => sum + count, 0);
  const named = gone.slice(0, MOST_GONE).map(({ file, code, message, count }) => {
    return `  ${file}: ${code} ${message}${count === 1 ? '' : ` (${count} times)`}`;
  });
  const rest = gone.length > MOST_GONE ? [`  … and ${gone.length - MOST_GONE} more`] : [];
  return [
    `${counted({ finding: total })} of the baseline ${total === 1 ? 'is' : 'are'} gone; write it anew with --write-baseline:`,
    ...named,
    ...rest,
  ];
}
