import path from 'node:path';
import type { CancellationToken } from 'vscode-jsonrpc';
import type { Connection } from 'vscode-languageserver/node';
import { PraxisError } from '../protocol/errors.ts';
import { executeCommandParams } from '../protocol/lsp-params.ts';
import type { ParamsSchema } from '../protocol/params.ts';
import { checkParams } from '../protocol/params.ts';
import { commandOf } from '../protocol/requests.ts';
import type { WorkflowParams } from '../protocol/workflow-requests.ts';
import { type FilePath, uriOfPath } from '../workspace/paths.ts';
import type { Client } from './client.ts';
import type { Handlers, RequestHandler } from './handlers.ts';

/** What a command without arguments may be meant for. */
export interface CommandPlaces {
  /** The document that was opened or edited last, if it is in a workflow. */
  touchedLast(): { readonly file: FilePath; readonly workflow: FilePath } | undefined;
  allWorkflows(): Promise<readonly FilePath[]>;
}

/** How a request behaves as a command without arguments. */
export interface CommandOptions<R> {
  /** The arguments that are meant; the workflow touched last, if there is one, unless given. */
  readonly complete?: () => Promise<object>;
  /** The file that shows the outcome, where one does. */
  readonly shows?: (result: R) => string | undefined;
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
  readonly #client: Client;
  readonly #commands = new Map<string, RequestHandler<unknown, unknown>>();
  readonly #places: CommandPlaces;

  constructor(connection: Connection, handlers: Handlers, client: Client, places: CommandPlaces) {
    this.#connection = connection;
    this.#handlers = handlers;
    this.#client = client;
    this.#places = places;
    handlers.request('workspace/executeCommand', executeCommandParams, (params, token) =>
      this.#execute(params.command, params.arguments ?? [], token),
    );
  }

  /**
   * Serves a custom request.
   *
   * @param tell says the outcome in one line, for editors that show nothing else
   */
  serve<P, R>(
    method: string,
    schema: ParamsSchema<P>,
    handler: RequestHandler<P, R>,
    tell: (result: R) => string,
    { complete = () => this.workflowTouched(false), shows }: CommandOptions<R> = {},
  ): void {
    this.#handlers.request(method, schema, handler);
    this.#commands.set(commandOf(method), async (params, token) => {
      const result = await handler(checkParams(schema, params ?? (await complete())), token);
      if (params === undefined) {
        this.#show('info', tell(result));
        const uri = shows?.(result);
        if (uri !== undefined) this.#showDocument(uri);
      }
      return result;
    });
  }

  /** The place that a command without arguments is about. */
  get touchedLast(): ReturnType<CommandPlaces['touchedLast']> {
    return this.#places.touchedLast();
  }

  /** The workflow of the document touched last as params; asks where there is none, if it must be. */
  async workflowTouched(isNeeded: boolean): Promise<WorkflowParams> {
    const touched = this.#places.touchedLast()?.workflow;
    const folder = touched ?? (isNeeded ? await this.#chooseWorkflow() : undefined);
    // The URI picks this very copy of a workflow that exists more than once.
    return folder === undefined
      ? {}
      : { workflowType: path.basename(folder), uri: uriOfPath(folder) };
  }

  /** Lets the user choose; undefined when there is nothing to choose from, or the client cannot ask. */
  async choose<T>(
    message: string,
    choices: readonly { readonly title: string; readonly value: T }[],
  ): Promise<T | undefined> {
    // Neovim makes a prompt even of a question without answers.
    if (choices.length === 0) return undefined;
    const shown = choices.slice(0, MOST_CHOICES);
    try {
      const chosen = await this.#connection.sendRequest<{ title?: string } | null>(
        'window/showMessageRequest',
        { type: 3, message, actions: shown.map(({ title }) => ({ title })) },
      );
      return shown.find(({ title }) => title === chosen?.title)?.value;
    } catch {
      return undefined; // A client that cannot ask: the command says what it needs instead.
    }
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

  async #chooseWorkflow(): Promise<FilePath | undefined> {
    const folders = await this.#places.allWorkflows();
    return this.choose(
      'Which workflow?',
      folders.map((folder) => ({ title: path.basename(folder), value: folder })),
    );
  }

  #show(kind: 'info' | 'error', message: string): void {
    void this.#connection.sendNotification('window/showMessage', {
      type: kind === 'error' ? 1 : 3,
      message,
    });
  }

  #showDocument(uri: string): void {
    if (!this.#client.showDocument) return;
    this.#connection.sendRequest('window/showDocument', { uri, takeFocus: true }).catch(() => {
      // The outcome was told already: a client that cannot open the file loses nothing else.
    });
  }
}
