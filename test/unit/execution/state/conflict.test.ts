import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeConflict } from '../../../../server/execution/state/conflict.ts';

const before = {
  session_id: '1ec2c575-729c-44a2-a8b8-31409068cb68',
  target_file: 'a.py',
  current_phase: 1,
  completed_phases: [0],
  phase_artifacts: { '0': { evidence: { done: true } } },
  checkpoints: { '0': 'passed' },
  metadata: { total_phases: 3 },
};

const described = (change: object): readonly string[] =>
  describeConflict(JSON.stringify(before), JSON.stringify({ ...before, ...change }));

describe('what happened to a state meanwhile', () => {
  it('is told in the words of the workflow', () => {
    expect(
      described({
        current_phase: 2,
        completed_phases: [0, 1],
        phase_artifacts: { ...before.phase_artifacts, '1': { evidence: {} } },
        checkpoints: { '0': 'passed', '1': 'passed' },
        metadata: { total_phases: 4, paused: true },
      }),
    ).toEqual([
      'current_phase went from 1 to 2.',
      'Phase 1 is now completed.',
      'The evidence of phase 1 was given.',
      'The checkpoint of phase 1 is now "passed".',
      'metadata.total_phases went from 3 to 4.',
      'metadata.paused was added: true.',
    ]);
  });

  it.each([
    [{ completed_phases: [] }, 'Phase 0 is no longer completed.'],
    [{ phase_artifacts: {} }, 'The evidence of phase 0 was removed.'],
    [{ phase_artifacts: { '0': {} } }, 'The evidence of phase 0 was replaced.'],
    [{ checkpoints: {} }, 'The checkpoint of phase 0 was removed.'],
    [{ checkpoints: { '0': 'failed' } }, 'The checkpoint of phase 0 is now "failed".'],
    [{ checkpoints: null }, 'checkpoints went from { "0": "passed" } to null.'],
    [{ target_file: 'b.py' }, 'target_file went from "a.py" to "b.py".'],
    [{ target_file: undefined }, 'target_file was removed.'],
    [{ target_file: 'b'.repeat(99) }, 'target_file went from "a.py" to another value.'],
    [{ completed_phases: [0, 0] }, 'completed_phases went from [ 0 ] to [ 0, 0 ].'],
  ])('%j', (change, sentence) => {
    expect(described(change)).toEqual([sentence]);
  });

  it('is bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 1]));
    expect(described(many)).toHaveLength(8);
    expect(described(many).at(-1)).toBe('There are 43 more changes.');
  });

  it('may be that the file is gone, cannot be read, or only looks different', () => {
    const text = JSON.stringify(before);
    expect(describeConflict(text, undefined)).toEqual(['The state file was deleted.']);
    expect(describeConflict(text, '{')).toEqual([
      'The state file cannot be read any more. Line 1, column 2: the text ends, and a key in double quotes is missing.',
    ]);
    expect(describeConflict(text, '[]')).toEqual(['The state file was replaced by another text.']);
    expect(describeConflict('{', text)).toEqual(['The state file was replaced by another text.']);
    expect(describeConflict(text, JSON.stringify(before, null, 4))).toEqual([
      'The state file was written again, with the same content.',
    ]);
  });

  it('is always told, and telling never throws', () => {
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.object().map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(describeConflict(a, b).length).toBeGreaterThan(0);
      }),
    );
  });
});
