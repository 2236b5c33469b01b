import path from 'node:path';
import type { CancellationToken } from 'vscode-jsonrpc';
import type { Connection } from 'vscode-languageserver/node';
import { PraxisError } from '../protocol/errors.ts';
import { executeCommandParams } from '../protocol/lsp-params.ts';
import type { ParamsSchema } from '../protocol/params.ts';
import { checkParams } from '../protocol/params.ts';
import { commandOf } from '../protocol/requests.ts';
import { type FilePath, uriOfPath } from '../workspace/paths.ts';
import type { Handlers, RequestHandler } from './handlers.ts';

/** The workflows that a command without arguments may be meant for. */
export interface CommandWorkflows {
  /** The one whose document was opened or edited last. */
  touchedLast(): FilePath | undefined;
  all(): Promise<readonly FilePath[]>;
}

/** An editor's prompt has room for so many. */
const MOST_CHOICES = 9;

/**
 * The custom requests, each also as a command of the same name with dots: some editors can send
 * only commands, and Helix sends them without arguments and throws the result away, so the outcome
 * is shown as well.
 */
export class Commands {
  readonly #connection: Connection;
  readonly #handlers: Handlers;
  readonly #commands = new Map<string, RequestHandler<unknown, unknown>>();
  readonly #workflows: CommandWorkflows;

  constructor(connection: Connection, handlers: Handlers, workflows: CommandWorkflows) {
    this.#connection = connection;
    this.#handlers = handlers;
    this.#workflows = workflows;
    handlers.request('workspace/executeCommand', executeCommandParams, (params, token) =>
      this.#execute(params.command, params.arguments ?? [], token),
    );
  }

  /**
   * Serves a custom request.
   *
   * @param tell says the outcome in one line, for editors that show nothing else
   * @param needsWorkflow whether a command without arguments has to ask for a workflow
   */
  serve<P, R>(
    method: string,
    schema: ParamsSchema<P>,
    handler: RequestHandler<P, R>,
    tell: (result: R) => string,
    needsWorkflow = false,
  ): void {
    this.#handlers.request(method, schema, handler);
    this.#commands.set(commandOf(method), async (params, token) => {
      const complete = params ?? (await this.#current(needsWorkflow));
      const result = await handler(checkParams(schema, complete), token);
      if (params === undefined) this.#show('info', tell(result));
      return result;
    });
  }

  async #execute(
    name: string,
    given: readonly unknown[],
    token: CancellationToken,
  ): Promise<unknown> {
    const command = this.#commands.get(name);
    if (command === undefined) {
      throw new PraxisError(
        'InvalidParams',
        `command: expected one of ${[...this.#commands.keys()].join(', ')}, got ${JSON.stringify(name)}`,
        'Send a command that the server announced in executeCommandProvider.',
      );
    }
    try {
      return await command(given[0] ?? undefined, token);
    } catch (error) {
      // The editor may show neither result nor error of a command.
      if ((given[0] ?? undefined) === undefined && error instanceof PraxisError) {
        this.#show('error', `${error.message.replace(/[.:]?$/, '.')} ${error.remediation}`);
      }
      throw error;
    }
  }

  /** A command without arguments works on the workflow of the document touched last, or asks. */
  async #current(needsWorkflow: boolean): Promise<object> {
    const touched = this.#workflows.touchedLast();
    const folder = touched ?? (needsWorkflow ? await this.#choose() : undefined);
    // The URI picks this very copy of a workflow that exists more than once.
    return folder === undefined
      ? {}
      : { workflowType: path.basename(folder), uri: uriOfPath(folder) };
  }

  async #choose(): Promise<FilePath | undefined> {
    const folders = await this.#workflows.all();
    // Neovim makes a prompt even of a question without answers.
    if (folders.length === 0) return undefined;
    const titles = folders.slice(0, MOST_CHOICES).map((folder) => path.basename(folder));
    try {
      const chosen = await this.#connection.sendRequest<{ title?: string } | null>(
        'window/showMessageRequest',
        { type: 3, message: 'Which workflow?', actions: titles.map((title) => ({ title })) },
      );
      return folders.find((folder) => path.basename(folder) === chosen?.title);
    } catch {
      return undefined; // A client that cannot ask: the command says what it needs instead.
    }
  }

  #show(kind: 'info' | 'error', message: string): void {
    void this.#connection.sendNotification('window/showMessage', {
      type: kind === 'error' ? 1 : 3,
      message,
    });
  }
}
