import path from 'node:path';
import { PraxisError } from '../../protocol/errors.ts';
import type { SessionSummary } from '../../protocol/session-requests.ts';
import { type FilePath, pathOfUri } from '../../workspace/paths.ts';
import { printJson } from '../exact-json.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { workspaceFolder } from '../workspace-folder.ts';
import { Engine } from './engine.ts';
import type { Input } from './json-source.ts';
import { chooseSession, sessionFlag } from './session-choice.ts';
import { shellWord } from './shell-word.ts';

/** Options that every verb takes. */
export interface CommonOptions {
  readonly workspace?: string;
  readonly session?: string;
  readonly workflow?: string;
  readonly json?: boolean;
}

/** Where a command runs. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly input: Input;
  /** The current folder. */
  readonly current: FilePath;
}

/** Makes the command that a person may type next, from a verb and its arguments. */
export type CommandLine = (words: string, sessionId?: string) => string;

/** What a view is drawn with. */
export interface Drawing {
  readonly terminal: Terminal;
  readonly command: CommandLine;
}

/** One command at work: its engine, its options, and how it answers. */
export class RunContext {
  readonly options: CommonOptions;
  readonly surroundings: Surroundings;
  #engine: Engine | undefined;
  #chosen: string | undefined;

  constructor(options: CommonOptions, surroundings: Surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  /** The engine, when the workspace can be opened. @throws {PraxisError} InvalidParams */
  get engine(): Engine {
    this.#engine ??= new Engine(
      workspaceFolder(this.options.workspace, this.surroundings.current),
      (message) => this.surroundings.terminal.err(`praxis-ls: ${printable(message)}`),
    );
    return this.#engine;
  }

  /**
   * The session that the command is about.
   *
   * @param written the beginning of its id, as an argument
   * @throws {PraxisError} SessionNotFound, or InvalidParams with those to choose from
   */
  session(written: string | undefined): SessionSummary {
    const { session = written, workflow } = this.options;
    if (session !== undefined) this.#requireReadable(session);
    const chosen = chooseSession(this.engine.all(), { session, workflow });
    this.chose(chosen.sessionId);
    return chosen;
  }

  /** A state file that cannot be read is not as if it were not there. */
  #requireReadable(session: string): void {
    const { unreadable } = this.engine.sessions.list();
    const damaged = unreadable.find(({ uri }) =>
      path.posix.basename(uri).startsWith(session.toLowerCase()),
    );
    if (damaged === undefined) return;
    throw new PraxisError(
      'SessionCorrupt',
      `Corrupted state file: ${damaged.reason}`,
      `Repair ${pathOfUri(damaged.uri) ?? damaged.uri} by hand, or delete it and start again.`,
      { uri: damaged.uri },
    );
  }

  /** The command is about this session from now on: so are those that its refusal proposes. */
  chose(sessionId: string): void {
    this.#chosen = sessionId;
  }

  get chosen(): string | undefined {
    return this.#chosen;
  }

  /** Prints an answer: the value itself for programs, or what `draw` makes of it for people. */
  answer<V>(value: V, draw: (value: V, drawing: Drawing) => string): void {
    const { terminal } = this.surroundings;
    if (this.options.json) terminal.out(printJson(value));
    else terminal.out(draw(printable(value), { terminal, command: this.command }));
  }

  /** The command to type next, with the options that it needs to be about the same thing. */
  readonly command: CommandLine = (words, sessionId) => {
    const { workspace } = this.options;
    const place = workspace === undefined ? '' : ` --workspace ${shellWord(workspace)}`;
    const about = sessionId === undefined ? '' : sessionFlag(this.engine.all(), sessionId);
    return `praxis-ls run ${words}${about}${place}`;
  };
}
