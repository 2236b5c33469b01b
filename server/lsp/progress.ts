import type { Connection } from 'vscode-languageserver/node';
import type { ScanState } from '../diagnostics/scanner.ts';
import type { Client } from './client.ts';

/** Readable, since Helix 25.01 shows the token where the title should be. */
const TOKEN = 'praxis/scan';
/** Scans shorter than this pass without a word. */
const DELAY_MILLISECONDS = 300;
const STEP_MILLISECONDS = 200;

/** Shows the scan of the workspace as progress, in clients that can show it. */
export class ScanProgress {
  readonly #connection: Connection;
  readonly #client: Client;
  #since: number | undefined;
  #shown: 'no' | 'asking' | 'yes' = 'no';
  #latest: ScanState | undefined;
  #reportedAt = 0;

  constructor(connection: Connection, client: Client) {
    this.#connection = connection;
    this.#client = client;
  }

  update(state: ScanState): void {
    if (!this.#client.progress) return;
    this.#latest = state;
    const now = performance.now();
    if (state.state === 'done') {
      this.#end(`${state.workflows} workflows`);
    } else if (this.#since === undefined) {
      this.#since = now;
    } else if (this.#shown === 'no' && now - this.#since > DELAY_MILLISECONDS) {
      void this.#begin();
    } else if (this.#shown === 'yes' && now - this.#reportedAt > STEP_MILLISECONDS) {
      this.#reportedAt = now;
      this.#send({ kind: 'report', ...describe(state) });
    }
  }

  async #begin(): Promise<void> {
    this.#shown = 'asking';
    try {
      await this.#connection.sendRequest('window/workDoneProgress/create', { token: TOKEN });
    } catch {
      return; // The client would rather not: the scan goes on unseen.
    }
    if (this.#latest === undefined || this.#latest.state === 'done') {
      this.#shown = 'no';
      return;
    }
    this.#shown = 'yes';
    this.#send({ kind: 'begin', title: 'Reading workflows', ...describe(this.#latest) });
  }

  #end(message: string): void {
    this.#since = undefined;
    if (this.#shown !== 'yes') return;
    this.#shown = 'no';
    this.#send({ kind: 'end', message });
  }

  #send(value: object): void {
    void this.#connection.sendNotification('$/progress', { token: TOKEN, value });
  }
}

function describe({ workflows, read }: ScanState): { message?: string; percentage: number } {
  if (workflows === 0) return { percentage: 0 };
  return { message: `${read}/${workflows}`, percentage: Math.floor((100 * read) / workflows) };
}
