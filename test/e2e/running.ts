import { cpSync, mkdirSync } from 'node:fs';
import type { SessionSummary } from '../../server/protocol/session-requests.ts';
import type { InitializeOptions, LspClient } from '../lsp-client.ts';
import type { SessionAnswers } from '../session-answers.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';
import { startServer } from './server.ts';

/** Lays a copy of `universal/` into a folder, which looks like somebody's checkout. */
export function layUniversal(folder: TemporaryFolder): void {
  cpSync('universal', folder.at('universal'), { recursive: true });
  mkdirSync(folder.at('.git'), { recursive: true });
}

/** A client that runs workflows: each method is a request. */
export class Runner {
  readonly client: LspClient;

  constructor(client: LspClient) {
    this.client = client;
  }

  static async over(folder: TemporaryFolder, options: InitializeOptions = {}): Promise<Runner> {
    return new Runner(await startServer({ roots: [folder.path], ...options }));
  }

  start(workflowType: string, targetFile: string, more: object = {}) {
    return this.#ask('praxis/session/start', { workflowType, targetFile, ...more });
  }

  phase(sessionId: string, phase?: number) {
    return this.#ask('praxis/session/phase', {
      sessionId,
      ...(phase === undefined ? {} : { phase }),
    });
  }

  task(sessionId: string, phase: number, taskNumber: number) {
    return this.#ask('praxis/session/task', { sessionId, phase, taskNumber });
  }

  complete(sessionId: string, phase: number, evidence: unknown, more: object = {}) {
    return this.#ask('praxis/session/completePhase', {
      sessionId,
      phase,
      evidence,
      ...more,
    });
  }

  get(sessionId: string) {
    return this.#ask('praxis/session/get', { sessionId });
  }

  list(params: object = {}) {
    return this.#ask('praxis/session/list', params);
  }

  /** Any other request on a session; each that changes it is answered with its summary. */
  change(action: string, sessionId: string, more: object = {}) {
    return this.client.request<SessionSummary>(`praxis/session/${action}`, { sessionId, ...more });
  }

  #ask<M extends keyof SessionAnswers>(method: M, params: object): Promise<SessionAnswers[M]> {
    return this.client.request<SessionAnswers[M]>(method, params);
  }
}
