import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { CommanderError } from 'commander';
import { PraxisError } from '../../protocol/errors.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { sentenceOf } from '../commander.ts';
import { openFolders } from '../open-workspace.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Baseline, baselineOf, compare, readBaseline, writeBaseline } from './baseline.ts';
import { concise } from './formats/concise.ts';
import { github } from './formats/github.ts';
import { json } from './formats/json.ts';
import { pretty } from './formats/pretty.ts';
import { sarif } from './formats/sarif.ts';
import { countsOf, type LintResult } from './lint-result.ts';
import { Linter } from './linter.ts';
import { type LintOptions, lintCommand } from './options.ts';
import { counted, exitCodeOf, type Outcome, type Surroundings } from './outcome.ts';
import { ReportMakers } from './report-makers.ts';
import { isTarget, targetsOf } from './targets.ts';
import { watchFolders } from './watch.ts';

/** Wrong arguments, a path that is not there, a baseline that cannot be read. */
const COULD_NOT_RUN = 2;

/** Where the command runs. */
export interface LintSurroundings {
  readonly terminal: Terminal;
  /** Whether standard output is a terminal: only that is cleared. */
  readonly isTerminal: boolean;
  /** The current folder, absolute. */
  readonly current: FilePath;
  readonly version: string;
  readonly packageFolder: URL;
  readonly startReportWorker: () => Worker;
  /** Of GitHub Actions: the folder that annotations are relative to. */
  readonly repository?: string | undefined;
  /** Ends `--watch`. */
  readonly signal?: AbortSignal;
}

/**
 * `praxis-ls lint …`: findings on standard output, what went wrong on standard error.
 *
 * @param words what stands after `lint`
 * @returns the exit code: 0 clean or warnings within the limit, 1 errors or too many warnings, 2 could not run
 */
export async function lint(words: readonly string[], at: LintSurroundings): Promise<number> {
  const { terminal } = at;
  let exitCode = 0;
  const command = lintCommand(terminal, async (options) => {
    exitCode = await run(options, at);
  });
  try {
    await command.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    // Help was asked for, and printed.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    terminal.err(`praxis-ls: ${printable(reasonOf(thrown))}`);
    return COULD_NOT_RUN;
  }
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof PraxisError) return `${thrown.message} ${thrown.remediation}`;
  if (thrown instanceof CommanderError) {
    return `${sentenceOf(thrown.message)} See praxis-ls lint --help.`;
  }
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return `Internal error, a fault of praxis-ls and not of your files: ${stack}`;
}

async function run(options: LintOptions, at: LintSurroundings): Promise<number> {
  const { terminal, current } = at;
  const targets = targetsOf(options.paths, options.workspace, current);
  const baseline =
    options.baseline === undefined ? undefined : readBaseline(options.baseline, current);
  const onTrouble = (message: string): void => terminal.err(`praxis-ls: ${printable(message)}`);
  const watched = options.watch ? watchFolders() : undefined;
  const { workspace, inputs } = openFolders(targets.roots, onTrouble, watched?.listener);
  inputs.severities.value = options.rules;
  const makers = new ReportMakers(workspace, {
    startWorker: at.startReportWorker,
    severities: options.rules,
    isKept: options.watch,
    onTrouble,
  });
  const linter = new Linter(workspace, targets, makers);
  const once = async (): Promise<number> => {
    const result = await linter.lint();
    if (options.writeBaseline !== undefined) {
      return accept(result, options.writeBaseline, at);
    }
    const isChecked = (file: string): boolean =>
      targets.roots.some((root) => isTarget(targets, path.join(root, file)));
    const outcome = outcomeOf(result, options, baseline, isChecked);
    if (result.files === 0) {
      onTrouble(
        `There is nothing to check in ${(targets.named.length > 0 ? targets.named : targets.roots).join(', ')}: no workflow, and no document beside workflows.`,
      );
    }
    const isForPrograms = options.format === 'json' || options.format === 'sarif';
    const text = result.files > 0 || isForPrograms ? written(outcome, options, at) : '';
    if (text !== '') terminal.out(text);
    return exitCodeOf(outcome);
  };
  try {
    if (watched === undefined) return await once();
    return await watched.watch(workspace, once, at);
  } finally {
    await makers.close();
  }
}

function accept(result: LintResult, file: string, { terminal, current }: LintSurroundings): number {
  const findings = baselineOf(result);
  writeBaseline(file, current, findings);
  const what = counted(countsOf(result.found)) || 'no findings';
  terminal.out(`Wrote ${what} to ${file}. From now on: praxis-ls lint --baseline ${file}`);
  return 0;
}

function outcomeOf(
  result: LintResult,
  { hints, maxWarnings }: LintOptions,
  baseline: Baseline | undefined,
  isChecked: (file: string) => boolean,
): Outcome {
  const compared = baseline === undefined ? undefined : compare(baseline, result, isChecked);
  const found = compared?.fresh ?? result.found;
  return {
    ...result,
    found,
    counts: countsOf(found),
    hints,
    ...(maxWarnings === undefined ? {} : { maxWarnings }),
    ...(compared === undefined ? {} : { baseline: { known: compared.known, gone: compared.gone } }),
  };
}

function written(outcome: Outcome, { format }: LintOptions, at: LintSurroundings): string {
  const { terminal, current, version, packageFolder, repository = current } = at;
  const surroundings: Surroundings = { current, version, packageFolder, textOf };
  switch (format) {
    case 'pretty':
      return pretty(outcome, surroundings, terminal);
    case 'concise':
      return concise(outcome, surroundings);
    case 'json':
      return json(outcome, surroundings);
    case 'sarif':
      return sarif(outcome, surroundings);
    case 'github':
      return github(outcome, repository);
  }
}

/** What cannot be read any more is shown without its line. */
function textOf(file: FilePath): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
