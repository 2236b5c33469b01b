import { describe, expect, test } from 'vitest';
import {
  DependencyExpander,
  readDependencies,
} from '../../../../server/workflow/plan/dependencies.ts';

function dependencies(value: string): string[] {
  return new DependencyExpander(['1.1', '1.2', '2.1', '2.2'])
    .expand(readDependencies(value))
    .map(({ text }) => text);
}

describe('the dependencies of a task', () => {
  test.each([
    ['None', []],
    ['none.', []],
    ['None (parallel with 1.2)', []],
    ['No dependencies', []],
    ['N/A', []],
    ['-', []],
    ['', []],
    ['1.1', ['1.1']],
    ['Task 1.1, Task 1.2', ['1.1', '1.2']],
    ['Tasks 1.1, 1.2 and 1.3.', ['1.1', '1.2', '1.3']],
    ['Task 2.1 (data models), Task 2.2 (logic, rules)', ['2.1', '2.2']],
    ['1.1, 1.1, Task 1.1', ['1.1']],
    ['1.1-1.4', ['1.1', '1.2', '1.3', '1.4']],
    ['Tasks 1.1 – 1.3.', ['1.1', '1.2', '1.3']],
    ['Tasks 1.1 through 1.3', ['1.1', '1.2', '1.3']],
    ['1.1-3', ['1.1', '1.2', '1.3']],
    ['1.2-2.1', ['1.2', '2.1']],
    ['1.2-3.1', ['1.2', '3.1']],
    ['1.1-1.900', ['1.1', '1.900']],
    ['1.1 - 2 reviewers', ['1.1']],
    ['Task 1-2', ['1.2']],
    ['Phase 1 complete', ['Phase 1 complete']],
    ['All Phase 1-3 tasks', ['All Phase 1-3 tasks']],
    ['design approved (Bob, Ann), budget', ['design approved (Bob, Ann)', 'budget']],
    ['Python 3.11, section 4.1', ['Python 3.11', 'section 4.1']],
    ['v1.2, FR-1.2, 1.2.3', ['v1.2', 'FR-1.2', '1.2.3']],
  ])('%j', (value, expected) => {
    expect(dependencies(value)).toEqual(expected);
  });

  test('stand where the value says them', () => {
    const value = 'Task 1.1, Task 1.2-1.3';
    expect(readDependencies(value).map(({ start, end }) => value.slice(start, end))).toEqual([
      '1.1',
      '1.2-1.3',
    ]);
  });
});
