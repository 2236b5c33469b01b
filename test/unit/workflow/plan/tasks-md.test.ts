import { describe, expect, test } from 'vitest';
import type { PlanTask } from '../../../../server/workflow/plan/plan.ts';
import { unusableBecause } from '../../../../server/workflow/plan/plan.ts';
import { readTasksPlan } from '../../../../server/workflow/plan/tasks-md.ts';
import { mark, marked } from '../../marked-text.ts';

/** Phases with their tasks, in short. */
function outline(text: string): string[] {
  return readTasksPlan(text).plan.phases.map(
    ({ number, name, tasks }) =>
      `${number} ${name}: ${tasks.map((task) => `${task.id} ${task.name}`).join(', ')}`,
  );
}

function tasksOf(text: string): readonly PlanTask[] {
  return readTasksPlan(text).plan.phases.flatMap(({ tasks }) => tasks);
}

function gates(text: string): (readonly string[])[] {
  return readTasksPlan(text).plan.phases.map(({ validationGate }) => validationGate);
}

/** `kind: what it marks`, for each problem. */
function problems(text: string): string[] {
  return readTasksPlan(text).problems.map(
    ({ kind, range }) => `${kind}: ${text.slice(range.start, range.end)}`,
  );
}

describe('a plan', () => {
  const { text, ranges } = marked(`# Cache

## «Phase 1: Read path»

**Objective:** Answer from memory
**Estimated Duration:** 2 days

- [x] **Task 1.1**: Keep **hot** \`keys\`
  - **Estimated Time**: 3 hours
  - **Dependencies**: None

- [ ] «**Task 1.2**: Evict the oldest»
  - **Dependencies**: Task «1.1», review
  - **Acceptance Criteria**:
    - [ ] «Memory stays below the limit» ✅
    - [x] «An evicted key is
      read again»

**Validation Gate:**

- [ ] «Load test passes»
`);

  test('has what its author sees, without marks and with defaults', () => {
    expect(readTasksPlan(text).plan).toEqual({
      phases: [
        {
          number: 1,
          name: 'Read path',
          description: 'Answer from memory',
          estimatedDuration: '2 days',
          tasks: [
            {
              id: '1.1',
              name: 'Keep hot keys',
              description: 'Keep hot keys',
              estimatedTime: '3 hours',
              dependencies: [],
              acceptanceCriteria: [],
            },
            {
              id: '1.2',
              name: 'Evict the oldest',
              description: 'Evict the oldest',
              estimatedTime: 'Variable',
              dependencies: ['1.1'],
              acceptanceCriteria: ['Memory stays below the limit', 'An evicted key is read again'],
            },
          ],
          validationGate: ['Load test passes'],
        },
      ],
    });
    expect(readTasksPlan('## Phase 4: X\n').plan.phases).toEqual([
      {
        number: 4,
        name: 'X',
        description: 'Phase 4 objectives',
        estimatedDuration: 'Variable',
        tasks: [],
        validationGate: [],
      },
    ]);
  });

  test('has places for phases, tasks, criteria, dependencies and gate items', () => {
    const { positions } = readTasksPlan(text);
    const anchors = [
      'phase/0',
      'phase/0/task/1',
      'phase/0/task/1/dependency/0',
      'phase/0/task/1/criterion/0',
      'phase/0/task/1/criterion/1',
      'phase/0/gate/0',
    ];
    const found = anchors.flatMap((anchor) => positions.get(anchor) ?? []);
    const shown = mark(text, found).replaceAll('**«Task 1.2', '«**Task 1.2');
    expect(shown.replace('oldest»', 'oldest»').replace('limit ✅»', 'limit» ✅')).toBe(
      mark(text, ranges),
    );
    expect(positions.size).toBe(anchors.length + 1);
  });
});

