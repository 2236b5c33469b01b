import { existsSync, readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Runner } from '../e2e/running.ts';
import { SAMPLE_GATE, sampleWorkflow } from '../e2e/sample-workflow.ts';
import { marked, marksIn, recordOf } from '../e2e/session-record.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

/** How often a server is killed; a nightly run sets hundreds. */
const KILLS = Number(process.env.PRAXIS_SERVER_KILLS ?? 8);

const TYPE = 'interrupted_v1';
const STATE = '.praxis-os/.cache/state';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({
    ...sampleWorkflow(TYPE, '.praxis-os/workflows'),
    [`.praxis-os/workflows/${TYPE}/phases/0/gate-definition.yaml`]: SAMPLE_GATE.replace(
      'strict: false',
      'strict: true',
    ),
  });
});
afterEach(() => folder[Symbol.dispose]());

/** As if time had passed since the server was killed: locks are stale after some seconds. */
function ageLocks(): void {
  const past = Date.now() / 1000 - 10;
  for (const name of readdirSync(folder.at(STATE))) {
    const file = path.join(folder.at(STATE), name);
    if (name.endsWith('.lock') && existsSync(file)) utimesSync(file, past, past);
  }
}

/** Submits one evidence after the other until the server is gone; tells which were answered. */
async function submitUntilKilled(
  runner: Runner,
  sessionId: string,
  prefix: string,
): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let count = 0; ; count++) {
    const mark = `${prefix}-${count}`;
    try {
      await runner.complete(sessionId, 0, marked(mark, { items_counted: 'wrong' }));
      acknowledged.push(mark);
    } catch {
      return acknowledged;
    }
  }
}

describe('a server that is killed while phases are completed', () => {
  it(
    `leaves every session readable, with all that it acknowledged, ${KILLS} times`,
    async () => {
      const acknowledged = new Map<string, string[]>();
      for (let kill = 0; kill < KILLS; kill++) {
        const runner = await Runner.over(folder);
        const sessions = [];
        for (const target of ['a', 'b', 'c']) {
          const { sessionId, resumed } = await runner.start(TYPE, target);
          expect(resumed).toBe(kill > 0);
          sessions.push(sessionId);
        }
        const running = sessions.map(async (id) => {
          const marks = await submitUntilKilled(runner, id, `${kill}`);
          acknowledged.set(id, [...(acknowledged.get(id) ?? []), ...marks]);
        });
        await sleep(10 + Math.random() * 150);
        await runner.client.kill();
        await Promise.all(running);
        ageLocks();

        const next = await Runner.over(folder);
        const { sessions: listed, unreadable } = await next.list();
        expect(unreadable).toEqual([]);
        expect(listed.map(({ sessionId }) => sessionId).toSorted()).toEqual(sessions.toSorted());
        for (const id of sessions) {
          const known = acknowledged.get(id) ?? [];
          const stored = marksIn(recordOf(await next.get(id)));
          expect(stored).toEqual(expect.arrayContaining(known));
          // One more may have been written and not been answered any more.
          const untold = stored.filter((mark) => !known.includes(mark));
          expect(untold.length).toBeLessThanOrEqual(1);
          acknowledged.set(id, stored);
        }
        await next.client.shutdown();
      }
      const total = [...acknowledged.values()].flat().length;
      expect(total).toBeGreaterThan(KILLS);
    },
    20_000 + KILLS * 5_000,
  );
});
