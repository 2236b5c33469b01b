import fc from 'fast-check';
import type { Plan, PlanPhase, PlanTask } from '../../../../server/workflow/plan/plan.ts';

/** How an author writes a plan down: one choice for each thing that real files do differently. */
export interface Dialect {
  readonly lineBreak: '\n' | '\r\n';
  readonly byteOrderMark: boolean;
  readonly phaseLevel: 1 | 2 | 3;
  readonly phaseSeparator: ': ' | ' - ' | ' — ' | ' – ' | '. ';
  readonly phaseMark: '' | '🚀 ' | '✅ ';
  /** How much deeper than its phase a task's heading is. */
  readonly taskDepth: 0 | 1 | 2;
  readonly taskForm: 'item' | 'heading' | 'paragraph';
  readonly taskTitle: 'outside' | 'inside' | 'dash' | 'plain';
  readonly bullet: '- ' | '* ' | '+ ' | '1. ';
  readonly taskBox: '' | '[ ] ' | '[x] ';
  readonly label: 'outside' | 'inside' | 'plain' | 'dash';
  readonly labelPlace: 'items' | 'lines' | 'paragraphs' | 'bars';
  readonly headedCriteria: boolean;
  readonly criteriaFirst: boolean;
  readonly nestedCriteria: boolean;
  readonly looseLists: boolean;
  readonly itemBox: '' | '[ ] ' | '[x] ';
  readonly status: '' | ' ✅' | ' ✅/❌';
  readonly gate: 'bold' | 'heading' | 'phase-heading' | 'same-level-heading';
  readonly tasksHeading: boolean;
  readonly noise: boolean;
  readonly dependencies: 'ids' | 'tasks' | 'and' | 'list';
  readonly none: 'None' | 'none' | 'None (parallel with 9.9)' | 'None.';
}

export const dialects: fc.Arbitrary<Dialect> = fc.record({
  lineBreak: fc.constantFrom('\n', '\r\n'),
  byteOrderMark: fc.boolean(),
  phaseLevel: fc.constantFrom(1, 2, 3),
  phaseSeparator: fc.constantFrom(': ', ' - ', ' — ', ' – ', '. '),
  phaseMark: fc.constantFrom('', '🚀 ', '✅ '),
  taskDepth: fc.constantFrom(0, 1, 2),
  taskForm: fc.constantFrom('item', 'heading', 'paragraph'),
  taskTitle: fc.constantFrom('outside', 'inside', 'dash', 'plain'),
  bullet: fc.constantFrom('- ', '* ', '+ ', '1. '),
  taskBox: fc.constantFrom('', '[ ] ', '[x] '),
  label: fc.constantFrom('outside', 'inside', 'plain', 'dash'),
  labelPlace: fc.constantFrom('items', 'lines', 'paragraphs', 'bars'),
  headedCriteria: fc.boolean(),
  criteriaFirst: fc.boolean(),
  nestedCriteria: fc.boolean(),
  looseLists: fc.boolean(),
  itemBox: fc.constantFrom('', '[ ] ', '[x] '),
  status: fc.constantFrom('', ' ✅', ' ✅/❌'),
  gate: fc.constantFrom('bold', 'heading', 'phase-heading', 'same-level-heading'),
  tasksHeading: fc.boolean(),
  noise: fc.boolean(),
  dependencies: fc.constantFrom('ids', 'tasks', 'and', 'list'),
  none: fc.constantFrom('None', 'none', 'None (parallel with 9.9)', 'None.'),
});

const WORDS = ['Build', 'cache', 'Task', 'phase', 'of 3 nodes', 'tests', 'gate', 'v2', 'Time', 'X'];
const phrase = fc
  .tuple(
    fc.constantFrom('Build', 'Read', 'Move', 'Write'),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest].join(' '));
const criterion = fc
  .tuple(phrase, fc.constantFrom('', ' of Task 1.1', ': passes', ' in 2 hours', ' (phase 1)'))
  .map(([text, tail]) => `${text}${tail}`);
const time = fc.constantFrom('2 hours', '30 minutes', '1-2 days', 'Variable');

