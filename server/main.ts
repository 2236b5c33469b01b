import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { LifecycleGate } from './lsp/lifecycle-gate.ts';
import { chooseTransport, openTransport, TransportError } from './lsp/transport.ts';

interface Options {
  readonly stdio?: boolean;
  readonly socket?: string;
  readonly pipe?: string;
  readonly clientProcessId?: number;
}

/** This file is bundled into `dist/`, or stands in `server/`: one level below the package. */
const packageFolder = new URL('../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', packageFolder), 'utf8')) as {
  version: string;
};

/** The bundle of the process that indexes stands beside this one. */
const indexWorker = fileURLToPath(new URL('./index-worker.js', import.meta.url));

const program = new Command('praxis-ls')
  .description('Language server for prAxIs OS workflows.')
  .version(version, '-v, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .option('--stdio', 'talk to the editor over standard input and output')
  .option('--socket <port>', 'connect to the editor on this port of 127.0.0.1')
  .option('--pipe <name>', 'connect to the editor on this named pipe or Unix socket')
  .option('--clientProcessId <pid>', 'end when this process is gone', processId)
  .exitOverride()
  .showHelpAfterError('See praxis-ls --help.')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error/, 'praxis-ls')) })
  .addHelpText(
    'after',
    '\nEditors start it as `praxis-ls --stdio`; see the README for Neovim, VS Code and Helix.',
  )
  .action(async (options: Options) => {
    const { stdio, socket, pipe } = options;
    if (stdio === undefined && socket === undefined && pipe === undefined) program.help();
    await serveOver(options);
  })
  .helpCommand(false)
  .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}` })
  .enablePositionalOptions();

// Its verbs, options and help are loaded when they are asked for: a server starts without them.
subcommand('run', '<verb>', 'run workflows at the terminal', runWorkflows);
subcommand('lint', '[PATH...]', 'find what is wrong with workflows', lintWorkflows);
subcommand('search', '<query>', 'search standards and workflows', searchPassages);

/** @param action takes all that follows the name as it is, and answers with the exit code */
function subcommand(
  name: string,
  usage: string,
  description: string,
  action: (words: string[]) => Promise<number>,
): void {
  program
    .command(name)
    .description(`${description}: praxis-ls ${name} --help`)
    .usage(usage)
    .argument('[words...]', '')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (words: string[]) => {
      endQuietlyWithReader();
      process.exitCode = await action(words);
    });
}

function processId(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be the number of a process.');
}

async function runWorkflows(words: string[]): Promise<number> {
  const { run } = await import('./cli/run/command.ts');
  const { terminalOf } = await import('./cli/terminal/terminal.ts');
  return run(words, {
    terminal: terminalOf(process, process.env),
    input: process.stdin,
    current: process.cwd(),
  });
}

async function searchPassages(words: string[]): Promise<number> {
  const { search } = await import('./cli/search/command.ts');
  const { terminalOf } = await import('./cli/terminal/terminal.ts');
  return search(words, {
    terminal: terminalOf(process, process.env),
    isWatched: process.stderr.isTTY === true,
    current: process.cwd(),
    indexWorker,
  });
}

async function lintWorkflows(words: string[]): Promise<number> {
  const { lint } = await import('./cli/lint/command.ts');
  const { terminalOf } = await import('./cli/terminal/terminal.ts');
  const { URGENT } = await import('./diagnostics/report-protocol.ts');
  const { env, stdout } = process;
  const terminal = terminalOf(
    process,
    words.includes('--no-color') ? { ...env, NO_COLOR: '1' } : env,
  );
  return lint(words, {
    terminal,
    isTerminal: stdout.isTTY === true,
    current: process.cwd(),
    version,
    packageFolder,
    startReportWorker: () => startReportWorker({ workerData: URGENT }),
    repository: env.GITHUB_WORKSPACE,
  });
}

/** Whoever reads may have seen enough: `praxis-ls run list | head -1`. */
function endQuietlyWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

function startReportWorker(options: WorkerOptions = {}): Worker {
  return new Worker(new URL('./report-worker.js', import.meta.url), options);
}

async function serveOver(options: Options): Promise<void> {
  const streams = await openTransport(chooseTransport(options));
  // The library reads this argument on import, and takes a process it may not signal for dead.
  process.argv = process.argv.filter((argument) => !argument.startsWith('--clientProcessId'));
  const { serve } = await import('./server.ts');
  const gate = new LifecycleGate(streams, {
    onEnd: (exitCode) => process.exit(exitCode),
    log: (line) => console.error(`praxis-ls: ${line}`),
    clientProcessId: options.clientProcessId,
  });
  // A handler's fault is its request's error; what escapes even so must not end the process.
  process.on('uncaughtException', (error) => console.error(error));
  process.on('unhandledRejection', (reason) => console.error(reason));
  serve({
    reader: gate.reader,
    writer: gate.writer,
    version,
    packageFolder,
    indexWorker,
    startReportWorker: () => startReportWorker(),
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // It has said why already; of help and version it is no fault.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof TransportError) {
    console.error(`praxis-ls: ${error.message} ${error.remediation}`);
    process.exitCode = 2;
  } else {
    throw error;
  }
}