describe('phases', () => {
  test.each([
    ['a colon', '## Phase 1: A'],
    ['a dash', '### Phase 1 - A'],
    ['a long dash', '# Phase 1 — A'],
    ['a symbol before it', '## 🚀 Phase 1: A'],
    ['a status behind it', '## Phase 1: A ✅'],
    ['bold', '## **Phase 1: A**'],
    ['numbering', '## 2. Phase 1: A'],
  ])('are headings with %s', (_, heading) => {
    expect(outline(`${heading}\n- Task 1.1: a\n`)).toEqual(['1 A: 1.1 a']);
    expect(problems(`${heading}\n`)).toEqual([]);
  });

  test('are read without a separator, with a warning', () => {
    const text = '## Phase 1: A\n- Task 1.1: a\n## Phase 2 Two\n- Task 2.1: b\n';
    expect(outline(text)).toEqual(['1 A: 1.1 a', '2 Two: 2.1 b']);
    expect(problems(text)).toEqual(['phase-without-separator: Phase 2 Two']);
  });

  test('may be numbered from 0, and a word "task" in their names changes nothing', () => {
    expect(outline('## Phase 0: Task Breakdown\n- Task 0.1: a\n')).toEqual([
      '0 Task Breakdown: 0.1 a',
    ]);
  });

  test.each([
    '### Phase 1 Tasks',
    '### Phase 1 Deliverables',
    '### Phase 1 → Phase 2',
    '### Phase 1 Success Criteria\n\n### Tasks',
    '### Phases 1-2: both',
    '### Phase 1-2: both',
    '### Phase 1.5: between',
    '> ## Phase 2: quoted',
    '<!--\n## Phase 2: hidden\n-->',
    '```\n## Phase 2: code\n```',
    '| Phase 2: cell |\n|---|',
    'Phase 2: prose',
    '**Phase 2: bold**',
  ])('are none of: %s', (block) => {
    const text = `## Phase 1: A\n\n${block}\n\n- Task 1.1: a\n`;
    expect(outline(text)).toEqual(['1 A: 1.1 a']);
  });

  test('of the same number are one, wherever they are named again', () => {
    const text =
      '## Phase 1: A\n- [ ] **Task 1.1**: a\n## Risks\n### Phase 1: Risks of A\n- [ ] all\n**Goal:** none\n';
    expect(outline(text)).toEqual(['1 A: 1.1 a']);
  });

  test('that are outlined first have the tasks of the section that says more', () => {
    const text =
      '### Phase 1: A\n- Task 1.1: a\n\n## Phase 1: A\n- [ ] **Task 1.1**: Write it\n  - **Acceptance Criteria**:\n    - [ ] works\n';
    expect(outline(text)).toEqual(['1 A: 1.1 Write it']);
    expect(tasksOf(text)[0]?.acceptanceCriteria).toEqual(['works']);
    expect(problems(text)).toEqual([]);
  });

  test('with an underlined heading are none, and the problem says what to write', () => {
    const text = 'Phase 1: Build\n==============\n\n- Task 1.1: a\n';
    const read = readTasksPlan(text);
    expect(read.plan.phases).toEqual([]);
    expect(unusableBecause(read)?.kind).toBe('no-phases');
    expect(read.problems.find(({ kind }) => kind === 'underlined-phase')?.message).toContain(
      '## Phase 1: Build',
    );
  });

  test('take the first objective that is labelled, to the end of its line', () => {
    const text =
      '## Phase 1: A\n\n**Goal:** first | **Timeframe:** 1 week\nmore\n\nThe purpose: second\n';
    const [phase] = readTasksPlan(text).plan.phases;
    expect(phase).toMatchObject({ description: 'first', estimatedDuration: '1 week' });
  });

  test('may state their objective below a heading', () => {
    const text = '## Phase 1: A\n\n### Objective\n\nTo build it.\n';
    expect(readTasksPlan(text).plan.phases[0]?.description).toBe('To build it.');
  });
});

