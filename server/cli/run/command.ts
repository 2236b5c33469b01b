import { Command, CommanderError, Option } from 'commander';
import { PraxisError } from '../../protocol/errors.ts';
import { SESSION_STATUSES } from '../../protocol/session-requests.ts';
import { collect, sentenceOf } from '../commander.ts';
import { printJson } from '../exact-json.ts';
import { printable } from '../terminal/printable.ts';
import { EXAMPLES, HELP } from './help.ts';
import { refusalOf } from './refusal.ts';
import { type CommonOptions, RunContext, type Surroundings } from './run-context.ts';
import { pause, remove, resume, retry, rollback } from './verbs/changes.ts';
import { complete } from './verbs/complete.ts';
import { exportSession } from './verbs/export.ts';
import { type ListOptions, list } from './verbs/list.ts';
import { errors, gate, phase, status, task } from './verbs/reading.ts';
import { start } from './verbs/start.ts';
import { refusalView } from './views/refusal-view.ts';

/** Could not run: wrong arguments, nothing found, or a refusal other than a gate's. */
const COULD_NOT_RUN = 2;

type Answer = number | Promise<number>;

/**
 * `praxis-ls run …`: answers on standard output, refusals on standard error, or both as JSON on
 * standard output.
 *
 * @param words what stands after `run`
 * @returns the exit code: 0 done, 1 the gate refused, 2 could not run
 */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const { terminal, current } = surroundings;
  let context = new RunContext({ json: words.includes('--json') }, surroundings);
  let exitCode = 0;
  const program = commandTree(surroundings, async (options, answer) => {
    context = new RunContext(options, surroundings);
    exitCode = await answer(context);
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    // Help was asked for, and printed.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    const error = thrown instanceof CommanderError ? wrongUse(thrown) : thrown;
    const refusal = refusalOf(error, words, context.command, context.chosen);
    if (context.options.json) terminal.out(printJson({ error: refusal }));
    else terminal.err(refusalView(printable(refusal), terminal, current));
    if (refusal.kind === 'Internal' && error instanceof Error) terminal.err(error.stack ?? '');
    return COULD_NOT_RUN;
  }
}

/** What commander refuses, in our form: one sentence, and where to look. */
function wrongUse({ message, code }: CommanderError): PraxisError {
  if (code === 'commander.help') {
    return new PraxisError(
      'InvalidParams',
      'What is to be done? A verb is missing.',
      'The help lists them.',
    );
  }
  return new PraxisError(
    'InvalidParams',
    sentenceOf(message.replaceAll('\n', ' ')),
    'The help says what the command takes.',
    code === 'commander.unknownCommand' ? { unknownVerb: true } : {},
  );
}

/** The verbs with their options. @param act runs a verb with its options in a context */
function commandTree(
  { terminal }: Surroundings,
  act: (options: CommonOptions, answer: (context: RunContext) => Answer) => Promise<void>,
): Command {
  const program = new Command('praxis-ls run')
    .description('Runs prAxIs OS workflows at the terminal, phase by phase.')
    .usage('<verb> [arguments] [options]')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [verb]', 'print the help of a verb')
    .option(
      '--workspace <folder>',
      'the workspace; the nearest one around the current folder unless given',
    )
    .option('--session <id>', 'the session, by its id or the beginning of it')
    .option(
      '--workflow <type>',
      'of several sessions, the one of this workflow that was changed last',
    )
    .option('--json', 'answer for programs: the results of praxis/session/* as JSON')
    .exitOverride()

    .configureHelp({
      helpWidth: terminal.width,
      subcommandTerm: (command) =>
        `${command.name()} ${command.usage().replace(/\[SESSION\] ?| ?\[options\]$/g, '')}`,
      subcommandDescription: (command) => lowerFirst(command.description()),
    })
    .commandsGroup('Verbs:')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      // What is wrong is told once, by `run`.
      writeErr: () => undefined,
    })
    .addHelpText('after', `\n${HELP}`);

  const verb = <Options>(
    name: string,
    description: string,
    usage: string,
    answer: (context: RunContext, written: readonly string[], options: Options) => Answer,
  ): Command =>
    program
      .command(name)
      .description(description)
      .usage(`${usage}${usage === '' ? '' : ' '}[options]`)
      .argument('[arguments...]')
      .configureHelp({
        showGlobalOptions: true,
        helpWidth: terminal.width,
        visibleArguments: () => [],
      })
      .addHelpText('after', EXAMPLES[name] === undefined ? '' : `\n${EXAMPLES[name]}`)
      .action((written: string[], options: Options, command: Command) =>
        act(command.optsWithGlobals<CommonOptions>(), (context) =>
          answer(context, written, options),
        ),
      );

  verb(
    'list',
    'List the workflows and sessions of the workspace.',
    '',
    (context, written, options: ListOptions) => {
      refuseArguments(written);
      return list(context, options);
    },
  )
    .option('--sessions', 'sessions only')
    .addOption(
      new Option('--status <status>', 'only sessions of this status').choices(SESSION_STATUSES),
    );
  program
    .command('start')
    .description('Start a workflow on a target, or take up the session that is there.')
    .usage('WORKFLOW TARGET [options]')
    .argument('<WORKFLOW>', 'the name of its folder')
    .argument('<TARGET>', 'what it is run on: a path in the workspace, or any name')
    .option('--option <key=value>', 'an option of the session; once for each', collect)
    .option('--options <file>', 'a JSON object with options; - reads standard input')
    .option('--force', 'start in spite of errors in the workflow; the session remembers')
    .option('--uri <path>', 'the copy of the workflow: its folder, or a file in it')
    .configureHelp({ showGlobalOptions: true, helpWidth: terminal.width })
    .addHelpText('after', `\n${EXAMPLES.start}`)
    .action((workflow: string, target: string, options, command: Command) =>
      act(command.optsWithGlobals<CommonOptions>(), (context) =>
        start(context, workflow, target, options),
      ),
    );
  verb('status', 'Show how far a session is.', '[SESSION]', status);
  verb('phase', 'Show a phase: its text, tasks and gate.', '[SESSION] [PHASE]', phase);
  verb('task', 'Show a task of the current phase, or of another.', '[SESSION] [PHASE] TASK', task);
  verb('gate', 'Show what the gate of a phase asks for.', '[SESSION] [PHASE]', gate);
  verb(
    'complete',
    'Submit evidence, and go on if the gate passes.',
    '[SESSION] [PHASE] [key=value ...]',
    complete,
  )
    .option('--evidence <file>', 'a JSON object with evidence; - reads standard input')
    .option('--dry-run', 'judge only, change nothing');
  verb('pause', 'Pause a session.', '[SESSION]', pause);
  verb('resume', 'Go on with a paused session.', '[SESSION]', resume);
  verb('retry', 'Set the last attempt at the current phase aside.', '[SESSION]', retry);
  verb(
    'rollback',
    'Go back to the last completed phase, or to another.',
    '[SESSION] [PHASE]',
    rollback,
  );
  verb('errors', 'Show the attempts that failed.', '[SESSION]', errors);
  verb('export', 'Write the whole session as one report.', '[SESSION]', exportSession).option(
    '--output <file>',
    'where to write it; standard output unless given',
  );
  verb('delete', 'Delete a session for good.', '[SESSION] --yes', remove).option(
    '--yes',
    'mean it',
  );
  return program;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

function refuseArguments([first]: readonly string[]): void {
  if (first === undefined) return;
  throw new PraxisError(
    'InvalidParams',
    `${JSON.stringify(first)}: list takes options only.`,
    'To list what belongs to one workflow, use --workflow.',
    { path: first },
  );
}
