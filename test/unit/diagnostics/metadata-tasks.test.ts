import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { sequenceFaults } from '../../../server/diagnostics/rules/number-sequence.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';
import { expectFindings } from './rendered-findings.ts';

const FILES = `//- phases/0/task-1-collect.md
# Task 1: Collect
//- phases/0/task-2-review.md
# Task 2: Review
//- phases/0/task-3-publish.md
# Task 3: Publish
`;

describe('metadata/task-number-mismatch', () => {
  const code = 'metadata/task-number-mismatch';

  it('shows a number that occurs twice, and the other one', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [
  { "task_number": 1, "file": "task-1-a.md" },
  { "task_number": «1», "file": "task-1-b.md" }
] }] }
//= Phase 0 has two tasks with the number 1.
//~ metadata.json "1": Task 1 of phase 0.
//- phases/0/task-1-a.md
# Task 1: Collect
//- phases/0/task-1-b.md
# Task 1: Collect more
`,
    );
  });

  it('shows a gap, and a list that does not begin with 1', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [
  { "phase_number": 0, "tasks": [{ "task_number": 1 }, { "task_number": «3» }, { "task_number": 4 }] },
  { "phase_number": 1, "tasks": [{ "task_number": «2» }] }
] }
//= Task 3 of phase 0 follows a gap: there is no task 2.
//= Task 2 of phase 1 follows a gap: there is no task 1.
`,
    );
  });

  it('shows a task that stands after a later one', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [
  { "task_number": 1 }, { "task_number": 3 }, { "task_number": «2» }
] }] }
//= Task 2 stands after task 3 in phase 0.
//~ metadata.json "3": Task 3 of phase 0.
`,
    );
  });

  it('lets tasks begin at 0: that is said elsewhere', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [{ "task_number": 0 }, { "task_number": 1 }] }] }
`,
    );
  });

  it('finds nothing in 0, 1, 2 … and something in every other list', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 8 }), (numbers) => {
        const first = numbers[0] === 0 ? 0 : 1;
        const isRight = numbers.every((number, index) => number === index + first);
        const faults = sequenceFaults(numbers);
        expect(faults.length === 0).toBe(isRight);
        expect(new Set(faults.map(({ index }) => index)).size).toBe(faults.length);
      }),
    );
  });
});

describe('metadata/task-file-number-mismatch', () => {
  const code = 'metadata/task-file-number-mismatch';

  it('compares a task with the name of its file', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [
  { "task_number": 1, "file": "task-1-collect.md" },
  { "task_number": «4», "file": "task-2-review.md" },
  { "task_number": 3, "file": "task-3-publish.md" }
] }] }
//= task_number is 4, but its file is called task-2-review.md.
//~ phases/0/task-2-review.md "Task 2: Review": The file of this task.
${FILES}`,
    );
  });
});

describe('metadata/task-file-repeated', () => {
  const code = 'metadata/task-file-repeated';

  it('shows the second task that names a file, and the first', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [
  { "task_number": 1, "file": "task-1-collect.md" },
  { "task_number": 2, "file": «"task-1-collect.md"» },
  { "task_number": 3, "file": "task-3-publish.md" }
] }] }
//= "task-1-collect.md" is the file of another task of phase 0 already.
//~ metadata.json "\\"task-1-collect.md\\"": The task that names it first.
${FILES}`,
    );
  });
});

describe('one fault in a list of tasks', () => {
  const RIGHT = [
    { task_number: 1, name: 'Collect', file: 'task-1-collect.md' },
    { task_number: 2, name: 'Review', file: 'task-2-review.md' },
    { task_number: 3, name: 'Publish', file: 'task-3-publish.md' },
  ];

  function codesWith(index: number, change: Partial<(typeof RIGHT)[0]>): string[] {
    const tasks = RIGHT.map((task, at) => (at === index ? { ...task, ...change } : task));
    const phases = JSON.stringify([{ phase_number: 0, tasks }]);
    const { workspace, files } = workspaceFixture(
      `//- metadata.json\n{ "phases": ${phases} }\n//- phases/0/phase.md\n# Phase 0: Publish\n${FILES}`,
    );
    return files
      .flatMap(({ file }) => workspace.caches.ask(diagnosticsOf, file))
      .map(({ code }) => code)
      .filter((code) => code !== 'metadata/missing-field' && code !== 'layout/gate-missing');
  }

  it.each<[Partial<(typeof RIGHT)[0]>, string]>([
    [{ task_number: 5 }, 'metadata/task-file-number-mismatch'],
    [{ task_number: 1 }, 'metadata/task-file-number-mismatch'],
    [{ task_number: 0 }, 'metadata/task-number-too-low'],
    [{ file: 'task-1-collect.md' }, 'metadata/task-file-repeated'],
    [{ file: 'task-2-revue.md' }, 'layout/task-file-missing'],
    [{ file: 'task-4-review.md' }, 'layout/task-file-missing'],
    [{ file: 'phases/0/task-2-review.md' }, 'layout/task-file-missing'],
    [{ file: '../1/task-2-review.md' }, 'layout/task-file-outside-phase'],
  ])('is one finding: %j', (change, code) => {
    expect(codesWith(1, change)).toEqual([code]);
  });
});