describe('tasks', () => {
  test.each([
    ['- [ ] **Task 1.1**: Foo'],
    ['- **Task 1.1** Foo'],
    ['* Task 1.1 - Foo'],
    ['1. Task 1.1: Foo'],
    ['- 1.1: Foo'],
    ['- [ ] 1.1 Foo'],
    ['- [x] ✅ **Task 1.1: Foo** ✅'],
    ['#### Task 1.1: Foo'],
    ['### Task 1.1 — Foo'],
    ['### Task 1.1 Foo'],
    ['### 1.1 Foo'],
    ['### Task 1-1: Foo'],
    ['## Task 1.1: Foo'],
    ['**Task 1.1: Foo**'],
    ['**Task 1.1**: Foo'],
    ['**Task 1.1 (optional)**: Foo'],
    ['**1.1 Foo**'],
  ])('are read from: %s', (block) => {
    expect(outline(`## Phase 1: A\n\n${block}\n`)).toEqual(['1 A: 1.1 Foo']);
    expect(outline(`\uFEFF## Phase 1: A\r\n\r\n${block}\r\n`)).toEqual(['1 A: 1.1 Foo']);
  });

  test.each([
    'Task 1.2: plain prose',
    '**Dependencies:** Task 1.2: the base',
    '**Task 1.2** must be complete before this.',
    '- Task 1.2 depends on nothing',
    '- 1.5 hours of work',
    '- 2.1: of another phase',
    '### Task 1.2 → Task 1.3',
    '### Tasks 1.2, 1.3',
    '### Task 1.1.1: a part',
    '> - [ ] **Task 1.2**: quoted',
    '```\n- [ ] **Task 1.2**: code\n```',
    '<!-- - [ ] **Task 1.2**: hidden -->',
    '| Task 1.2: cell |\n|---|',
    '- [ ] ~~**Task 1.2**: dropped~~',
  ])('are none of: %s', (block) => {
    expect(outline(`## Phase 1: A\n\n### Task 1.1: Foo\n\n${block}\n`)).toEqual(['1 A: 1.1 Foo']);
    expect(outline(`## Phase 1: A\n\n- [ ] **Task 1.1**: Foo\n\n${block}\n`)).toEqual([
      '1 A: 1.1 Foo',
    ]);
  });

  test('are not those that criteria and gates mention', () => {
    const text =
      '## Phase 1: A\n- Task 1.1: a\n  - Acceptance Criteria:\n    - [ ] Task 1.2: begun\n\n**Validation Gate:**\n- [ ] Task 1.3: done\n- Task 1.4: done\n';
    expect(outline(text)).toEqual(['1 A: 1.1 a']);
    expect(gates(text)).toEqual([['Task 1.3: done', 'Task 1.4: done']]);
  });

  test('may follow a gate, if they state something', () => {
    const text =
      '## Phase 1: A\n\n**Validation Gate:**\n- [ ] g\n- [ ] **Task 1.1**: done\n- [ ] **Task 1.2**: b\n  - **Time**: 2h\n';
    expect(outline(text)).toEqual(['1 A: 1.2 b']);
    expect(gates(text)).toEqual([['g', 'Task 1.1: done']]);
  });

  test('that are crossed out take their criteria with them', () => {
    const text =
      '## Phase 1: A\n- Task 1.1: a\n- ~~Task 1.2: b~~\n  - **Acceptance Criteria**:\n    - [ ] c\n';
    expect(tasksOf(text)).toMatchObject([{ id: '1.1', acceptanceCriteria: [] }]);
  });

  test('of another number stay in the phase they stand in, with a warning', () => {
    const text = '## Phase 1: A\n- Task 2.1: a\n';
    expect(outline(text)).toEqual(['1 A: 2.1 a']);
    expect(problems(text)).toEqual(['task-in-other-phase: Task 2.1: a']);
  });

  test('that another phase mentions stand in their own', () => {
    const text = '## Phase 1: A\n- Task 2.1: later\n## Phase 2: B\n- Task 2.1: now\n';
    expect(outline(text)).toEqual(['1 A: ', '2 B: 2.1 now']);
  });

  test('are read once', () => {
    const text =
      '## Phase 1: A\n- Task 1.1: a\n  - Time: 2h\n- Task 1.1: b\n  - Time: 3h\n  - Acceptance Criteria: c\n';
    expect(tasksOf(text)).toMatchObject([{ name: 'a', estimatedTime: '2h' }]);
    expect(problems(text)).toEqual(['duplicate-task: Task 1.1: b']);
  });

  test('below a heading for tasks belong to their phase, elsewhere outside they are reported', () => {
    const text = '## Phase 1: A\n## Detailed Tasks\n### Task 1.1: a\n## Later\n### Task 3.1: b\n';
    expect(outline(text)).toEqual(['1 A: 1.1 a']);
    expect(problems(text)).toEqual([
      'task-outside-phase: Task 1.1: a',
      'task-outside-phase: Task 3.1: b',
    ]);
  });

  test('that a heading as high as their phase parts from it are theirs, with what they state', () => {
    const text =
      '### Phase 1: A\n### Task 1.1: a\n### Notes\n### Task 1.2: b\n**Time:** 2h\n### Phase 2: B\n## Tasks\n### Task 2.1: c\n### Task 1.3: d\n';
    expect(outline(text)).toEqual(['1 A: 1.1 a, 1.2 b, 1.3 d', '2 B: 2.1 c']);
    expect(tasksOf(text)[1]?.estimatedTime).toBe('2h');
    expect(outline('## Phase 1: A\n## Future Work\n### Task 1.9: maybe\n')).toEqual(['1 A: ']);
  });

  test('are found behind a block of Markdown with fences in it', () => {
    const text =
      '## Phase 1: A\n### Task 1.1: a\n```markdown\n# Example\n```bash\nls\n```\n```\n**Acceptance Criteria:**\n- [ ] c\n### Task 1.2: b\n```\ncode\n```\n';
    expect(outline(text)).toEqual(['1 A: 1.1 a, 1.2 b']);
    expect(tasksOf(text)[0]?.acceptanceCriteria).toEqual(['c']);
    expect(problems(text)).toEqual(['nested-fence: ```bash']);
  });
});

