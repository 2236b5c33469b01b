import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLock } from '../../../../server/rag/vectors/folder-lock.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';

let folder: TemporaryFolder;
let locks: FolderLock[];

beforeEach(() => {
  folder = new TemporaryFolder();
  locks = [];
});
afterEach(async () => {
  for (const lock of locks) await lock.release();
  folder[Symbol.dispose]();
});

function lockOf(): FolderLock {
  const lock = new FolderLock(folder.path);
  locks.push(lock);
  return lock;
}

/** Leaves the lock as a process of that number would have it that was here just now. */
async function leaveLockOf(pid: number, change: (text: string) => string = (text) => text) {
  const lock = lockOf();
  await lock.tryToTake();
  const token = readFileSync(folder.at('writer.lock'), 'utf8');
  expect(token).toContain(String(process.pid));
  await lock.release();
  writeFileSync(folder.at('writer.lock'), change(token.replace(String(process.pid), String(pid))));
}

/** A process that is there, and how to end it. */
async function running(): Promise<{ pid: number; kill: () => Promise<void> }> {
  const child = spawn('node', ['-e', 'setInterval(() => {}, 1000); console.log(1)']);
  await once(child.stdout, 'data');
  return {
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('the lock of the folder', () => {
  it('is one’s until it is given back', async () => {
    const [first, second] = [lockOf(), lockOf()];
    expect(await first.tryToTake()).toBe(true);
    expect(await second.tryToTake()).toBe(false);
    expect(second.held).toBe(false);
    await first.release();
    expect(existsSync(folder.at('writer.lock'))).toBe(false);
    expect(await second.tryToTake()).toBe(true);
  });

  it('of a process that is there is not taken, and of one that was killed at once', async () => {
    const holder = await running();
    await leaveLockOf(holder.pid);
    const lock = lockOf();
    expect(await lock.tryToTake()).toBe(false);
    await holder.kill();
    expect(await lock.tryToTake()).toBe(true);
  });

  it('of a dead process is taken by one of those who want it', async () => {
    const holder = await running();
    await holder.kill();
    for (let round = 0; round < 20; round++) {
      await leaveLockOf(holder.pid);
      const rivals = Array.from({ length: 5 }, lockOf);
      await Promise.all(rivals.map((each) => each.tryToTake()));
      const winners = rivals.filter(({ held }) => held);
      expect(winners.length).toBeLessThanOrEqual(1);
      if (winners.length === 0) expect(await lockOf().tryToTake()).toBe(true);
      for (const each of locks.splice(0)) await each.release();
    }
  });

  it.each([
    ['of another computer', (token: string) => token.replace(/,"[^"]*/, ',"elsewhere')],
    ['that is not written yet', () => ''],
    ['that is none of ours', () => '{"pid": 1}'],
  ])('%s is left alone while it is fresh', async (_, change) => {
    const holder = await running();
    await holder.kill();
    await leaveLockOf(holder.pid, change);
    expect(await lockOf().tryToTake()).toBe(false);
  });

  it('is not removed by one who lost it', async () => {
    const lock = lockOf();
    await lock.tryToTake();
    writeFileSync(folder.at('writer.lock'), 'of another');
    await lock.release();
    expect(readFileSync(folder.at('writer.lock'), 'utf8')).toBe('of another');
  });
});
