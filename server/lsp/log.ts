import type { Connection } from 'vscode-languageserver/node';
import type { LogLevel } from '../protocol/settings.ts';

const LEVELS: readonly LogLevel[] = ['error', 'warn', 'info', 'debug'];

/** Writes to the client's log (`window/logMessage`), as far as `praxis.log.level` lets it. */
export class Log {
  readonly #connection: Connection;
  level: LogLevel = 'info';

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  error(message: string): void {
    if (this.#shows('error')) this.#connection.console.error(message);
  }

  warn(message: string): void {
    if (this.#shows('warn')) this.#connection.console.warn(message);
  }

  info(message: string): void {
    if (this.#shows('info')) this.#connection.console.info(message);
  }

  debug(message: string): void {
    if (this.#shows('debug')) this.#connection.console.debug(message);
  }

  #shows(level: LogLevel): boolean {
    return LEVELS.indexOf(level) <= LEVELS.indexOf(this.level);
  }
}
