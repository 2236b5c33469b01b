import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StatusResult } from '../../server/protocol/status-request.ts';
import { LspClient } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import type { Distribution } from './statistics.ts';

/** What the process took: memory in bytes. */
export interface Usage {
  readonly rss: number;
  readonly heapUsed: number;
  /** The most that was resident since the start. */
  readonly peak: number;
  /** Seconds since the start, of all threads together. */
  readonly processor: number;
}

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));
/** Generous: a scan of 1,000 workflows on a slow machine. */
const TIMEOUT_MILLISECONDS = 180_000;
const START_MILLISECONDS = 10_000;

/** A server with a probe in it (probe.mjs), and a client that talks to it. */
export class ProbedServer {
  readonly client: LspClient;
  readonly #folder: TemporaryFolder;
  readonly #socket: Socket;

  private constructor(client: LspClient, folder: TemporaryFolder, socket: Socket) {
    this.client = client;
    this.#folder = folder;
    this.#socket = socket;
  }

  /** @param flags further flags for Node, such as `--cpu-prof`. */
  static async start(flags: readonly string[] = []): Promise<ProbedServer> {
    const folder = new TemporaryFolder();
    const path = folder.at('probe');
    const client = new LspClient(
      ['node', '--expose-gc', '--import', PROBE, ...flags, 'dist/main.js', '--stdio'],
      { env: { ...process.env, PRAXIS_BENCH_PROBE: path }, timeoutMs: TIMEOUT_MILLISECONDS },
    );
    return new ProbedServer(client, folder, await connect(path));
  }

  async watchDelay(): Promise<void> {
    await this.#ask('watchDelay');
  }

  /** Ends the watch: how long the event loop was held, in milliseconds. */
  delay(): Promise<Distribution> {
    return this.#ask<Distribution>('delay');
  }

  usage(): Promise<Usage> {
    return this.#ask<Usage>('usage');
  }

  /** The same after a full garbage collection. */
  collected(): Promise<Usage> {
    return this.#ask<Usage>('collect');
  }

  /** Waits for the scan of the workspace to be done; asks seldom, so as not to disturb it. */
  async scanned(): Promise<StatusResult['scan']> {
    for (;;) {
      const { scan } = await this.client.request<StatusResult>('praxis/status', {});
      if (scan.state === 'done') return scan;
      await rest(20);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
    await this.client.shutdown();
    this.#folder[Symbol.dispose]();
  }

  #ask<T>(word: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#socket.once('error', reject);
      this.#socket.once('data', (line) => {
        this.#socket.off('error', reject);
        resolve(JSON.parse(String(line)));
      });
      this.#socket.write(`${word}\n`);
    });
  }
}

/** @throws what the last attempt failed of, when the server does not listen in time. */
async function connect(path: string): Promise<Socket> {
  const until = performance.now() + START_MILLISECONDS;
  for (;;) {
    const socket = createConnection(path).setEncoding('utf8');
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (performance.now() > until) throw error;
      await rest(5);
    }
  }
}
