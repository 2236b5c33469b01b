import { spawn } from 'node:child_process';
import path from 'node:path';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LaunchOptions {
  /** The current folder. */
  readonly in: string;
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the built `praxis-ls` to its end, without colours unless the environment asks for them. */
export function praxis(words: readonly string[], options: LaunchOptions): Promise<Outcome> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...environment } = process.env;
  const child = spawn(process.execPath, [path.resolve('dist/main.js'), ...words], {
    cwd: options.in,
    env: { ...environment, ...options.environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  child.stdin.end(options.stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
