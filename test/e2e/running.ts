import { cpSync, mkdirSync } from 'node:fs';
import type {
  CompletePhaseResult,
  PhaseView,
  SessionGetResult,
  SessionListResult,
  SessionStartResult,
  SessionSummary,
  TaskView,
} from '../../server/protocol/session-requests.ts';
import { type InitializeOptions, LspClient } from '../lsp-client.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';

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
    const client = new LspClient(['node', 'dist/main.js', '--stdio']);
    await client.initialize({ roots: [folder.path], ...options });
    return new Runner(client);
  }

  start(workflowType: string, targetFile: string, more: object = {}) {
    return this.#ask<SessionStartResult>('start', { workflowType, targetFile, ...more });
  }

  phase(sessionId: string, phase?: number) {
    return this.#ask<PhaseView>('phase', { sessionId, ...(phase === undefined ? {} : { phase }) });
  }

  task(sessionId: string, phase: number, taskNumber: number) {
    return this.#ask<TaskView>('task', { sessionId, phase, taskNumber });
  }

  complete(sessionId: string, phase: number, evidence: unknown, more: object = {}) {
    return this.#ask<CompletePhaseResult>('completePhase', {
      sessionId,
      phase,
      evidence,
      ...more,
    });
  }

  get(sessionId: string) {
    return this.#ask<SessionGetResult>('get', { sessionId });
  }

  list(params: object = {}) {
    return this.#ask<SessionListResult>('list', params);
  }

  change(action: string, sessionId: string, more: object = {}) {
    return this.#ask<SessionSummary>(action, { sessionId, ...more });
  }

  #ask<R>(action: string, params: object): Promise<R> {
    return this.client.request<R>(`praxis/session/${action}`, params);
  }
}
