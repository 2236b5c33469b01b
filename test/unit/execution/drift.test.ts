import { describe, expect, it } from 'vitest';
import { baselineOf, driftOf } from '../../../server/execution/drift.ts';
import type { FieldsOf, Run, RunPhase } from '../../../server/execution/run.ts';
import type { SessionState } from '../../../server/execution/session-state.ts';

interface PhaseShape {
  readonly tasks?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
}

/** A run of phases from 0, by name. */
function runOf(shapes: Readonly<Record<string, PhaseShape>>): Run {
  const phases = Object.entries(shapes).map(
    ([name, { tasks = [], fields = {} }], phase): RunPhase => ({
      phase,
      name,
      purpose: '',
      source: 'static',
      tasks: tasks.map((task, index) => ({ taskNumber: index + 1, name: task })),
      folder: JSON.stringify(fields),
    }),
  );
  return { workflow: '/w', dynamic: false, phases, total: phases.length };
}

const COLLECTED = { count: 'integer', note: 'string' };

/** A test's phase carries its fields in the name of its folder. */
const fieldsOf: FieldsOf = ({ folder }) => JSON.parse(folder);

function sessionIn(currentPhase: number, began: Run): SessionState {
  return {
    sessionId: 's',
    workflowType: 'w',
    targetFile: 't',
    currentPhase,
    completedPhases: [...Array(currentPhase).keys()],
    checkpoints: {},
    createdAt: '',
    updatedAt: '',
    paused: false,
    options: {},
    own: { began: baselineOf(began, fieldsOf), attempts: [], history: [] },
  };
}

const kindsOf = (currentPhase: number, began: Run, now: Run) =>
  driftOf(sessionIn(currentPhase, began), now, fieldsOf).map(({ kind, phase }) =>
    phase === undefined ? kind : `${kind} ${phase}`,
  );

describe('drift', () => {
  const began = runOf({
    Collect: { tasks: ['List', 'Sort'], fields: COLLECTED },
    Review: {},
    Deliver: {},
  });

  it('is none while what the session began with is there', () => {
    expect(kindsOf(1, began, began)).toEqual([]);
  });

  it('is none for a session that nobody knows the beginning of', () => {
    const state = { ...sessionIn(1, began), own: { attempts: [], history: [] } };
    expect(driftOf(state, runOf({ Other: {} }), fieldsOf)).toEqual([]);
  });

  it('names a phase that is called otherwise', () => {
    const now = runOf({
      Gather: { tasks: ['List', 'Sort'], fields: COLLECTED },
      Review: {},
      Deliver: {},
    });
    expect(kindsOf(0, began, now)).toEqual(['phase-renamed 0']);
  });

  it('does not care for phases to come', () => {
    const now = runOf({
      Collect: { tasks: ['List', 'Sort'], fields: COLLECTED },
      Check: {},
      Hand: {},
    });
    expect(kindsOf(0, began, now)).toEqual([]);
  });

  it('names a phase that was put in before the current one, not those that it moved', () => {
    const now = runOf({
      Collect: { tasks: ['List', 'Sort'], fields: COLLECTED },
      Clean: {},
      Review: {},
      Deliver: {},
    });
    expect(kindsOf(2, began, now)).toEqual(['phase-inserted 1', 'total-changed']);
  });

  it('names a phase that was taken out', () => {
    const now = runOf({
      Collect: began.phases[0] === undefined ? {} : { tasks: ['List', 'Sort'], fields: COLLECTED },
      Deliver: {},
    });
    expect(kindsOf(2, began, now)).toEqual(['phase-removed 1', 'total-changed']);
  });

  it('names a task that is gone, by number and name both', () => {
    const fields = COLLECTED;
    const renumbered = runOf({ Collect: { tasks: ['Sort'], fields }, Review: {}, Deliver: {} });
    expect(kindsOf(0, began, renumbered)).toEqual([]);
    const renamed = runOf({
      Collect: { tasks: ['List', 'Order'], fields },
      Review: {},
      Deliver: {},
    });
    expect(kindsOf(0, began, renamed)).toEqual([]);
    const gone = runOf({ Collect: { tasks: ['List'], fields }, Review: {}, Deliver: {} });
    expect(kindsOf(0, began, gone)).toEqual(['task-removed 0']);
  });

  it('names gate fields that are gone, new or of another type', () => {
    const now = runOf({
      Collect: { tasks: ['List', 'Sort'], fields: { count: 'string', extra: 'boolean' } },
      Review: {},
      Deliver: {},
    });
    expect(kindsOf(0, began, now)).toEqual([
      'type-changed 0',
      'gate-field-removed 0',
      'gate-field-added 0',
    ]);
    const [change] = driftOf(sessionIn(0, began), now, fieldsOf);
    expect(change).toMatchObject({
      message: '"count" in the gate of phase 0 is of type string now; it was integer.',
      remediation: 'Submit "count" as string.',
      at: { part: 'gate', phase: 0, field: 'count' },
    });
  });

  it('says of a completed phase how to have it judged anew', () => {
    const now = runOf({
      Collect: { tasks: ['List', 'Sort'], fields: { count: 'integer' } },
      Review: {},
      Deliver: {},
    });
    const [removed] = driftOf(sessionIn(1, began), now, fieldsOf);
    expect(removed?.remediation).toContain('roll back to it');
  });
});
