import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';
import { expectFindings } from './rendered-findings.ts';

const METADATA = '//- metadata.json\n{ "phases": [{ "phase_number": 0 }] }\n';
const PHASE = '//- phases/0/phase.md\n# Phase 0: Collect\n';

describe('layout/stray-markdown', () => {
  const code = 'layout/stray-markdown';

  it('wants nothing but phase.md and tasks in the folder of a phase', () => {
    expectFindings(
      code,
      `${METADATA}${PHASE}//- phases/0/task1-collect.md
# «Collect»
//= task1-collect.md is neither phase.md nor a task of phase 0: nothing serves it.
//- phases/0/notes.md
# «Notes»
//= notes.md is neither phase.md nor a task of phase 0: nothing serves it.
//- phases/0/task-1-review.md
# Task 1: Review
`,
    );
  });

  it('takes what the metadata names as a task, and a misnamed phase.md, for what they are', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [{ "task_number": 1, "file": "collect.md" }] }, { "phase_number": 1 }] }
${PHASE}//- phases/0/collect.md
# Collect
//- phases/1/README.md
# Phase 1: Publish
//- phases/dynamic/notes.md
# Notes
`,
    );
  });
});

describe('layout/markdown-outside-phase', () => {
  it('wants each phase in a folder of its own', () => {
    expectFindings(
      'layout/markdown-outside-phase',
      `${METADATA}${PHASE}//- phases/phase-1.md
# «Phase 1: Publish»
//= phase-1.md stands right under phases/, where nothing serves it.
//- README.md
# Release
`,
    );
  });
});

describe('layout/task-file-name', () => {
  it('hints at the usual form', () => {
    expectFindings(
      'layout/task-file-name',
      `${METADATA}${PHASE}//- phases/0/task-01-collect.md
# «Task 1: Collect»
//= The file task-01-collect.md of phase 0 is not named task-<K>-<name>.md.
//- phases/0/task-2_Review.md
# «Task 2: Review»
//= The file task-2_Review.md of phase 0 is not named task-<K>-<name>.md.
//- phases/0/task-10-publish-v2.md
# Task 10: Publish
`,
    );
  });
});

describe('layout/task-number-mismatch', () => {
  const code = 'layout/task-number-mismatch';

  it('judges the files where the metadata lists no tasks', () => {
    expectFindings(
      code,
      `${METADATA}${PHASE}//- phases/0/task-1-collect.md
# Task 1: Collect
//- phases/0/task-3-review.md
# «Task 3: Review»
//= task-3-review.md follows a gap: phase 0 has no file of task 2.
`,
    );
    expectFindings(
      code,
      `${METADATA}${PHASE}//- phases/0/task-1-collect.md
# Task 1: Collect
//- phases/0/task-1-review.md
# «Task 1: Review»
//= Phase 0 has two files of task 1: task-1-review.md is one of them.
//~ phases/0/task-1-collect.md "Task 1: Collect": The other task 1.
`,
    );
  });

  it('leaves it to the list of the metadata otherwise', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [{ "task_number": 3, "file": "task-3-review.md" }] }] }
${PHASE}//- phases/0/task-3-review.md
# Task 3: Review
`,
    );
  });
});

describe('layout/gate-missing', () => {
  const code = 'layout/gate-missing';
  const gate = (phase: number) =>
    `//- phases/${phase}/gate-definition.yaml\ncheckpoint: {}\nevidence_schema: {}\n`;

  it('hints at the phase that has none', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": 1 }] }
${PHASE}${gate(0)}//- phases/1/phase.md
# Phase 1: Publish

## «Validation Gate»
//= Phase 1 has no gate-definition.yaml: it is complete as soon as somebody says so.
`,
    );
  });

  it('says it once where no phase has one', () => {
    expectFindings(
      code,
      `//- metadata.json
{ «"phases"»: [{ "phase_number": 0 }, { "phase_number": 1 }] }
//= No phase of this workflow has a gate: each is complete as soon as somebody says so.
${PHASE}//- phases/1/phase.md
# Phase 1: Publish
`,
    );
  });

  it('wants none of generated phases and of templates', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": "1-N" }] }
${PHASE}${gate(0)}//- phases/dynamic/phase-template.md
# Phase [PHASE_NUMBER]: [PHASE_NAME]
`,
    );
  });
});

describe('layout/task-file-outside-phase', () => {
  it('wants a name inside the phase, or below it', () => {
    expectFindings(
      'layout/task-file-outside-phase',
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [
  { "task_number": 1, "file": «"../../core/task-1-collect.md"» },
  { "task_number": 2, "file": "more/task-2-review.md" }
] }] }
//= "../../core/task-1-collect.md" leads out of phases/0/.
${PHASE}//- core/task-1-collect.md
# Collect
//- phases/0/more/task-2-review.md
# Review
`,
    );
  });
});

describe('layout/task-file-missing', () => {
  it('looks below the folder of the phase too', () => {
    expectFindings(
      'layout/task-file-missing',
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [
  { "task_number": 1, "file": "more/task-1-collect.md" },
  { "task_number": 2, "file": «"more/task-2-review.md"» }
] }] }
//= There is no file "more/task-2-review.md" in phases/0/.
${PHASE}//- phases/0/more/task-1-collect.md
# Collect
`,
    );
  });
});

describe('a phase folder under another name', () => {
  it('is named where the phase is missed', () => {
    const { workspace, path } = workspaceFixture(
      '//- metadata.json\n{ "phases": [{ "phase_number": 0 }] }\n//- phases/phase-0/phase.md\n# Phase 0\n',
    );
    const messages = workspace.caches
      .ask(diagnosticsOf, path('metadata.json'))
      .filter(({ code }) => code === 'layout/phase-folder-missing')
      .map(({ message }) => message);
    expect(messages).toEqual([expect.stringContaining('Rename phases/phase-0/ to phases/0/.')]);
  });
});
