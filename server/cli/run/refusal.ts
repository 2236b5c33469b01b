import { PraxisError } from '../../protocol/errors.ts';
import type { CommandLine } from './run-context.ts';
import { shellWord } from './shell-word.ts';

/** Why a command could not run, as `--json` prints it under `error`. */
export interface Refusal {
  readonly kind: string;
  readonly code: number;
  readonly message: string;
  readonly remediation: string;
  /** The command to type next. */
  readonly next: string;
  /** Facts that depend on the kind. */
  readonly [fact: string]: unknown;
}

const INTERNAL_ERROR = -32603;

/** The verbs of the requests that remedies name. */
const VERBS: Readonly<Record<string, string>> = {
  list: 'list --sessions',
  completePhase: 'complete',
  retryPhase: 'retry',
};

/**
 * What was thrown, as a refusal in the words of the command line.
 *
 * @param typed the verb and its arguments, as they were typed
 * @param sessionId what the command was about, as far as that was known
 */
export function refusalOf(
  thrown: unknown,
  typed: readonly string[],
  command: CommandLine,
  sessionId: string | undefined,
): Refusal {
  if (!(thrown instanceof PraxisError)) {
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    return {
      kind: 'Internal',
      code: INTERNAL_ERROR,
      message: `Internal error: ${text.split('\n', 1)[0]}`,
      remediation: 'This is a fault of praxis-ls, not of your files.',
      next: command('list'),
    };
  }
  const { kind, code, message, data } = thrown;
  return {
    ...data,
    kind,
    code,
    message: inCommandWords(message),
    remediation: inCommandWords(thrown.remediation) + forceHint(thrown, typed),
    next: nextOf(thrown, typed, command, sessionId),
  };
}

/** What the files of a workflow forbid at the start can be overridden; what cannot be read cannot. */
function forceHint({ kind, message }: PraxisError, [verb]: readonly string[]): string {
  const canBeForced = kind === 'WorkflowInvalid' && message.includes(' cannot be started: ');
  return verb === 'start' && canBeForced ? ' Or start in spite of it, with --force.' : '';
}

/** Requests are verbs here, and nothing is on the screen of an editor. */
function inCommandWords(text: string): string {
  return text
    .replaceAll(
      /praxis\/session\/(\w+)/g,
      (_whole, action: string) => `praxis-ls run ${VERBS[action] ?? action}`,
    )
    .replace(/Start it with options \{"(\w+)": "[^"]*"\}/, 'Add --option $1=PATH')
    .replace('What is on the screen counts, saved or not.', 'Save them: only saved files count.');
}

/** The first thing to type that gets further. */
function nextOf(
  { kind, data, message }: PraxisError,
  typed: readonly string[],
  command: CommandLine,
  sessionId: string | undefined,
): string {
  const [verb = ''] = typed;
  switch (kind) {
    case 'SessionPaused':
      return command('resume', sessionId);
    case 'SessionComplete':
      return command('export', sessionId);
    case 'PhaseMismatch':
    case 'PhaseNotAccessible':
      return command(typeof data.currentPhase === 'number' ? 'phase' : 'status', sessionId);
    case 'TaskNotFound':
      return command('phase', sessionId);
    case 'SessionNotFound':
      return command(
        typeof data.start === 'string' ? `start ${data.start} TARGET` : 'list --sessions',
      );
    case 'SessionCorrupt':
      return command('list --sessions');
    case 'StateConflict':
      return command('status', sessionId);
    case 'WorkflowNotFound':
      return command('list');
    case 'WorkflowInvalid':
      return again(typed);
    case 'SourceInvalid': {
      const option = /requires '(\w+)' in options/.exec(message)?.[1];
      return again(typed) + (option === undefined ? '' : ` --option ${option}=PATH`);
    }
    default:
      if (Array.isArray(data.misfits) && sessionId !== undefined) return command('gate', sessionId);
      if (typeof data.example === 'string') return `${again(typed)} ${data.example}`;
      return verb === '' || verb.startsWith('-') || data.unknownVerb === true
        ? 'praxis-ls run --help'
        : `praxis-ls run ${shellWord(verb)} --help`;
  }
}

function again(typed: readonly string[]): string {
  return ['praxis-ls run', ...typed.map(shellWord)].join(' ');
}
