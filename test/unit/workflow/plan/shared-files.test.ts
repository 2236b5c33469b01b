import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../server/workflow/plan/plan.ts';
import { readTasksPlan } from '../../../../server/workflow/plan/tasks-md.ts';

const root = join(import.meta.dirname, '../../../..');
const shared = process.env.PRAXIS_SHARED ?? join(root, '../shared');
const conformance = join(shared, 'conformance/tasks.json');
const specs = join(shared, 'corpus/specs');

/** A plan as the original engine puts it. */
function asOriginal({ phases }: Plan): unknown[] {
  return phases.map((phase) => ({
    phase_number: phase.number,
    phase_name: phase.name,
    description: phase.description,
    estimated_duration: phase.estimatedDuration,
    tasks: phase.tasks.map((task) => ({
      task_id: task.id,
      task_name: task.name,
      description: task.description,
      estimated_time: task.estimatedTime,
      dependencies: task.dependencies,
      acceptance_criteria: task.acceptanceCriteria,
    })),
    validation_gate: phase.validationGate,
  }));
}

interface Case {
  readonly id: string;
  readonly text: string;
  readonly original_bug?: string;
  readonly right?: unknown;
  readonly expected: { readonly ok: boolean; readonly phases?: readonly unknown[] };
}

/** What is right where the original is wrong: in words there, as a check here. */
const right: Readonly<Record<string, (plan: Plan) => unknown>> = {
  'phase-zero': ({ phases }) => phases.map(({ number, tasks }) => [number, tasks.length]),
  'phantom-from-mention': ({ phases }) =>
    phases.flatMap(({ tasks }) => tasks.map(({ id, dependencies }) => [id, dependencies])),
  'no-separator': ({ phases }) => phases.map(({ tasks }) => tasks.map(({ id }) => id)),
  'task-word-in-phase-name': ({ phases }) => phases.map(({ number }) => number),
  'bold-paragraph-tasks': ({ phases }) => phases[0]?.tasks.map(({ id }) => id),
  'dependency-none-comment': ({ phases }) => phases[0]?.tasks[0]?.dependencies,
  'list-separators': ({ phases }) => phases[0]?.tasks.map(({ id, name }) => `${id} ${name}`),
  'gate-no-checkbox': ({ phases }) => phases[0]?.validationGate,
  'objective-two-paragraphs': ({ phases }) => phases[0]?.description,
};
const answers: Readonly<Record<string, unknown>> = {
  'phase-zero': [
    [0, 1],
    [1, 1],
  ],
  'phantom-from-mention': [['1.1', ['1.5']]],
  'no-separator': [['1.1'], ['3.1']],
  'task-word-in-phase-name': [1, 2],
  'bold-paragraph-tasks': ['1.1', '1.2'],
  'dependency-none-comment': [],
  'list-separators': ['1.1 a', '1.2 b', '1.3 c', '1.4 d'],
  'gate-no-checkbox': ['g1', 'g2'],
  'objective-two-paragraphs': 'first',
};

describe.skipIf(!existsSync(conformance))('recorded cases', () => {
  const { cases } = existsSync(conformance)
    ? (JSON.parse(readFileSync(conformance, 'utf8')) as { cases: readonly Case[] })
    : { cases: [] };

  test.each(cases.map((each) => [each.id, each] as const))('%s', (id, { text, ...each }) => {
    const { plan } = readTasksPlan(text);
    if (each.original_bug === undefined) {
      expect(plan.phases.length > 0).toBe(each.expected.ok);
      expect(asOriginal(plan)).toEqual(each.expected.phases ?? []);
    } else {
      expect(Object.keys(right)).toContain(id);
      expect(right[id]?.(plan)).toEqual(answers[id]);
    }
  });
});

/** Counted by hand: phases, tasks, criteria, dependencies, gate items. */
const counts: readonly (readonly [string, readonly number[]])[] = [
  [join(specs, 'completed/2025-10-07-dynamic-workflow-session-refactor'), [4, 11, 81, 10, 25]],
  [join(specs, 'completed/2025-10-08-workflow-task-management-guidance'), [2, 7, 49, 9, 14]],
  [join(specs, 'completed/2025-10-20-evidence-validation-system'), [5, 28, 86, 0, 0]],
  [join(specs, 'review/2025-10-22-persona-system-implementation'), [4, 25, 140, 0, 30]],
  [join(root, 'universal/specs/2026-01-15-rate-limiter'), [3, 10, 28, 12, 9]],
  [join(root, 'universal/specs/2026-02-03-queue-migration'), [3, 9, 21, 8, 9]],
];

describe('real plans are read without loss', () => {
  const present = counts.filter(([folder]) => existsSync(join(folder, 'tasks.md')));

  test.each(present.map(([folder, count]) => [folder.split('/').at(-1), folder, count] as const))(
    '%s',
    (_, folder, count) => {
      const { plan } = readTasksPlan(readFileSync(join(folder, 'tasks.md'), 'utf8'));
      const tasks = plan.phases.flatMap((phase) => phase.tasks);
      const sum = (lists: readonly (readonly string[])[]): number => lists.flat().length;
      expect([
        plan.phases.length,
        tasks.length,
        sum(tasks.map((task) => task.acceptanceCriteria)),
        sum(tasks.map((task) => task.dependencies)),
        sum(plan.phases.map((phase) => phase.validationGate)),
      ]).toEqual(count);
    },
  );
});
