import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { TemporaryFolder } from '../../temporary-folder.ts';

const WATCH = path.resolve('dist/index-server-watch.js'); // `npm test` builds it.

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('ends a process whose server was killed, even if it is caught in something', async () => {
  using folder = new TemporaryFolder();
  folder.write({
    'worker.mjs': `
      import { Worker } from 'node:worker_threads';
      new Worker(${JSON.stringify(WATCH)}, { workerData: process.ppid }).on('online', () => {
        process.send(process.pid, () => { for (;;); });
      });`,
    'server.mjs': `
      import { fork } from 'node:child_process';
      fork(${JSON.stringify(folder.at('worker.mjs'))}).on('message', (pid) => console.log(pid));`,
  });
  const server = spawn('node', [folder.at('server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
  const worker = Number(line);
  onTestFinished(() => {
    if (isThere(worker)) process.kill(worker, 'SIGKILL');
  });
  expect(isThere(worker)).toBe(true);
  server.kill('SIGKILL');
  await expect.poll(() => isThere(worker), { timeout: 20_000, interval: 200 }).toBe(false);
}, 30_000);

it('is none whose server was gone before it had begun', async () => {
  using folder = new TemporaryFolder();
  const worker = path.resolve('dist/index-worker.js');
  folder.write({
    'server.mjs': `
      import { fork } from 'node:child_process';
      import { writeSync } from 'node:fs';
      const { pid } = fork(${JSON.stringify(worker)}, [String(process.pid)], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      writeSync(1, String(pid));
      process.kill(process.pid, 'SIGKILL');`,
  });
  const server = spawn('node', [folder.at('server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
  const pid = Number(line);
  onTestFinished(() => {
    if (isThere(pid)) process.kill(pid, 'SIGKILL');
  });
  await expect.poll(() => isThere(pid), { timeout: 20_000, interval: 200 }).toBe(false);
}, 30_000);