describe('criteria', () => {
  const criteria = (body: string, title = '### Task 1.1: a'): (readonly string[])[] =>
    tasksOf(`## Phase 1: A\n\n${title}\n${body}\n`).map((task) => task.acceptanceCriteria);

  test.each([
    ['boxes, ticked or not', '**Acceptance Criteria:**\n- [ ] c\n- [x] d\n'],
    ['bullets', 'Acceptance criteria:\n* c\n* d\n'],
    ['a numbered list', '**Acceptance Criteria** (all)\n\n1. c\n2. d\n'],
    ['a heading', '#### Acceptance Criteria\n\n- [ ] c\n- [ ] d\n'],
    ['a heading of the same level', '### ✅ Acceptance Criteria\n\n- [ ] c\n- [ ] d\n'],
    ['an item', '- **Acceptance Criteria**:\n  - [ ] c\n  - [ ] d\n'],
    ['an item beside them', '- **Acceptance Criteria**:\n- [ ] c\n- [ ] d\n- **Notes**: e\n'],
    ['details of them', '**Acceptance Criteria:**\n- [ ] c\n  - more\n- [ ] d\n\n  Further.\n'],
    ['groups', '**Acceptance Criteria:**\n\n**Fast:**\n- [ ] c\n\n**Safe:**\n- [ ] d\n'],
    ['nested groups', '**Acceptance Criteria:**\n- Fast:\n  - [ ] c\n- Safe:\n  - [ ] d\n'],
    [
      'another label behind',
      '**Acceptance Criteria:**\n- [ ] c\n- [ ] d\n\n**Testing:**\n- unit\n',
    ],
    ['a label that follows at once', '**Acceptance Criteria:**\n- [ ] c\n- [ ] d\n**Time:** 2h\n'],
    ['a status', '**Acceptance Criteria:**\n- [ ] c ✅/❌\n- [x] d ✅\n'],
    ['prose between', '**Acceptance Criteria:**\n\nAll hold:\n\n- c\n- d\n\nNotes:\n\n- none\n'],
    ['an indentation too deep', 'Acceptance Criteria:\n\n    - [ ] c\n    - [ ] d\n'],
    ['prose behind', '**Acceptance Criteria:**\n- c\n- d\n\nGood to know here.\n\n- not this\n'],
    ['ticks for bullets', '**Acceptance Criteria:**\n✅ c\n✅ d\n\n**Validation:**\n- [ ] e\n'],
    ['another name', '**Definition of Done:**\n- [ ] c\n- [ ] d\n'],
  ])('are read with %s', (_, body) => {
    expect(criteria(body)).toEqual([['c', 'd']]);
  });

  test('may stand beside the label, unless that points elsewhere', () => {
    expect(criteria('**Acceptance Criteria:** It works\n')).toEqual([['It works']]);
    expect(criteria('**Acceptance Criteria:** see specs.md\n')).toEqual([[]]);
  });

  test('are no boxes without a label', () => {
    expect(criteria('\ntext\n\n- [ ] done\n')).toEqual([[]]);
  });

  test('behind a bare list of tasks are those of the phase', () => {
    const text =
      '## Phase 1: A\n- [ ] Task 1.1: a\n- [ ] Task 1.2: b\n\n**Acceptance Criteria:**\n- [ ] c\n';
    expect(tasksOf(text).map((task) => task.acceptanceCriteria)).toEqual([[], []]);
    expect(gates(text)).toEqual([['c']]);
  });

  test('of a label that is a lazy line of the item before are read', () => {
    const body = '  - step\n  **Acceptance Criteria:**\n  - [ ] c\n  - [ ] d\n';
    expect(criteria(body, '- [ ] **Task 1.1**: a')).toEqual([['c', 'd']]);
  });
});

