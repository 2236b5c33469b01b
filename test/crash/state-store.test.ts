import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseStateJson } from '../../server/execution/state/state-json.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { buildWriter, WriterProcess } from './writer-process.ts';

/** How often a writer is killed; a nightly run sets 500. */
const KILLS = Number(process.env.PRAXIS_CRASH_KILLS ?? 25);

/** How often each process counts, where several count in one file. */
const INCREMENTS = Number(process.env.PRAXIS_CRASH_INCREMENTS ?? 300);

let folder: TemporaryFolder;
let program: string;
let file: string;
let round = 0;

beforeAll(async () => {
  folder = new TemporaryFolder();
  program = folder.at('state-writer.mjs');
  await buildWriter(program);
});
afterAll(() => folder[Symbol.dispose]());

beforeEach(() => {
  round++;
  mkdirSync(folder.at(`${round}`));
  file = folder.at(`${round}/state.json`);
});

/** The count that the file holds; fails if it is torn. */
function storedCount(): number {
  const parsed = parseStateJson(readFileSync(file, 'utf8'));
  if ('problem' in parsed) throw new Error(`The state is torn: ${parsed.problem.message}`);
  return Number((parsed.value as { current_phase: { value: string } }).current_phase.value);
}

/** What stands beside the state. */
const leftovers = (): string[] =>
  readdirSync(folder.at(`${round}`)).filter((name) => name !== 'state.json');

/** As if time had passed since the holder of the lock gave a sign of life. */
function ageLock(): void {
  const past = Date.now() / 1000 - 10;
  try {
    utimesSync(`${file}.lock`, past, past);
  } catch {
    // Nobody holds it now.
  }
}

describe('a writer that is killed', () => {
  it(
    `leaves a whole state, with all that it acknowledged, ${KILLS} times`,
    async () => {
      let known = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const writer = new WriterProcess(program, 'count', file, '500');
        await writer.started();
        await sleep(Math.random() * 60);
        await writer.kill();
        known = Math.max(known, ...writer.acknowledged.map(Number));
        const stored = storedCount();
        expect(stored).toBeGreaterThanOrEqual(known);
        expect(stored).toBeLessThanOrEqual(known + 1);
        known = stored;
        expect(leftovers().filter((name) => name.endsWith('.json'))).toEqual([]);
        ageLock();
      }
    },
    KILLS * 2_000,
  );

  it('delays the next one by the age at which its lock is stale, no more', async () => {
    const writer = new WriterProcess(program, 'count', file, '100000');
    await writer.started();
    await writer.kill();
    // Between two writes it holds none: then this is how a kill within one looks.
    if (!existsSync(`${file}.lock`)) writeFileSync(`${file}.lock`, '');
    const before = storedCount();
    const began = performance.now();
    await new WriterProcess(program, 'count', file, '1').finished();
    expect(performance.now() - began).toBeLessThan(5_500);
    expect(storedCount()).toBe(before + 1);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });
});

describe('several processes', () => {
  it.each([2, 4])(
    '%i of them lose no update of a state, and leave nothing behind',
    async (processes) => {
      const writers = Array.from(
        { length: processes },
        () => new WriterProcess(program, 'count', file, String(INCREMENTS)),
      );
      await Promise.all(writers.map((writer) => writer.finished()));
      const acknowledged = writers.flatMap((writer) => writer.acknowledged.map(Number));
      expect(acknowledged).toHaveLength(processes * INCREMENTS);
      expect(new Set(acknowledged).size).toBe(acknowledged.length);
      expect(storedCount()).toBe(acknowledged.length);
      expect(leftovers()).toEqual([]);
    },
    20_000 + INCREMENTS * 100,
  );

  it('lose no update either when locks of the living are taken over, as after a standstill', async () => {
    const writers = [1, 2, 3, 4].map(() => new WriterProcess(program, 'insist', file, '150'));
    const aging = setInterval(ageLock, 150);
    await Promise.all(writers.map((writer) => writer.finished()));
    clearInterval(aging);
    const acknowledged = writers.flatMap((writer) => writer.acknowledged);
    expect(new Set(acknowledged).size).toBe(600);
    expect(storedCount()).toBe(600);
  });

  it('go on when one of them is killed', async () => {
    const victim = new WriterProcess(program, 'count', file, '100000');
    const writers = [1, 2].map(() => new WriterProcess(program, 'count', file, '200'));
    await Promise.all([victim, ...writers].map((writer) => writer.started()));
    await victim.kill();
    await Promise.all(writers.map((writer) => writer.finished()));
    const acknowledged = [victim, ...writers].flatMap((writer) => writer.acknowledged);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    const unknown = storedCount() - acknowledged.length; // What the victim wrote and could not say.
    expect([0, 1]).toContain(unknown);
  });

  it('that start a session in a folder at the same time make one', async () => {
    const folders = Array.from({ length: 40 }, (_, index) => folder.at(`${round}/${index}`));
    for (const at of folders) mkdirSync(at);
    const starters = [1, 2, 3, 4].map(() => new WriterProcess(program, 'start', ...folders));
    await Promise.all(starters.map((starter) => starter.finished()));
    expect(starters.flatMap((starter) => starter.acknowledged).toSorted()).toEqual(
      folders.toSorted(),
    );
    expect(folders.map((at) => readdirSync(at).length)).toEqual(folders.map(() => 1));
  });
});
