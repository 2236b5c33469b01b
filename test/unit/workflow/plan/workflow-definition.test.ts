import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unusableBecause } from '../../../../server/workflow/plan/plan.ts';
import { readDefinitionPlan } from '../../../../server/workflow/plan/workflow-definition.ts';
import { mark, marked } from '../../marked-text.ts';
import { markdownish } from '../../syntax/markdownish.ts';

const { text, ranges } = marked(`name: cache
phases:
  - number: 0
    name: «Set up»
    purpose: Have a place to work
    estimated_duration: 1 day
    tasks:
      - number: 1
        name: «make-folder»
        purpose: Make the folder
        estimated_time: 5 min
        dependencies: [«"0.2"», «0.10»]
        domain_focus: files
        validation_criteria:
          - «Folder exists»
      - number: 2
    validation_gate:
      evidence_required:
        «tests»: {type: boolean, validator: is_true, description: All tests pass}
        «files»: {type: integer}
        «note»: Written down
  - number: 1
    tasks:
    validation_gate:
`);

function problems(source: string): string[] {
  return readDefinitionPlan(source).problems.map(
    ({ kind, range }) => `${kind}: ${source.slice(range.start, range.end)}`,
  );
}

describe('a workflow definition', () => {
  test('has phases, tasks and gates, with defaults; nulls are absent', () => {
    expect(readDefinitionPlan(text).plan).toEqual({
      phases: [
        {
          number: 0,
          name: 'Set up',
          description: 'Have a place to work',
          estimatedDuration: '1 day',
          tasks: [
            {
              id: '0.1',
              name: 'make-folder',
              description: 'Make the folder',
              estimatedTime: '5 min',
              dependencies: ['0.2', '0.10'],
              acceptanceCriteria: ['Folder exists'],
            },
            {
              id: '0.2',
              name: 'task-2',
              description: 'task-2',
              estimatedTime: 'Variable',
              dependencies: [],
              acceptanceCriteria: [],
            },
          ],
          validationGate: [
            'tests (boolean, is_true): All tests pass',
            'files (integer, ): files',
            'Written down',
          ],
        },
        {
          number: 1,
          name: 'Phase 1',
          description: 'Phase 1 objectives',
          estimatedDuration: 'Variable',
          tasks: [],
          validationGate: [],
        },
      ],
    });
  });

  test('has a place for each of them', () => {
    const { positions } = readDefinitionPlan(text);
    const anchors = [
      ...['phase/0', 'phase/0/task/0', 'phase/0/task/0/dependency/0'],
      ...['phase/0/task/0/dependency/1', 'phase/0/task/0/criterion/0'],
      ...['phase/0/gate/0', 'phase/0/gate/1', 'phase/0/gate/2'],
    ];
    const found = anchors.flatMap((anchor) => positions.get(anchor) ?? []);
    expect(mark(text, found)).toBe(mark(text, ranges));
  });

  test.each([
    ['', 'empty-source'],
    ['# nothing\n', 'empty-source'],
    ['name: x\n', 'no-phases'],
    ['phases:\n', 'no-phases'],
    ['phases: {}\n', 'wrong-type'],
    ['phases: [\n', 'unreadable-source'],
  ])('%j cannot be used', (source, kind) => {
    const read = readDefinitionPlan(source);
    expect(read.problems.map((problem) => problem.kind)).toContain(kind);
    expect(unusableBecause(read)).toBeDefined();
  });

  test('of wrong kinds has problems at their places', () => {
    const source = `phases:
  - text
  - number: one
    name: [a]
    tasks: {}
  - number: 1
    tasks:
      - 5
      - number: 1
        dependencies: "1.1, 1.7"
        validation_criteria:
          - {a: 1, b: 2}
      - number: 1
  - number: 1
  - number: 3
`;
    expect(problems(source)).toEqual([
      'wrong-type: text',
      'wrong-type: one',
      'wrong-type: [a]',
      'wrong-type: {}',
      'wrong-type: 5',
      'unknown-dependency: "1.1, 1.7"',
      'wrong-type: {a: 1, b: 2}',
      'duplicate-task: 1',
      'duplicate-phase: 1',
      expect.stringContaining('phase-number-gap'),
    ]);
  });

  test('is read from any text, and every place lies within it', () => {
    const piece = fc.constantFrom(
      'phases:\n',
      '  - number: 1\n',
      '    tasks:\n',
      '      - name: a\n',
    );
    const texts = fc.array(fc.oneof(piece, markdownish), { maxLength: 8 });
    fc.assert(
      fc.property(texts, (pieces) => {
        const source = pieces.join('');
        const { plan, positions, problems: found } = readDefinitionPlan(source);
        for (const { start, end } of [...positions.values(), ...found.map(({ range }) => range)]) {
          expect(start <= end && end <= source.length).toBe(true);
        }
        expect(plan.phases.length > 0 || found.length > 0).toBe(true);
      }),
    );
  });
});
