import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { Runner } from '../../e2e/running.ts';
import { uriOf } from '../../lsp-client.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';
import { PHASE } from '../author.ts';
import { type GeneratedWorkspace, generateWorkspace } from '../generate.ts';
import { inMode, type Mode, type RunningSamples } from './figures.ts';

const WORKFLOWS = 10;
/** Requests before the first that counts: the code is to be compiled. */
const WARM_UP = 40;
/** Let the server come to rest between two requests, as whoever does the work does. */
const BETWEEN_MILLISECONDS = 3;

/** Runs workflows over stdio: what a client waits for, in milliseconds. @param times of each kind */
export async function measureSessions(mode: Mode, times: number): Promise<RunningSamples> {
  using folder = new TemporaryFolder();
  const workspace = generateWorkspace(folder.path, WORKFLOWS);
  const runner = await Runner.over(folder, inMode(mode));
  try {
    return {
      roundTrip: await timed(times, () => runner.client.request('praxis/status', {})),
      fsync: await timed(times, () => writeSafely(folder)),
      ...(await measureStarts(runner, workspace, times)),
      ...(await measureTasks(runner, workspace, times)),
    };
  } finally {
    await runner.client.shutdown();
  }
}

async function measureStarts(
  runner: Runner,
  { middle }: GeneratedWorkspace,
  times: number,
): Promise<RunningSamples> {
  const { type, phases } = middle.plan;
  let session = '';
  const start = await timed(times, async (turn) => {
    session = (await runner.start(type, `target-${turn}`)).sessionId;
  });
  // One session after the other is brought to its end: a state grows by each phase that is done.
  const completePhase: number[] = [];
  for (let turn = 0; completePhase.length < WARM_UP + times; turn++) {
    if (turn > 0) session = (await runner.start(type, `done-${turn}`)).sessionId;
    for (const { number } of phases) {
      const evidence = Object.fromEntries(
        (await runner.phase(session)).gate.evidence.map((name) => [name, 'as it should be']),
      );
      await rest(BETWEEN_MILLISECONDS);
      const asked = performance.now();
      await runner.complete(session, number, evidence);
      completePhase.push(performance.now() - asked);
    }
  }
  return { start, completePhase: completePhase.slice(WARM_UP) };
}

async function measureTasks(
  runner: Runner,
  { middle }: GeneratedWorkspace,
  times: number,
): Promise<RunningSamples> {
  const { client } = runner;
  const { sessionId } = await runner.start(middle.plan.type, 'tasks');
  for (let phase = 0; phase < PHASE; phase++) await runner.complete(sessionId, phase, {});
  const task = () => runner.task(sessionId, PHASE, 1);
  const { uri = '' } = await task();
  const file = new URL(uri).pathname;
  const text = readFileSync(file, 'utf8');
  const taskWarm = await timed(times, task);
  client.open(uri, text);
  const taskEdited = await timed(times, (turn) => {
    client.change(uri, `${text}${'x'.repeat(1 + (turn % 2))}\n`);
    return task();
  });
  client.close(uri);
  const written: string[] = [];
  const taskSaved = await timed(
    times,
    async (turn) => {
      const { content } = await task();
      if (content !== written[turn]) throw new Error('The task is stale.');
    },
    async (turn) => {
      written[turn] = `${text}\n${turn}\n`;
      writeFileSync(file, written[turn]);
      client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf(file), type: 2 }],
      });
    },
  );
  return { taskWarm, taskEdited, taskSaved };
}

/** The time of each turn, the first of them left out. @param before what is not measured */
export async function timed(
  times: number,
  act: (turn: number) => unknown,
  before: (turn: number) => unknown = () => rest(BETWEEN_MILLISECONDS),
): Promise<number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP + times; turn++) {
    await before(turn);
    const asked = performance.now();
    await act(turn);
    took.push(performance.now() - asked);
  }
  return took.slice(WARM_UP);
}

/** What no engine can do without: a small file on the disk, and its name in the folder too. */
function writeSafely(folder: TemporaryFolder): void {
  for (const [name, flags] of [
    ['probe', 'w'],
    ['.', 'r'],
  ] as const) {
    const descriptor = openSync(path.join(folder.path, name), flags);
    if (flags === 'w') writeSync(descriptor, 'x'.repeat(4_000));
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}
