import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../temporary-folder.ts';
import { Runner } from './running.ts';
import { SAMPLE_GATE, sampleWorkflow } from './sample-workflow.ts';
import { keptMarksIn, marked, marksIn, passesOf, recordOf } from './session-record.ts';

/** How many requests each server gets; a nightly run sets thousands. */
const ROUNDS = Number(process.env.PRAXIS_HAMMER_ROUNDS ?? 150);

const TYPE = 'contested_v1';
/** Answers that somebody who came second may get. */
const TOO_LATE = new Map([
  [1005, 'PhaseNotAccessible'],
  [1007, 'PhaseMismatch'],
  [1008, 'SessionPaused'],
  [1009, 'SessionComplete'],
  [1011, 'StateConflict'],
]);

let folder: TemporaryFolder;
let runners: Runner[];

beforeEach(async () => {
  folder = new TemporaryFolder();
  folder.write({
    ...sampleWorkflow(TYPE, '.praxis-os/workflows'),
    ...Object.fromEntries(
      [0, 1].map((phase) => [
        `.praxis-os/workflows/${TYPE}/phases/${phase}/gate-definition.yaml`,
        SAMPLE_GATE.replace('strict: false', 'strict: true'),
      ]),
    ),
  });
  runners = await Promise.all([Runner.over(folder), Runner.over(folder)]);
});

afterEach(async () => {
  await Promise.all(runners.map(({ client }) => client.shutdown()));
  folder[Symbol.dispose]();
});

interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly data?: { readonly changes?: readonly string[] };
}

/** What became of the requests of one server. */
interface Log {
  /** The marks of attempts that were answered, and whether they passed. */
  readonly acknowledged: Map<string, boolean>;
  readonly changes: string[];
  readonly refusals: Refusal[];
}

/** Sends one request after the other, whatever the other server does meanwhile. */
async function hammer(runner: Runner, who: string, sessionId: string): Promise<Log> {
  const log: Log = { acknowledged: new Map(), changes: [], refusals: [] };
  for (let round = 0; round < ROUNDS; round++) {
    try {
      const { currentPhase } = await runner.phase(sessionId);
      const mark = `${who}${round}`;
      if (round % 5 < 3) {
        const evidence = marked(mark, { items_counted: round % 5 === 0 ? 'many' : round });
        const answer = await runner.complete(sessionId, currentPhase, evidence);
        log.acknowledged.set(mark, answer.checkpointPassed);
      } else {
        const action = round % 5 === 4 ? 'rollback' : round % 2 === 0 ? 'pause' : 'resume';
        await runner.change(action, sessionId);
        log.changes.push(action);
      }
    } catch (error) {
      const refusal = error as Refusal;
      if (!TOO_LATE.has(refusal.code)) throw error;
      log.refusals.push(refusal);
      // A pause of the other must not stop both for good.
      if (refusal.code === 1008) await runner.change('resume', sessionId).catch(noted(log));
    }
  }
  return log;
}

function noted({ refusals }: Log): (refusal: Refusal) => void {
  return (refusal) => void refusals.push(refusal);
}

describe('two servers on one session', () => {
  it('lose no update, pass no phase twice, and tell each other what changed', async () => {
    const [a, b] = runners as [Runner, Runner];
    const { sessionId } = await a.start(TYPE, 'one');
    const logs = await Promise.all([hammer(a, 'a', sessionId), hammer(b, 'b', sessionId)]);

    const states = await Promise.all(runners.map((runner) => runner.get(sessionId)));
    expect(states[0]).toEqual(states[1]);
    const [state] = states;
    const record = recordOf(state as NonNullable<typeof state>);
    const acknowledged = logs.flatMap((log) => [...log.acknowledged]);
    const marks = acknowledged.map(([mark]) => mark);
    expect(marksIn(record).toSorted()).toEqual(marks.toSorted());
    const passed = acknowledged.filter(([, passes]) => passes).map(([mark]) => mark);
    expect(keptMarksIn(record)).toEqual(expect.arrayContaining(passed));
    for (const phase of [0, 1]) {
      const { passed: times, undone } = passesOf(record, phase);
      expect(times).toBe(undone + (record.completed_phases.includes(phase) ? 1 : 0));
    }
    const rollbacks = logs.flatMap(({ changes }) => changes).filter((each) => each === 'rollback');
    expect(record.metadata.praxis_ls.history ?? []).toHaveLength(rollbacks.length);

    // The two did meet, and both got on.
    const conflicts = logs.flatMap(({ refusals }) => refusals.filter(({ code }) => code === 1011));
    expect(conflicts.length).toBeGreaterThan(0);
    for (const { message, data } of conflicts) {
      expect(message).toMatch(/^The session was changed by somebody else meanwhile\. \S/);
      expect(data?.changes?.length).toBeGreaterThan(0);
    }
    for (const log of logs) expect(log.acknowledged.size).toBeGreaterThan(ROUNDS / 20);
  }, 120_000);

  it('start one session between them on one target, not two', async () => {
    for (let target = 0; target < 15; target++) {
      const started = await Promise.all(runners.map((runner) => runner.start(TYPE, `t${target}`)));
      expect(new Set(started.map(({ sessionId }) => sessionId)).size).toBe(1);
      expect(started.filter(({ resumed }) => !resumed)).toHaveLength(1);
    }
  });

  it('take over the lock of a server that was killed', async () => {
    const [a, b] = runners as [Runner, Runner];
    const { sessionId } = await a.start(TYPE, 'left');
    const { stateUri } = await a.get(sessionId);
    await a.client.kill();
    runners = [b];
    // As a kill between taking the lock and the end of the write leaves it.
    const lock = `${new URL(stateUri).pathname}.lock`;
    writeFileSync(lock, `${a.client.pid} left behind`);
    const began = performance.now();
    expect(await b.complete(sessionId, 0, { items_counted: 1 })).toMatchObject({
      checkpointPassed: true,
    });
    expect(performance.now() - began).toBeLessThan(6_000);
    expect(existsSync(lock)).toBe(false);
  });
});
