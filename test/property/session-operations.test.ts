import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PraxisError } from '../../server/protocol/errors.ts';
import { SAMPLE_GATE, sampleMetadata } from '../e2e/sample-workflow.ts';
import { recordOf } from '../e2e/session-record.ts';
import { InProcessSessions } from '../in-process-sessions.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { propertyRuns } from './property-runs.ts';

const TYPE = 'walked_v1';
const TOTAL = 4;

type Step =
  | { readonly kind: 'pass' | 'fail' | 'retry' | 'back' | 'pause' | 'resume' | 'start' | 'again' }
  | { readonly kind: 'rollback' | 'completeOther'; readonly phase: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ kind: 'pass' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('fail', 'retry', 'back', 'pause', 'resume', 'start', 'again'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('rollback', 'completeOther'),
      phase: fc.nat(TOTAL + 1),
    }),
  },
);

/** What a session is like, as told by nothing but the steps. */
interface Model {
  current: number;
  paused: boolean;
  /** Evidence by completed phase. */
  done: Map<number, number>;
  /** All evidence that ever passed. */
  passed: Set<number>;
}

let folder: TemporaryFolder;
beforeAll(() => {
  folder = new TemporaryFolder();
  const base = `.praxis-os/workflows/${TYPE}`;
  folder.write({
    [`${base}/metadata.json`]: sampleMetadata(TYPE, {
      total_phases: TOTAL,
      phases: Array.from({ length: TOTAL }, (_, phase) => ({
        phase_number: phase,
        phase_name: `Part ${phase}`,
        purpose: 'p',
        estimated_effort: '5 minutes',
        key_deliverables: ['d'],
        validation_criteria: ['c'],
      })),
    }),
    ...Object.fromEntries(
      Array.from({ length: TOTAL }).flatMap((_, phase) => [
        [`${base}/phases/${phase}/phase.md`, `# Phase ${phase}: Part ${phase}\n`],
        [
          `${base}/phases/${phase}/gate-definition.yaml`,
          SAMPLE_GATE.replace('strict: false', 'strict: true'),
        ],
      ]),
    ),
  });
});
afterAll(() => folder[Symbol.dispose]());

let runs = 0;

async function walk(steps: readonly Step[]): Promise<void> {
  const target = `target-${runs++}`;
  let engine = new InProcessSessions(folder.path);
  const { sessionId } = await engine.request().start(workflow(), { targetFile: target });
  const model: Model = { current: 0, paused: false, done: new Map(), passed: new Set() };
  let count = 0;
  let written = 0;
  for (const each of steps) {
    if (each.kind === 'again') engine = new InProcessSessions(folder.path);
    const wanted = outcomeIn(model, each, ++count);
    const outcome = await run(engine, sessionId, target, each, count, model.current);
    expect([each, outcome]).toEqual([each, wanted.refused ?? 'done']);
    if (wanted.refused === undefined) wanted.apply();

    const state = await engine.request().get(sessionId);
    const record = recordOf(state);
    expect(state.currentPhase).toBe(model.current);
    expect(state.completedPhases).toEqual([...model.done.keys()]);
    expect(state.isComplete).toBe(model.current >= TOTAL);
    expect(state.status).toBe(state.isComplete ? 'completed' : model.paused ? 'paused' : 'active');
    for (const [phase, evidence] of model.done) {
      expect(state.checkpoints[phase]).toBe('passed');
      expect(record.phase_artifacts[phase]?.evidence).toEqual({ items_counted: evidence });
    }
    // Nothing that ever passed is lost: it is there still, or in the history.
    const history = record.metadata.praxis_ls.history ?? [];
    const kept = [record, ...history].flatMap(({ phase_artifacts }) =>
      Object.values(phase_artifacts).map(({ evidence }) => evidence.items_counted),
    );
    expect(kept).toEqual(expect.arrayContaining([...model.passed]));
    const attempts = record.metadata.praxis_ls.attempts ?? [];
    // Both only grow.
    expect(history.length + attempts.length).toBeGreaterThanOrEqual(written);
    written = history.length + attempts.length;
  }
  await engine.request().delete(sessionId);
}

const workflow = () => folder.at(`.praxis-os/workflows/${TYPE}`);

interface Wanted {
  readonly refused?: string;
  apply(): void;
}

const refuse = (refused: string): Wanted => ({ refused, apply: () => undefined });
const nothing: Wanted = { apply: () => undefined };

function pausing(model: Model, isPaused: boolean): Wanted {
  return {
    apply() {
      model.paused = isPaused;
    },
  };
}

/** What is right to come of a step. */
function outcomeIn(model: Model, each: Step, count: number): Wanted {
  const complete = model.current >= TOTAL;
  switch (each.kind) {
    case 'pass':
      if (complete) return refuse('SessionComplete');
      if (model.paused) return refuse('SessionPaused');
      return {
        apply() {
          model.done.set(model.current, count);
          model.passed.add(count);
          model.current++;
        },
      };
    case 'fail':
      if (complete) return refuse('SessionComplete');
      return model.paused ? refuse('SessionPaused') : nothing;
    case 'completeOther':
      if (complete) return refuse('SessionComplete');
      if (each.phase !== model.current) return refuse('PhaseMismatch');
      return model.paused ? refuse('SessionPaused') : nothing;
    case 'retry':
      if (complete) return refuse('SessionComplete');
      return model.paused ? refuse('SessionPaused') : nothing;
    case 'pause':
    case 'resume':
      if (complete) return refuse('SessionComplete');
      return pausing(model, each.kind === 'pause');
    case 'start':
      // An incomplete session is taken up, a paused one too; a complete one is left alone.
      return pausing(model, false);
    case 'back':
    case 'rollback': {
      if (model.paused) return refuse('SessionPaused');
      const to = each.kind === 'rollback' ? each.phase : Math.max(...model.done.keys());
      if (to !== model.current && !model.done.has(to)) return refuse('PhaseNotAccessible');
      return {
        apply() {
          for (const phase of [...model.done.keys()]) if (phase >= to) model.done.delete(phase);
          model.current = to;
        },
      };
    }
    case 'again':
      return nothing;
  }
}

async function run(
  engine: InProcessSessions,
  sessionId: string,
  targetFile: string,
  each: Step,
  count: number,
  current: number,
): Promise<string> {
  const sessions = engine.request();
  const submit = (phase: number, items_counted: unknown) =>
    sessions.completePhase({ sessionId, phase, evidence: { items_counted } });
  try {
    switch (each.kind) {
      case 'pass':
        await submit(current, count);
        break;
      case 'fail':
        await submit(current, 'not a number');
        break;
      case 'completeOther':
        await submit(each.phase, 'not a number');
        break;
      case 'retry':
        await sessions.retryPhase(sessionId);
        break;
      case 'back':
        await sessions.rollback(sessionId);
        break;
      case 'rollback':
        await sessions.rollback(sessionId, each.phase);
        break;
      case 'pause':
        await sessions.pause(sessionId);
        break;
      case 'resume':
        await sessions.resume(sessionId);
        break;
      case 'start': {
        const { sessionId: started, resumed } = await sessions.start(workflow(), { targetFile });
        if (resumed) expect(started).toBe(sessionId);
        else await sessions.delete(started);
        break;
      }
      case 'again':
        break;
    }
    return 'done';
  } catch (error) {
    if (error instanceof PraxisError) return error.kind;
    throw error;
  }
}

describe('any sequence of steps', () => {
  it('leaves the session where the steps lead, with all that passed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), walk),
      propertyRuns(25),
    );
  }, 600_000);
});
