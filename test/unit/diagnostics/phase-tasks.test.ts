import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

const METADATA = '//- metadata.json\n{ "phases": [{ "phase_number": 0 }] }\n';
const TASKS = `//- phases/0/task-1-collect.md
# Task 1: Collect
//- phases/0/task-2-review.md
# Task 2: Review
`;

/** A phase.md of each dialect that lists these rows: number, name, file (FORMAT.md (c)). */
const labelled = (...rows: [number: string, name: string, file: string][]) =>
  `//- phases/0/phase.md\n# Phase 0: Collect\n${rows
    .map(([number, name, file]) => `\n### Task ${number}: ${name}\n**File:** [file](${file})\n`)
    .join('')}`;
const tabled = (...rows: [number: string, name: string, file: string][]) =>
  `//- phases/0/phase.md\n# Phase 0: Collect\n\n| # | Task | File | Status |\n|---|---|---|---|\n${rows
    .map(([number, name, file]) => `| ${number} | ${name} | ${file} | ⬜ |\n`)
    .join('')}`;

const RIGHT = [
  ['1', 'Collect', 'task-1-collect.md'],
  ['2', 'Review', 'task-2-review.md'],
] as const satisfies readonly [string, string, string][];
const [COLLECT, REVIEW] = RIGHT;

describe.each([
  ['### Task headings', labelled],
  ['a table', tabled],
])('the tasks in %s of phase.md', (_, listed) => {
  it('are right', () => {
    for (const code of [
      'phase/task-file-missing',
      'phase/task-not-listed',
      'phase/task-number-mismatch',
    ]) {
      expectFindings(code, METADATA + listed(...RIGHT) + TASKS);
    }
  });

  it('have files', () => {
    expectFindings(
      'phase/task-file-missing',
      `${METADATA}${listed(['1', 'Collect', '«task-1-gather.md»'], REVIEW)}//= There is no file "task-1-gather.md" in phases/0/.
${TASKS}`,
    );
    expectFindings(
      'phase/task-file-missing',
      METADATA + listed(['1', 'Collect', 'TBD'], ['2', 'Review', 'task-2-*.md']) + TASKS,
    );
  });

  it('have the numbers of their files', () => {
    expectFindings(
      'phase/task-number-mismatch',
      `${METADATA}${listed(['«2»', 'Collect', 'task-1-collect.md'], REVIEW)}//= This is task 2 in the list, but its file is task-1-collect.md.
${TASKS}`,
    );
  });

  it('are all of them, unless one goes by another name or by its number alone', () => {
    const found = `//= task-2-review.md is in phases/0/, but this list of tasks leaves it out.
//~ phases/0/task-2-review.md "Task 2: Review": The task that is not listed.
`;
    const name = listed === tabled ? '«Collect»' : 'Collect';
    const list = listed(['1', name, 'task-1-collect.md']);
    expectFindings(
      'phase/task-not-listed',
      METADATA +
        (listed === tabled ? list : list.replace('Task 1: Collect', '«Task 1: Collect»')) +
        found +
        TASKS,
    );
    for (const file of ['task-2-revue.md', 'TBD']) {
      expectFindings(
        'phase/task-not-listed',
        METADATA + listed(COLLECT, ['2', 'Review', file]) + TASKS,
      );
    }
  });
});

it('a table of other files lists no tasks', () => {
  const outputs =
    '//- phases/0/phase.md\n# Phase 0: Collect\n\n| Name | File |\n|---|---|\n| Requirements | srd.md |\n';
  for (const code of ['phase/task-file-missing', 'phase/task-not-listed']) {
    expectFindings(code, METADATA + outputs + TASKS);
  }
});

it('what the metadata has wrong as well is told there alone', () => {
  const metadata = (tasks: string) =>
    `//- metadata.json\n{ "phases": [{ "phase_number": 0, "tasks": [${tasks}] }] }\n`;
  expectFindings(
    'phase/task-file-missing',
    metadata('{ "task_number": 3, "file": "task-3-publish.md" }') +
      labelled(COLLECT, REVIEW, ['3', 'Publish', 'task-3-publish.md']) +
      TASKS,
  );
  expectFindings(
    'phase/task-not-listed',
    metadata('{ "task_number": 1, "file": "task-1-collect.md" }') + labelled(COLLECT) + TASKS,
  );
});

describe('phase/total-tasks-mismatch', () => {
  const code = 'phase/total-tasks-mismatch';
  const phase = (total: string) =>
    `//- phases/0/phase.md\n# Phase 0: Collect\n\n**Total Tasks:** ${total}\n`;

  it('counts the files', () => {
    expectFindings(
      code,
      `${METADATA}${phase('«3»')}//= Total Tasks is 3, but there are 2 task files in phases/0/.
${TASKS}`,
    );
    expectFindings(code, METADATA + phase('2') + TASKS);
    expectFindings(code, METADATA + phase('[TASK_COUNT]') + TASKS);
  });

  it('believes a list that says the same: then a file is missing, and that is told', () => {
    expectFindings(
      code,
      METADATA +
        phase('3') +
        labelled(COLLECT, REVIEW, ['3', 'Publish', 'task-3-publish.md']).slice(
          '//- phases/0/phase.md\n# Phase 0: Collect\n'.length,
        ) +
        TASKS,
    );
  });
});
