import { type ChildProcess, spawn } from 'node:child_process';
import { build } from 'esbuild';

/** Bundles a writer: a process of it is ready in a tenth of the time that tsx takes. */
export async function buildWriter(
  outfile: string,
  source = 'test/crash/state-writer.ts',
): Promise<void> {
  await build({
    entryPoints: [source],
    outfile,
    external: ['onnxruntime-node', 'vectordb', 'apache-arrow', '@xenova/transformers'],
    bundle: true,
    mainFields: ['module', 'main'],
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    banner: {
      js: "import { createRequire as writerRequire } from 'node:module'; const require = writerRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

/** A process that writes states, and what it has acknowledged. */
export class WriterProcess {
  readonly #child: ChildProcess;
  readonly #started: Promise<void>;
  readonly #ended: Promise<void>;
  #output = '';
  #errors = '';
  #status: number | string = 'running';

  constructor(program: string, ...args: readonly string[]) {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#started = new Promise((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
        resolve();
      });
      child.on('close', () => resolve());
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.#ended = new Promise((resolve) => {
      child.on('close', (code, signal) => {
        this.#status = code ?? signal ?? 'lost';
        resolve();
      });
    });
  }

  /** The complete lines that it printed. */
  get acknowledged(): readonly string[] {
    return this.#output.split('\n').slice(0, -1);
  }

  /** Resolves with its first acknowledgement, or its end. */
  started(): Promise<void> {
    return this.#started;
  }

  /** Waits for its end; an end with an error is thrown. */
  async finished(): Promise<void> {
    await this.#ended;
    if (this.#status !== 0)
      throw new Error(`The writer ended with ${this.#status}: ${this.#errors}`);
  }

  /** Kills it, if it still runs, and waits until all its output is read. An error of its own is thrown. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
    if (this.#status !== 'SIGKILL' && this.#status !== 0) throw new Error(this.#errors);
  }
}