describe('dependencies and times', () => {
  const task = (body: string): PlanTask | undefined =>
    tasksOf(`## Phase 1: A\n\n### Task 1.1: a\n${body}\n`)[0];

  test('may share a line', () => {
    expect(task('**Time:** 2h | **Dependencies:** 1.2, 1.3 · **Priority:** High\n')).toMatchObject({
      estimatedTime: '2h',
      dependencies: ['1.2', '1.3'],
    });
    expect(task('**Dependencies:** 1.2 **Time:** 2h\n')).toMatchObject({
      estimatedTime: '2h',
      dependencies: ['1.2'],
    });
  });

  test('may stand below headings or in lists', () => {
    expect(task('#### Dependencies\n\n- Task 1.2\n- 1.3\n\n#### Time\n\n3 hours\n')).toMatchObject({
      estimatedTime: '3 hours',
      dependencies: ['1.2', '1.3'],
    });
    expect(task('**Dependencies:** 1.2,\n1.3\n---\n')?.dependencies).toEqual(['1.2', '1.3']);
  });

  test('are the first that are stated', () => {
    expect(task('Dependencies: None\n\n- Requires: Task 1.3\n')?.dependencies).toEqual([]);
    expect(task('- Requires: Python 3.11\n- After: Task 1.3\n')?.dependencies).toEqual(['1.3']);
  });

  test('may be a sentence', () => {
    expect(task('Depends on Task 1.2 and 1.3.\n')?.dependencies).toEqual(['1.2', '1.3']);
    expect(task('Depends on the weather.\n')?.dependencies).toEqual([]);
  });

  test('may stand in the name', () => {
    const text = '## Phase 1: A\n- Task 1.1: a\n- Task 1.2: b (depends on 1.1)\n';
    expect(tasksOf(text)[1]?.dependencies).toEqual(['1.1']);
  });

  test('that no task has are reported', () => {
    const text = '## Phase 1: A\n- Task 1.1: a\n  - Dependencies: 1.1, Task 1.7\n';
    expect(problems(text)).toEqual(['unknown-dependency: 1.7']);
  });

  test('run through phases', () => {
    const text =
      '## Phase 1: A\n- Task 1.1: a\n- Task 1.2: b\n## Phase 2: B\n- Task 2.1: c\n- Task 2.2: d\n  - Depends on: 1.2-2.1\n';
    expect(tasksOf(text)[3]?.dependencies).toEqual(['1.2', '2.1']);
  });
});