/** Plans that a tasks.md can state: descriptions of tasks are their names. */
export const plans: fc.Arbitrary<Plan> = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.array(
      fc.record({
        name: phrase,
        description: phrase,
        estimatedDuration: time,
        validationGate: fc.array(criterion, { maxLength: 3 }),
        tasks: fc.array(
          fc.record({
            name: phrase,
            estimatedTime: time,
            acceptanceCriteria: fc.array(criterion, { maxLength: 3 }),
            dependencies: fc.nat({ max: 3 }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([first, phases]) => {
    const ids: string[] = [];
    return {
      phases: phases.map((phase, index): PlanPhase => {
        const number = first + index;
        const tasks = phase.tasks.map((task, position): PlanTask => {
          const id = `${number}.${position + 1}`;
          const dependencies = ids.slice(-task.dependencies - 1, -1);
          ids.push(id);
          return { ...task, id, description: task.name, dependencies };
        });
        return { ...phase, number, tasks };
      }),
    };
  });

/** Prints a plan as an author of that dialect would. */
export function printPlan(plan: Plan, dialect: Dialect): string {
  const lines = ['# The plan', '', 'It has phases. Phase 1 comes first, Task 1.1 in it.', ''];
  if (dialect.noise) {
    lines.push(
      '## Time Estimates',
      '',
      '- **Phase 1:** 8 hours (Core)',
      '- **Total:** 9 hours',
      '',
    );
  }
  for (const phase of plan.phases) lines.push(...printPhase(phase, dialect));
  if (dialect.noise) lines.push(...summary(plan, dialect));
  const text = lines.join(dialect.lineBreak);
  return dialect.byteOrderMark ? `\uFEFF${text}` : text;
}

function printPhase(phase: PlanPhase, dialect: Dialect): string[] {
  const { phaseMark, phaseSeparator, phaseLevel } = dialect;
  const mark = '#'.repeat(phaseLevel);
  const lines = [`${mark} ${phaseMark}Phase ${phase.number}${phaseSeparator}${phase.name}`, ''];
  lines.push(label('Objective', phase.description, dialect), '');
  lines.push(label('Estimated Duration', phase.estimatedDuration, dialect), '');
  if (dialect.noise) {
    lines.push('**Deliverables:**', '- A thing', '- Another: good', '');
    lines.push('| Task | Time |', '|---|---|', '| Task 1.7: x | 2h |', '');
    lines.push('<!-- ## Phase 8: hidden', '- [ ] **Task 8.1**: hidden -->', '');
  }
  if (dialect.tasksHeading) lines.push(`${mark}# Phase ${phase.number} Tasks`, '');
  for (const task of phase.tasks) lines.push(...printTask(task, dialect), '');
  lines.push(...printGate(phase, dialect));
  return lines;
}

function printTask(task: PlanTask, dialect: Dialect): string[] {
  const { taskForm, taskDepth, bullet, taskBox, phaseLevel } = dialect;
  const inItem = taskForm === 'item';
  const title = inItem
    ? `${bullet}${taskBox}${taskTitle(task, dialect)}`
    : taskForm === 'heading'
      ? `${'#'.repeat(phaseLevel + taskDepth)} ${taskTitle(task, dialect)}`
      : taskTitle(task, {
          ...dialect,
          taskTitle: dialect.taskTitle === 'plain' ? 'inside' : dialect.taskTitle,
        });
  const body = taskBody(task, dialect);
  const indent = ' '.repeat(bullet.length);
  return [
    title,
    ...(inItem ? body.map((line) => (line === '' ? '' : indent + line)) : ['', ...body]),
  ];
}

function taskBody(task: PlanTask, dialect: Dialect): string[] {
  const { labelPlace, taskForm, noise } = dialect;
  const lines: string[] = [];
  const listed = dialect.dependencies === 'list' && task.dependencies.length > 0;
  const values: string[] = [];
  if (task.estimatedTime !== 'Variable') {
    values.push(label('Estimated Time', task.estimatedTime, dialect));
  }
  if (!listed) values.push(label('Dependencies', dependencies(task, dialect), dialect));
  if (labelPlace === 'items') lines.push(...values.map((value) => `- ${value}`));
  else if (labelPlace === 'paragraphs') lines.push(...values.flatMap((value) => ['', value]));
  else if (labelPlace === 'bars') lines.push('', values.join(' | '));
  else lines.push('', ...values.map((value) => `${value}  `));
  if (listed) {
    const ids = task.dependencies.map((id) => `Task ${id}`);
    if (labelPlace === 'items') {
      lines.push(`- ${label('Dependencies', '', dialect)}`, ...ids.map((id) => `  - ${id}`));
    } else {
      lines.push('', label('Dependencies', '', dialect), '', ...ids.map((id) => `- ${id}`));
    }
  }
  if (noise) {
    lines.push(
      '',
      '**Implementation:**',
      '',
      '```markdown',
      '## Phase 7: example',
      '- [ ] **Task 7.1**: no',
    );
    lines.push('```', '', '- After: a step', '- see Task 9.8', '');
  }
  const stated = task.acceptanceCriteria.length > 0 ? criteria(task, dialect, taskForm) : [];
  // Below a heading of their own the criteria come last.
  const first = dialect.criteriaFirst && !dialect.headedCriteria;
  if (first) lines.unshift(...stated);
  else lines.push(...stated);
  if (noise) lines.push('', '**Testing:**', '', '- Unit test: all of it', '');
  return lines;
}

function criteria(task: PlanTask, dialect: Dialect, form: Dialect['taskForm']): string[] {
  const items = task.acceptanceCriteria.map((text) => `${dialect.itemBox}${text}${dialect.status}`);
  const detail = dialect.noise && dialect.itemBox !== '' ? ['  - a detail'] : [];
  if (form === 'item' && dialect.nestedCriteria) {
    const listed = items.flatMap((item) => [`  - ${item}`, ...detail.map((line) => `  ${line}`)]);
    return [`- ${label('Acceptance Criteria', '', dialect)}`, ...listed];
  }
  const listed = items.flatMap((item, index) => [
    ...(dialect.looseLists && index > 0 ? [''] : []),
    `- ${item}`,
    ...detail,
  ]);
  return form === 'heading' && dialect.headedCriteria
    ? [
        '',
        `${'#'.repeat(dialect.phaseLevel + dialect.taskDepth + 1)} Acceptance Criteria`,
        '',
        ...listed,
      ]
    : ['', label('Acceptance Criteria', '', dialect), '', ...listed];
}

function printGate(phase: PlanPhase, dialect: Dialect): string[] {
  if (phase.validationGate.length === 0) return [];
  const mark = '#'.repeat(dialect.phaseLevel);
  const head = {
    bold: ['**Validation Gate:**', ''],
    heading: [`${mark}# Validation Gate`, ''],
    'phase-heading': [`${mark}# Phase ${phase.number} Validation Gate`, '', 'Before going on:'],
    'same-level-heading': [`${mark} Phase ${phase.number} Validation Gate`, ''],
  }[dialect.gate];
  const items = phase.validationGate.map((text) => `- ${dialect.itemBox}${text}${dialect.status}`);
  const after = dialect.noise ? ['**Validation Method:**', '', '- Look at it', ''] : [];
  return [...head, ...items, '', ...after];
}

/** What comes after the phases in real files, and holds none. */
function summary(plan: Plan, dialect: Dialect): string[] {
  const mark = '#'.repeat(dialect.phaseLevel);
  return [
    ...[`${mark} Summary`, '', '**Phase 1 Success:**', '', '- [ ] It works', ''],
    ...plan.phases.flatMap(({ number, tasks }) => [
      ...[`${mark}# Phase ${number}: another name`, '', '- [ ] A summary criterion', ''],
      ...tasks.map(({ id }) => `- Task ${id} (short) depends on nothing`),
      '',
    ]),
    ...[`${mark} Dependencies`, '', `${mark}# Phase 1 → Phase 2`, '', 'Phase 2 needs phase 1.', ''],
    ...['```', 'Phase 1: 1.1 → 1.2', '```', ''],
  ];
}

function taskTitle({ id, name }: PlanTask, { taskTitle: form }: Dialect): string {
  if (form === 'outside') return `**Task ${id}**: ${name}`;
  if (form === 'inside') return `**Task ${id}: ${name}**`;
  return form === 'dash' ? `**Task ${id}** - ${name}` : `Task ${id}: ${name}`;
}

function label(name: string, value: string, { label: form }: Dialect): string {
  const tail = value === '' ? '' : ` ${value}`;
  if (form === 'outside') return `**${name}**:${tail}`;
  if (form === 'inside') return `**${name}:**${tail}`;
  if (form === 'plain') return `${name}:${tail}`;
  return value === '' ? `**${name}:**` : `**${name}** -${tail}`;
}

function dependencies({ dependencies: ids }: PlanTask, dialect: Dialect): string {
  if (ids.length === 0) return dialect.none;
  if (dialect.dependencies === 'ids') return ids.join(', ');
  if (dialect.dependencies === 'tasks') return ids.map((id) => `Task ${id} (the base)`).join(', ');
  return `Tasks ${ids.join(' and ')}`;
}
