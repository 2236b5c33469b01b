import { Command, Option } from 'commander';
import { isRuleOrFamily, ruleNames } from '../../diagnostics/registry.ts';
import type { RuleSeverities } from '../../diagnostics/severity.ts';
import { PraxisError } from '../../protocol/errors.ts';
import { nearest } from '../../workflow/nearest.ts';
import { collect } from '../commander.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { HELP } from './help.ts';

export type Format = (typeof FORMATS)[number];

const FORMATS = ['pretty', 'concise', 'json', 'sarif', 'github'] as const;
const SEVERITIES = ['off', 'hint', 'info', 'warning', 'error'] as const;

/** What was asked for, checked. */
export interface LintOptions {
  readonly paths: readonly string[];
  readonly workspace?: string;
  readonly format: Format;
  readonly maxWarnings?: number;
  readonly rules: RuleSeverities;
  readonly hints: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly watch: boolean;
}

/** As commander has them. */
interface Given {
  readonly workspace?: string;
  readonly format: Format;
  readonly maxWarnings?: string;
  readonly rule?: readonly string[];
  readonly hints?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly watch?: boolean;
}

/** The command with its options. @param act is given what stands on the line */
export function lintCommand(
  terminal: Terminal,
  act: (options: LintOptions) => Promise<void>,
): Command {
  return new Command('praxis-ls lint')
    .description('Finds what is wrong with workflows, without an editor.')
    .usage('[PATH...] [options]')
    .argument('[PATH...]', 'files or folders; the whole workspace unless given')
    .helpOption('-h, --help', 'print this help')
    .option('--workspace <folder>', 'the workspace; the nearest one around unless given')
    .addOption(
      new Option('--format <format>', 'how findings are written')
        .choices(FORMATS)
        .default('pretty'),
    )
    .option('--max-warnings <number>', 'fail with more warnings than this')
    .option('--rule <CODE=severity>', `${SEVERITIES.join(', ')}; once for each rule`, collect)
    .option('--hints', 'show hints too')
    .option('--baseline <file>', 'report only what is not in this file')
    .option('--write-baseline <file>', 'accept what there is: write it to this file')
    .option('--watch', 'check again whenever a file changes')
    .option('--no-color', 'no colours')
    .exitOverride()
    .configureHelp({ helpWidth: terminal.width })
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      // What is wrong is told once, by `lint`.
      writeErr: () => undefined,
    })
    .addHelpText('after', `\n${HELP}`)
    .action((paths: string[], given: Given) => act(checked(paths, given)));
}

/** @throws {PraxisError} InvalidParams for what does not fit */
function checked(paths: readonly string[], given: Given): LintOptions {
  const { workspace, format, maxWarnings, rule = [], baseline, writeBaseline } = given;
  const { hints = false, watch = false } = given;
  if (baseline !== undefined && writeBaseline !== undefined) {
    throw refused(
      '--baseline and --write-baseline do not go together.',
      'Write a baseline of all that is found, then compare with it.',
    );
  }
  if (watch && (writeBaseline !== undefined || (format !== 'pretty' && format !== 'concise'))) {
    throw refused(
      '--watch is for people: it goes with --format pretty or concise, and writes no baseline.',
      'Leave --watch out.',
    );
  }
  return {
    paths,
    format,
    rules: Object.fromEntries(rule.map(severityFrom)),
    hints,
    watch,
    ...(workspace === undefined ? {} : { workspace }),
    ...(maxWarnings === undefined ? {} : { maxWarnings: limitFrom(maxWarnings) }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(writeBaseline === undefined ? {} : { writeBaseline }),
  };
}

function limitFrom(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw refused(
    `--max-warnings ${text}: that is no number.`,
    'Write how many warnings may be: 0, 10.',
  );
}

function severityFrom(pair: string): [code: string, severity: (typeof SEVERITIES)[number]] {
  const [, code = '', written = ''] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
  const severity = SEVERITIES.find((each) => each === written);
  if (code !== '' && !isRuleOrFamily(code)) {
    const [meant] = nearest(code, ruleNames());
    throw refused(
      `--rule ${pair}: there is no rule "${code}".`,
      meant === undefined ? 'The pages in docs/rules list them.' : `Did you mean ${meant}?`,
    );
  }
  if (code === '' || severity === undefined) {
    throw refused(
      `--rule ${pair}: expected CODE=SEVERITY.`,
      `The severity is one of ${SEVERITIES.join(', ')}: --rule layout/task-not-listed=error`,
    );
  }
  return [code, severity];
}

function refused(message: string, remediation: string): PraxisError {
  return new PraxisError('InvalidParams', message, remediation);
}