describe('gates', () => {
  test.each([
    ['a label', '**Validation Gate:**\n- [ ] g\n- [x] h\n'],
    ['a label and bullets', 'Validation Gate:\n- g\n- h\n'],
    ['a heading', '### Validation Gate\n\nBefore going on:\n- [ ] g\n- [ ] h\n'],
    ['a heading of the phase', '### Phase 1 Validation Gate\n- [ ] g\n- [ ] h\n'],
    ['a heading as high as the phase', '## Phase 1 Validation Gate\n- [ ] g\n- [ ] h\n'],
    ['a command', '🛑 VALIDATE-GATE: Phase 1\n\n- [ ] g ✅/❌\n- [ ] h ✅/❌\n'],
    ['an item', '- **Validation Gate**:\n  - [ ] g\n  - [ ] h\n'],
    ['a method', '### Validation Gate\n\n- [ ] g\n- [ ] h\n\n**Method:**\n\n- look\n'],
    [
      'a label within',
      '### Validation Gate\n\n**GATE:** A done\n\n**Evidence Required:**\n- g\n- h\n',
    ],
    ['a remark', '**Validation Gate:**\n- [ ] g\n- [ ] h\n**Go on only when all hold.**\n'],
    ['another name', '**Quality Gates:**\n- g\n- h\n'],
  ])('are read with %s', (_, gate) => {
    const text = `## Phase 1: A\n\n- [ ] **Task 1.1**: a\n  - **Acceptance Criteria**:\n    - [ ] c\n\n${gate}\n## Phase 2: B\n`;
    expect(gates(text)).toEqual([['g', 'h'], []]);
    expect(tasksOf(text)[0]?.acceptanceCriteria).toEqual(['c']);
  });

  test('end the task before them', () => {
    const text =
      '## Phase 1: A\n- Task 1.1: a\n\n**Validation Gate:**\n- g\n\n**Estimated Time:** 3 days\n';
    expect(readTasksPlan(text).plan.phases).toMatchObject([
      { estimatedDuration: '3 days', tasks: [{ estimatedTime: 'Variable' }] },
    ]);
  });

  test('are no lists of a summary', () => {
    const text =
      '## Phase 1: A\n- Task 1.1: a\n\n## Success Criteria\n\n**Phase 1 Success:**\n- [ ] x\n\n## Acceptance Criteria Summary\n\n### Phase 1\n- [ ] y\n';
    expect(gates(text)).toEqual([[]]);
    expect(tasksOf(text)[0]?.acceptanceCriteria).toEqual([]);
  });

  test('collected at the end go to their phases', () => {
    const text =
      '## Phase 1: A\n- Task 1.1: a\n## Phase 2: B\n- Task 2.1: b\n## Gates\n### Phase 1 Validation Gate\n- [ ] g\n### Phase 2 Gate: All of B\n- [ ] h\n';
    expect(gates(text)).toEqual([['g'], ['h']]);
  });
});

describe('problems', () => {
  test.each([
    ['', 'empty-source'],
    ['\uFEFF \n\n', 'empty-source'],
    ['# T\n\ntext\n', 'no-phases'],
  ])('of %j make the source unusable', (text, kind) => {
    expect(unusableBecause(readTasksPlan(text))?.kind).toBe(kind);
  });

  test('tell of gaps between phases and of fences that nothing closes', () => {
    const text = '## Phase 1: A\n## Phase 3: C\n\n```sh\nls\n';
    expect(problems(text)).toEqual(['phase-number-gap: Phase 3: C', 'unclosed-fence: ```sh']);
    expect(problems('## Phase 1: A\n\n```sh\nls\n```\n')).toEqual([]);
  });

  test('are told where a text is longer than what is read', () => {
    const text = `## Phase 1: A\n${'x\n'.repeat(50_001)}- [ ] **Task 1.1**: a\n`;
    expect(readTasksPlan(text).problems.map(({ kind }) => kind)).toEqual(['document-too-large']);
  });
});

describe('time', () => {
  const tasks = (count: number): string =>
    `## Phase 1: A\n${Array.from({ length: count }, (_, index) => `- [ ] **Task 1.${index}**: n\n`).join('')}`;

  test.each([
    ['20,000 tasks', tasks(20_000)],
    [
      'one task again and again',
      `## Phase 1: A\n${'- [ ] **Task 1.1**: n\n  - Time: 1h\n'.repeat(15_000)}`,
    ],
    [
      'stretches',
      `## Phase 1: A\n${'- Task 1.1: n\n  - Dependencies: 1.1-1.200\n'.repeat(20_000)}`,
    ],
    ['fences', '```md\n```sh\n```\n'.repeat(60_000)],
    ['blanks', `## Phase 1: A\n- Task 1.1:${' '.repeat(900_000)}x\n`],
    ['bars', `## Phase 1: A\n${'**Time:** a | '.repeat(70_000)}\n`],
    [
      'labels',
      `## Phase 1: A\n### Task 1.1: a\n${'**Acceptance Criteria:** x\n\n'.repeat(35_000)}`,
    ],
  ])('grows with the length of the text: %s', (_, text) => {
    const start = performance.now();
    readTasksPlan(text);
    expect(performance.now() - start).toBeLessThan(8_000);
  });

  test('does not keep any of 20,000 tasks from being read', () => {
    expect(tasksOf(tasks(20_000))).toHaveLength(20_000);
  });
});
