import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PraxisError } from '../../server/protocol/errors.ts';
import { sampleWorkflow } from '../e2e/sample-workflow.ts';
import { InProcessSessions } from '../in-process-sessions.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { propertyRuns } from './property-runs.ts';

const TYPE = 'mangled_v1';
const ID = '0f0f0f0f-0000-4000-8000-0123456789ab';
const STATE = '.praxis-os/.cache/state';

/** A state as it is after some time: every key that the engine reads is there. */
const WHOLE = {
  session_id: ID,
  workflow_type: TYPE,
  target_file: 'a.py',
  current_phase: 1,
  completed_phases: [0],
  phase_artifacts: {
    '0': {
      phase_number: 0,
      evidence: { items_counted: 3 },
      outputs: { praxis_ls: { passed: true, gate_source: 'yaml' } },
      commands_executed: [],
      timestamp: '2025-10-01T10:00:00.000001',
    },
  },
  checkpoints: { '0': 'passed', '1': 'failed' },
  created_at: '2025-10-01T09:00:00.000001',
  updated_at: '2025-10-01T10:00:00.000001',
  metadata: {
    total_phases: 2,
    paused: false,
    praxis_ls: {
      workflow: `.praxis-os/workflows/${TYPE}`,
      began: { total_phases: 2, phases: [{ phase: 0, name: 'Prepare', tasks: {}, fields: {} }] },
      attempts: [{ phase: 0, at: 'x', passed: false, errors: ['e'], warnings: ['w'] }],
      history: [{ action: 'rollback', completed_phases: [0] }],
    },
  },
};

let folder: TemporaryFolder;
beforeAll(() => {
  folder = new TemporaryFolder();
  folder.write(sampleWorkflow(TYPE, '.praxis-os/workflows'));
  mkdirSync(folder.at(STATE), { recursive: true });
});
afterAll(() => folder[Symbol.dispose]());

/** The places of a value: paths of keys. */
function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...at, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const entries = Object.entries(value as object).flatMap(([name, part]): [string, unknown][] => {
    if (name !== key) return [[name, part]];
    const next = replaced(part, rest, by);
    return next === undefined ? [] : [[name, next]];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(undefined, null, -1, 1.5, 1e300, '', '../../x', [], {}, [[]], true),
);

/** A real state with some of its values replaced, or taken out. */
const mutated = fc
  .array(fc.tuple(fc.constantFrom(...placesIn(WHOLE)), oddValue), { minLength: 1, maxLength: 4 })
  .map((changes) => {
    let state: unknown = WHOLE;
    for (const [place, value] of changes) {
      try {
        state = replaced(state, place, value);
      } catch {
        // An earlier change took the place away.
      }
    }
    return JSON.stringify(state, undefined, 2) ?? '';
  });

/** A real state that was cut, or into which something was pasted. */
const torn = fc
  .tuple(fc.nat(2_000), fc.nat(200), fc.string({ unit: 'binary', maxLength: 20 }))
  .map(([at, length, pasted]) => {
    const text = JSON.stringify(WHOLE, undefined, 2);
    return text.slice(0, at) + pasted + text.slice(at + length);
  });

const content: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  mutated,
  mutated,
  torn,
  fc.json({ maxDepth: 4 }),
  fc.uint8Array({ maxLength: 200 }),
  fc.constantFrom('', '\uFEFF{}', '['.repeat(100_000), '{"a":'.repeat(50_000), '1e999', 'NaN'),
);

/** What a request comes to: its answer, or an error with a name. Anything else is thrown. */
async function outcomeOf(request: Promise<unknown>): Promise<unknown> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof PraxisError) return { refused: error.kind };
    throw error;
  }
}

describe('whatever stands in a state file', () => {
  it('is a session, or one that cannot be read: nothing breaks', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        writeFileSync(folder.at(`${STATE}/${ID}.json`), text);
        const engine = new InProcessSessions(folder.path);
        const { sessions, unreadable } = engine.request().list();
        expect(sessions.length + unreadable.length).toBe(1);
        const readable = sessions.length === 1;
        if (!readable) return;
        const got = await outcomeOf(engine.request().get(ID));
        expect(got).toMatchObject({ sessionId: ID });
        const requests = [
          engine.request().phase(ID),
          engine.request().task(ID, 0, 1),
          engine.request().errors(ID),
          engine.request().completePhase({ sessionId: ID, phase: 1, evidence: {}, dryRun: true }),
          engine.request().rollback(ID),
          engine.request().pause(ID),
        ];
        // All are awaited from the start: one may be refused while another is at work.
        for (const outcome of await Promise.all(requests.map(outcomeOf))) JSON.stringify(outcome);
        expect(engine.request().list().unreadable).toEqual([]);
      }),
      propertyRuns(80),
    );
  }, 600_000);

  it('is refused as corrupt where it cannot be read, and stays', async () => {
    await fc.assert(
      fc.asyncProperty(torn, async (text) => {
        writeFileSync(folder.at(`${STATE}/${ID}.json`), text);
        const past = new Date(Date.now() - 60_000);
        utimesSync(folder.at(`${STATE}/${ID}.json`), past, past);
        const engine = new InProcessSessions(folder.path);
        const readable = engine.request().list().sessions.length === 1;
        const outcome = await outcomeOf(engine.request().phase(ID));
        if (readable) return;
        expect(outcome).toEqual({ refused: 'SessionCorrupt' });
        expect(readFileSync(folder.at(`${STATE}/${ID}.json`), 'utf8')).toBe(
          Buffer.from(text).toString('utf8'),
        );
      }),
      propertyRuns(40),
    );
  }, 600_000);
});
