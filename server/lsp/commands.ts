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

/**
 * The custom requests, each also as a command of the same name with dots: some editors can send
 * only commands, and Helix sends them without arguments and throws the result away, so the outcome
 * is shown as well.
 */
export class Commands {
  readonly #connection: Connection;
  readonly #handlers: Handlers;
  readonly #commands = new Map<string, RequestHandler<unknown, unknown>>();
  /** The folder of the workflow whose document was touched last. */
  readonly #currentWorkflow: () => FilePath | undefined;

  constructor(
    connection: Connection,
    handlers: Handlers,
    currentWorkflow: () => FilePath | undefined,
  ) {
    this.#connection = connection;
    this.#handlers = handlers;
    this.#currentWorkflow = currentWorkflow;
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
  ): void {
    this.#handlers.request(method, schema, handler);
    this.#commands.set(commandOf(method), async (params, token) => {
      const result = await handler(checkParams(schema, this.#complete(params)), token);
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
      return await command(given[0], token);
    } catch (error) {
      // The editor may show neither result nor error of a command.
      if (given.length === 0 && error instanceof PraxisError) {
        this.#show('error', `${error.message} ${error.remediation}`);
      }
      throw error;
    }
  }

  /** A command without arguments works on the workflow of the document touched last. */
  #complete(params: unknown): unknown {
    if (params !== undefined) return params;
    const folder = this.#currentWorkflow();
    // The URI picks this very copy of a workflow that exists more than once.
    return folder === undefined
      ? {}
      : { workflowType: path.basename(folder), uri: uriOfPath(folder) };
  }

  #show(kind: 'info' | 'error', message: string): void {
    void this.#connection.sendNotification('window/showMessage', {
      type: kind === 'error' ? 1 : 3,
      message,
    });
  }
}
