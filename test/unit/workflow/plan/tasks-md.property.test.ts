import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTasksPlan } from '../../../../server/workflow/plan/tasks-md.ts';
import { markdownish } from '../../syntax/markdownish.ts';
import { dialects, plans, printPlan } from './plan-printer.ts';

const runs = Number(process.env.PRAXIS_PROPERTY_RUNS ?? 300);

describe('a plan that is printed and read', () => {
  test('is the same, in whatever dialect', () => {
    fc.assert(
      fc.property(plans, dialects, (plan, dialect) => {
        expect(readTasksPlan(printPlan(plan, dialect)).plan).toEqual(plan);
      }),
      { numRuns: runs },
    );
  });

  test('gives no problem where nothing is wrong', () => {
    fc.assert(
      fc.property(plans, dialects, (plan, dialect) => {
        expect(readTasksPlan(printPlan(plan, dialect)).problems).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  test('has a place for everything, where the text says it', () => {
    fc.assert(
      fc.property(plans, dialects, (plan, dialect) => {
        const text = printPlan(plan, dialect);
        const { positions } = readTasksPlan(text);
        for (const [index, phase] of plan.phases.entries()) {
          const at = (anchor: string): string => {
            const range = positions.get(`phase/${index}${anchor}`);
            return range === undefined ? '' : text.slice(range.start, range.end);
          };
          expect(at('')).toContain(phase.name);
          for (const [gate, item] of phase.validationGate.entries()) {
            expect(at(`/gate/${gate}`)).toContain(item);
          }
          for (const [task, { name, acceptanceCriteria, dependencies }] of phase.tasks.entries()) {
            expect(at(`/task/${task}`)).toContain(name);
            for (const [criterion, item] of acceptanceCriteria.entries()) {
              expect(at(`/task/${task}/criterion/${criterion}`)).toContain(item);
            }
            for (const [dependency, id] of dependencies.entries()) {
              expect(at(`/task/${task}/dependency/${dependency}`)).toContain(id);
            }
          }
        }
      }),
      { numRuns: runs },
    );
  });
});

const planPiece = fc.constantFrom(
  ...['# Phase 1: A\n', '## Phase 2 B\n', '### Phase 1 Validation Gate\n', '### Phase 1 Tasks\n'],
  ...['- [ ] **Task 1.1**: a\n', '#### Task 1.2: b\n', '**Task 2.1: c**\n', '1. 2.2: d\n'],
  ...[
    '  - **Acceptance Criteria**:\n',
    '**Dependencies:** 1.1-2.1, x | **Time:** 2h\n',
    '    - [x] e\n',
  ],
  ...[
    '**Validation Gate:**\n',
    '- f\n',
    '```markdown\n',
    '```bash\n',
    '```\n',
    '---\n',
    '===\n',
    '> ',
  ],
);

describe('any text', () => {
  test('is read, and every place lies within it', () => {
    const texts = fc
      .array(fc.oneof({ weight: 3, arbitrary: planPiece }, markdownish), { maxLength: 12 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const { plan, positions, problems } = readTasksPlan(text);
        const ranges = [...positions.values(), ...problems.map(({ range }) => range)];
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const ids = plan.phases.flatMap(({ tasks }) => tasks.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        expect(plan.phases.length > 0 || problems.length > 0).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});
