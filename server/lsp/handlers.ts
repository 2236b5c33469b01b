import type { CancellationToken } from 'vscode-jsonrpc';
import type { Connection } from 'vscode-languageserver/node';
import type { CacheManager } from '../caches/manager.ts';
import { PraxisError, responseErrorOf } from '../protocol/errors.ts';
import { checkParams, type ParamsSchema } from '../protocol/params.ts';
import type { Log } from './log.ts';

/** Answers one request; may take its time, and then gives up when the token says so. */
export type RequestHandler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

/**
 * Where all requests and notifications come in. Each has its params checked, is one pass of the
 * caches, and fails for itself alone: what it throws is its own error, logged once.
 */
export class Handlers {
  readonly #connection: Connection;
  readonly #caches: CacheManager;
  readonly #log: Log;

  constructor(connection: Connection, caches: CacheManager, log: Log) {
    this.#connection = connection;
    this.#caches = caches;
    this.#log = log;
  }

  request<P, R>(method: string, schema: ParamsSchema<P>, handler: RequestHandler<P, R>): void {
    this.#connection.onRequest(method, async (...received: unknown[]) => {
      const token = received.pop() as CancellationToken;
      try {
        this.#caches.beginPass();
        return await handler(checkParams(schema, paramsOf(received)), token);
      } catch (error) {
        this.#report(method, error);
        return responseErrorOf(error);
      }
    });
  }

  notification<P>(method: string, schema: ParamsSchema<P>, handler: (params: P) => void): void {
    this.#connection.onNotification(method, (...received: unknown[]) => {
      try {
        this.#caches.beginPass();
        handler(checkParams(schema, paramsOf(received)));
      } catch (error) {
        this.#report(method, error);
      }
    });
  }

  #report(method: string, error: unknown): void {
    // What the client did wrong it is told; what we did wrong must be found.
    if (error instanceof PraxisError) {
      this.#log.info(`${method}: ${error.message}`);
    } else {
      this.#log.error(`${method} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
}

/** The params as they were sent: the library spreads an array of them, and leaves out none. */
function paramsOf(received: readonly unknown[]): unknown {
  return received.length > 1 ? received : (received[0] ?? {});
}
