import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

const METADATA = '//- metadata.json\n{ "phases": [{ "phase_number": 2 }] }\n';

describe('phase/number-mismatch', () => {
  const code = 'phase/number-mismatch';
  const phase = (text: string) => `${METADATA}//- phases/2/phase.md\n${text}`;

  it('compares title and labels with the folder', () => {
    expectFindings(
      code,
      phase(`# Phase «1»: Publish
//= The title says phase 1, but this is the file of phase 2: phases/2/phase.md.
`),
    );
    expectFindings(
      code,
      phase(`# Phase 2: Publish

**Phase Number:** «1»
//= This says phase 1, but it is the file of phase 2: phases/2/phase.md.
`),
    );
  });

  it('tells a copied file once', () => {
    expectFindings(
      code,
      phase(`# Phase «1»: Publish

**Phase:** 1 (Build)
//= The title says phase 1, but this is the file of phase 2: phases/2/phase.md.
//~ phases/2/phase.md "1": The same number stands here.
`),
    );
  });

  it.each(['# Phase 2: Publish\n\n**Phase:** 2 of 6\n', '# Publish\n', '# Phase 1.2: Publish\n'])(
    'takes %j for right',
    (text) => {
      expectFindings(code, phase(text));
    },
  );
});

describe('task/number-mismatch', () => {
  const code = 'task/number-mismatch';

  it('compares the title with the name of the file', () => {
    expectFindings(
      code,
      `${METADATA}//- phases/2/task-2-review.md
# Task «3»: Review
//= The title says task 3, but the file is called task-2-review.md.
//- phases/2/task-3-publish.md
# Task 3: Publish
//- phases/2/task-4-announce.md
# Announce
//- phases/dynamic/task-template.md
# Task [TASK_ID]: [TASK_NAME]
`,
    );
  });
});

describe('task/phase-mismatch', () => {
  const code = 'task/phase-mismatch';

  it('compares the label with the folder', () => {
    expectFindings(
      code,
      `${METADATA}//- phases/2/task-1-review.md
# Task 1: Review

**Phase:** «1» (Build)
//= This says phase 1, but the task is in phase 2: phases/2/task-1-review.md.
//- phases/2/task-2-publish.md
# Task 2: Publish

**Phase**: 2 (Publish)
//- phases/2/task-3-announce.md
# Task 3: Announce

**Phase:** 2-N
`,
    );
  });
});

describe('task/name-mismatch', () => {
  const code = 'task/name-mismatch';
  const metadata = (name: string, file: string) =>
    `//- metadata.json\n{ "phases": [{ "phase_number": 2, "tasks": [{ "task_number": 1, "name": "${name}", "file": "${file}" }] }] }\n`;

  it('wonders at a title that has nothing of the name', () => {
    expectFindings(
      code,
      `${metadata('Run Tests', 'task-1-run-tests.md')}//- phases/2/task-1-run-tests.md
# Task 1: «Collect Changes»
//= The title is "Collect Changes", but the task is called "Run Tests".
`,
    );
  });

  it.each([
    ['data-models', 'task-1-data-models.md', '# Task 1: Model Data'],
    ['Verify', 'task-1-run-tests.md', '# Task 1: Test Runs'],
    ['create-directory', 'task-1-create-directory.md', '# Task 1: Create Spec Directory'],
    ['Run Tests', 'task-1-run-tests.md', '# Task 2: Collect Changes'],
  ])('takes the name %s of %s for that of "%s"', (name, file, title) => {
    expectFindings(code, `${metadata(name, file)}//- phases/2/${file}\n${title}\n`);
  });
});

describe('sizes', () => {
  const lines = (count: number) => 'One line.\n'.repeat(count - 1);
  const phase = (count: number) => `${METADATA}//- phases/2/phase.md\n`.concat('#', lines(count));
  const sized = (name: string, title: string, count: number, end = '\n') =>
    `${METADATA}//- phases/2/${name}\n${title}\n${'One line.\n'.repeat(count - 2)}One line.${end}`;

  it('phase.md has 90 lines at most', () => {
    expectFindings('phase/too-long', sized('phase.md', '# Phase 2: Publish', 90));
    expectFindings(
      'phase/too-long',
      `${sized('phase.md', '# «Phase 2: Publish»', 91)}//= This phase.md has 91 lines: more than 90 are read less carefully.\n`,
    );
    expectFindings('phase/too-long', phase(40));
  });

  it('a task has 170 lines at most, and 150 as a rule', () => {
    const task = (count: number, title = '# Task 1: Review') =>
      sized('task-1-review.md', title, count);
    expectFindings('task/too-long', task(170));
    expectFindings(
      'task/too-long',
      `${task(171, '# «Task 1: Review»')}//= This task has 171 lines: more than 170 are read less carefully.\n`,
    );
    expectFindings('task/long', task(150));
    expectFindings(
      'task/long',
      `${task(151, '# «Task 1: Review»')}//= This task has 151 lines: more than 150 are read less carefully.\n`,
    );
    expectFindings('task/long', task(171));
  });

  it('templates and core/ have no limit', () => {
    for (const code of ['phase/too-long', 'task/too-long', 'task/long']) {
      expectFindings(code, sized('../dynamic/phase-template.md', '# Phase [PHASE_NUMBER]', 400));
      expectFindings(code, sized('../../core/naming.md', '# Naming', 400));
    }
  });
});

describe('files without text or title', () => {
  it.each([
    ['phase', 'phase.md', 'phase.md', '# Phase 2: Publish'],
    ['task', 'task-1-review.md', 'task file', '# Task 1: Review'],
  ])('of a %s are told', (kind, name, noun, title) => {
    const file = (text: string) => `${METADATA}//- phases/2/${name}\n${text}`;
    expectFindings(`${kind}/empty`, file(`«»\n//= This ${noun} is empty.\n`));
    expectFindings(
      `${kind}/title-missing`,
      file(`«## Objective»\n//= This ${noun} has no title.\n`),
    );
    for (const code of [`${kind}/empty`, `${kind}/title-missing`]) {
      expectFindings(code, file(`${title}\n`));
    }
    expectFindings(`${kind}/title-missing`, file('\n'));
    expectFindings(`${kind}/empty`, file('## Objective\n'));
  });
});
