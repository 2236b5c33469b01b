import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { PraxisError } from '../../protocol/errors.ts';
import { LONGEST_TEXT } from '../../protocol/request-description.ts';
import {
  PASSAGE_KINDS,
  PASSAGE_LIMIT,
  type PassageKind,
  type SearchResult,
} from '../../protocol/search-requests.ts';
import { resultItem } from '../../rag/search-view.ts';
import { termsSharedWith } from '../../rag/words/shared-terms.ts';
import { type FilePath, uriOfPath } from '../../workspace/paths.ts';
import { collect } from '../commander.ts';
import { printJson } from '../exact-json.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { workspaceFolder } from '../workspace-folder.ts';
import { askIndex } from './ask-index.ts';
import { passagesView } from './passages-view.ts';

const NOTHING_FOUND = 1;
const COULD_NOT_RUN = 2;
const FROM_TO = `from ${PASSAGE_LIMIT.least} to ${PASSAGE_LIMIT.most}`;

export interface SearchSurroundings {
  readonly terminal: Terminal;
  /** Whether somebody sees what goes to standard error: then progress is shown. */
  readonly isWatched: boolean;
  /** The current folder. */
  readonly current: FilePath;
  /** The bundle of the process that indexes. */
  readonly indexWorker: FilePath;
}

interface Options {
  readonly workspace?: string;
  readonly kind?: PassageKind;
  readonly workflow?: string;
  readonly phase?: number;
  readonly tag?: readonly string[];
  readonly critical?: boolean;
  readonly limit: number;
  readonly tasks?: boolean;
  readonly model?: string;
  readonly json?: boolean;
}

/**
 * `praxis-ls search …`: passages of the standards, specs and workflows that answer a question.
 *
 * @param words what stands after `search`
 * @returns the exit code: 0 found, 1 nothing found, 2 could not run
 */
export async function search(
  words: readonly string[],
  surroundings: SearchSurroundings,
): Promise<number> {
  const { terminal } = surroundings;
  const program = commandOf(surroundings);
  try {
    program.parse(words, { from: 'user' });
    return await answer(program.args.join(' ').trim(), program.opts<Options>(), surroundings);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
    if (!(error instanceof PraxisError)) throw error;
    const { kind, code, message, remediation } = error;
    if (words.includes('--json')) {
      terminal.out(printJson({ error: { kind, code, message, remediation } }));
    } else {
      terminal.err(`${terminal.errorColours.red('✗')} ${printable(message)} ${remediation}`);
    }
    return COULD_NOT_RUN;
  }
}

async function answer(
  query: string,
  options: Options,
  { terminal, isWatched, current, indexWorker }: SearchSurroundings,
): Promise<number> {
  if (query === '') {
    throw new PraxisError(
      'InvalidParams',
      'What is to be searched for? A query is missing.',
      'Ask in words: praxis-ls search "what makes a gate strict".',
    );
  }
  if (query.length > LONGEST_TEXT) {
    throw new PraxisError(
      'InvalidParams',
      `The query has ${query.length} characters, and may have ${LONGEST_TEXT}.`,
      'Ask for one thing, in a sentence or two.',
    );
  }
  const { kind, workflow, phase, tag, critical, limit, tasks = false, model } = options;
  const asked = performance.now();
  const {
    answer: found,
    problems,
    hint,
  } = await askIndex(
    workspaceFolder(options.workspace, current),
    {
      query,
      limit,
      filters: {
        ...(kind === undefined ? {} : { kind }),
        ...(workflow === undefined ? {} : { workflowType: workflow }),
        ...(phase === undefined ? {} : { phase }),
        ...(tag === undefined ? {} : { tags: tag }),
        ...(critical === undefined ? {} : { critical }),
      },
    },
    {
      model: model === undefined ? '' : path.resolve(current, model),
      tasks: tasks || kind === 'task',
    },
    indexWorker,
    (message) => {
      if (isWatched) terminal.err(terminal.errorColours.dim(message));
    },
  );
  const result: SearchResult = {
    method: found.method,
    cached: false,
    tookMs: Math.round(performance.now() - asked),
    results: found.passages.map((passage) =>
      resultItem(passage, uriOfPath(passage.file), passage.lines),
    ),
    ...(hint === undefined ? {} : { hint }),
  };
  // Where there is something that could not be searched it is not said that nothing was found.
  const isOut = found.method === 'none' && hint === undefined;
  if (options.json === true) {
    terminal.out(printJson(result));
  } else if (!isOut) {
    const passages = printable(found.passages);
    terminal.out(passagesView(passages, termsSharedWith(query), terminal, current));
  }
  for (const trouble of hint === undefined ? problems : [...problems, hint]) {
    terminal.err(terminal.errorColours.yellow(printable(trouble)));
  }
  if (isOut) return COULD_NOT_RUN;
  return found.passages.length === 0 ? NOTHING_FOUND : 0;
}

function commandOf({ terminal }: SearchSurroundings): Command {
  return new Command('praxis-ls search')
    .description('Searches standards, specs and workflows, by words and by meaning.')
    .usage('<query> [options]')
    .argument('[query...]', 'what to look for, in words')
    .option('--workspace <folder>', 'the workspace; the nearest one unless given')
    .addOption(new Option('--kind <kind>', 'only passages of this kind').choices(PASSAGE_KINDS))
    .option('--workflow <type>', 'only of this workflow')
    .option('--phase <number>', 'only about this phase', wholeNumber)
    .option('--tag <tag>', 'only with this tag; may be repeated', collect)
    .option('--critical', 'only what is marked as critical')
    .option(
      '--limit <number>',
      `how many passages at the most, ${FROM_TO}`,
      limitNumber,
      PASSAGE_LIMIT.usual,
    )
    .option('--tasks', 'search task files, too')
    .option('--model <folder>', 'embed with the model in this folder; with our own unless given')
    .option('--json', 'answer for programs: the result of praxis/search as JSON')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .addHelpText(
      'after',
      '\nOnly saved files are searched. The index is kept in .praxis-os/.cache/praxis-ls/command, or in your\ncache folder; it is built with the first search. What a server keeps is left alone.\n\nExit codes: 0 found, 1 nothing found, 2 could not run.',
    );
}

function limitNumber(text: string): number {
  const { least, most } = PASSAGE_LIMIT;
  const limit = /^\d+$/.test(text) ? Number(text) : 0;
  if (limit >= least && limit <= most) return limit;
  throw new InvalidArgumentError(`It must be a whole number ${FROM_TO}.`);
}

function wholeNumber(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
