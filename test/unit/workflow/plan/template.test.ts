import { describe, expect, test } from 'vitest';
import { PLACEHOLDERS } from '../../../../server/workflow/plan/placeholders.ts';
import type { PlanPhase, PlanTask } from '../../../../server/workflow/plan/plan.ts';
import {
  renderPhase,
  renderTask,
  unknownPlaceholders,
} from '../../../../server/workflow/plan/template.ts';
import { mark } from '../../marked-text.ts';

const task: PlanTask = {
  id: '2.9',
  name: 'Write the limiter',
  description: 'Limit requests',
  estimatedTime: '3 hours',
  dependencies: ['2.1', 'review'],
  acceptanceCriteria: ['Answers 429', 'Costs $& nothing'],
};
const bare: PlanTask = { ...task, id: 'x', dependencies: [], acceptanceCriteria: [] };
const phase: PlanPhase = {
  number: 2,
  name: 'Core',
  description: 'Serve requests',
  estimatedDuration: '2 days',
  tasks: [task, bare],
  validationGate: ['Tests pass', 'Docs written'],
};
const all = (kind: 'phase' | 'task'): string =>
  PLACEHOLDERS[kind].map(({ name }) => `[${name}]`).join(' | ');

describe('templates', () => {
  test('have every placeholder of a phase filled in', () => {
    expect(renderPhase(all('phase'), phase)).toBe(
      '2 | Core | Serve requests | 2 days | 2 | 3 | - [ ] Tests pass\n- [ ] Docs written',
    );
  });

  test('have every placeholder of a task filled in', () => {
    expect(renderTask(all('task'), phase, task)).toBe(
      '2.9 | Write the limiter | Limit requests | 3 hours | 2 | Core | 2.1, review | - [ ] Answers 429\n- [ ] Costs $& nothing | 10',
    );
    expect(renderTask('[DEPENDENCIES] [NEXT_TASK_NUMBER][ACCEPTANCE_CRITERIA]', phase, bare)).toBe(
      'None ?',
    );
  });

  test('keep what they do not know', () => {
    const text = '[TASK_ID] [N] [DEPENDENCIES or "None"] {{PHASE_NUMBER}} [phase_number] [ ]';
    expect(renderPhase(text, phase)).toBe(text);
  });

  test('are filled in one name after the other, within values too', () => {
    const tricky = { ...phase, name: '[TASK_COUNT] of [PHASE_NUMBER]' };
    expect(renderPhase('[PHASE_NAME]', tricky)).toBe('2 of [PHASE_NUMBER]');
  });
});

describe('unknown placeholders', () => {
  const shown = (text: string, kind: 'phase' | 'task' = 'phase'): string =>
    mark(
      text,
      unknownPlaceholders(text, kind).map(({ range }) => range),
    );

  test('are names in capitals that nothing fills in', () => {
    expect(shown('# [PHASE_NUMBER]: [PHASE_NO], [N] and [TASK_ID]')).toBe(
      '# [PHASE_NUMBER]: «[PHASE_NO]», «[N]» and «[TASK_ID]»',
    );
    expect(shown('[DEPENDENCIES or "None"] [TASK_STEPS or advice]', 'task')).toBe(
      '«[DEPENDENCIES or "None"]» «[TASK_STEPS or advice]»',
    );
    expect(unknownPlaceholders('[PHASE_NO]', 'phase')[0]?.name).toBe('PHASE_NO');
  });

  test.each([
    '[X](task-1.md)',
    '[NAME][ref] and [text][NAME]',
    '[NAME]: target',
    '- [X] done\n  1. [X] too',
    'rows[N] = list[0][N]',
    '![N](a.png)',
    '[number] [Brief description] [N.1] [A or B] [x]',
    '{{NAME}}',
  ])('are none of: %s', (text) => {
    expect(shown(text)).toBe(text);
  });
});
