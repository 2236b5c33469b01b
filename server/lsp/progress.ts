import type { Connection } from 'vscode-languageserver/node';
import type { Client } from './client.ts';

/** Work shorter than this passes without a word, in milliseconds. */
const DELAY_MILLISECONDS = 300;
const STEP_MILLISECONDS = 200;

/** How far a piece of work is. */
export interface WorkState {
  readonly isDone: boolean;
  readonly done: number;
  readonly total: number;
}

/** What a piece of work is called. */
export interface WorkName {
  /** Readable, since Helix 25.01 shows the token where the title should be. */
  readonly token: string;
  readonly title: string;
}

/** Shows work that goes on behind the author's back as progress, in clients that can show it. */
export class WorkProgress {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #name: WorkName;
  #since: number | undefined;
  #shown: 'no' | 'asking' | 'yes' = 'no';
  #latest: WorkState | undefined;
  #reportedAt = 0;

  constructor(connection: Connection, client: Client, name: WorkName) {
    this.#connection = connection;
    this.#client = client;
    this.#name = name;
  }

  update(state: WorkState): void {
    if (!this.#client.progress) return;
    this.#latest = state;
    const now = performance.now();
    if (state.isDone) {
      this.#end(`${state.total}`);
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
    const { token, title } = this.#name;
    try {
      await this.#connection.sendRequest('window/workDoneProgress/create', { token });
    } catch {
      return; // The client would rather not: the work goes on unseen.
    }
    if (this.#latest === undefined || this.#latest.isDone) {
      this.#shown = 'no';
      return;
    }
    this.#shown = 'yes';
    this.#send({ kind: 'begin', title, ...describe(this.#latest) });
  }

  #end(message: string): void {
    this.#since = undefined;
    if (this.#shown !== 'yes') return;
    this.#shown = 'no';
    this.#send({ kind: 'end', message });
  }

  #send(value: object): void {
    const { token } = this.#name;
    void this.#connection.sendNotification('$/progress', { token, value });
  }
}

function describe({ done, total }: WorkState): { message?: string; percentage: number } {
  if (total === 0) return { percentage: 0 };
  return { message: `${done}/${total}`, percentage: Math.floor((100 * done) / total) };
}
