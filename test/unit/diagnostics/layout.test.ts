import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

describe('layout/phase-folder-missing', () => {
  const code = 'layout/phase-folder-missing';

  it('wants a folder for each phase that is listed', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": «1» }] }
//= Phase 1 is listed, but there is no folder phases/1/.
//- phases/0/phase.md
# Phase 0: Collect
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": 1 }] }
//- phases/0/phase.md
# Phase 0: Collect
//- phases/1/phase.md
# Phase 1: Publish
`,
    );
  });

  it('wants none for phases that are generated', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, "phases": [{ "phase_number": 0 }, { "phase_number": "1-N" }] }
//- phases/0/phase.md
# Phase 0: Collect
//- phases/dynamic/phase-template.md
# Phase [PHASE_NUMBER]: [PHASE_NAME]
`,
    );
  });
});

describe('layout/phase-not-listed', () => {
  const code = 'layout/phase-not-listed';

  it('wants an entry for each phase folder', () => {
    expectFindings(
      code,
      `//- metadata.json
{ «"phases"»: [{ "phase_number": 0 }] }
//= The folder phases/1/ is there, but phase 1 is not listed.
//~ phases/1/phase.md "Phase 1: Publish": The phase that is not listed.
//- phases/0/phase.md
# Phase 0: Collect
//- phases/1/phase.md
# Phase 1: Publish
`,
    );
  });

  it('wants none for templates and for phases that a source may replace', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, "phases": [{ "phase_number": 0 }, { "phase_number": "1-N" }] }
//- phases/0/phase.md
# Phase 0: Collect
//- phases/1/phase.md
# Phase 1: What is done if the source says nothing
//- phases/dynamic/phase-template.md
# Phase [PHASE_NUMBER]: [PHASE_NAME]
`,
    );
  });

  it('is silent while a syntax error may hide the entry', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "phase_name": "Collect }, { "phase_number": 1 }] }
//- phases/0/phase.md
# Phase 0: Collect
//- phases/1/phase.md
# Phase 1: Publish
`,
    );
  });
});

describe('layout/phase-file-missing', () => {
  const code = 'layout/phase-file-missing';

  it('wants a phase.md in the folder of a phase, by that name', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": «0» }] }
//= Phase 0 has no phase.md in phases/0/.
//- phases/0/README.md
# Phase 0: Collect
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }] }
//- phases/0/phase.md
# Phase 0: Collect
`,
    );
  });
});

describe('layout/task-file-missing', () => {
  const code = 'layout/task-file-missing';

  it('wants the file of each task, and names the one that is meant', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [
  { "task_number": 1, "file": «"task-1-gather.md"» },
  { "task_number": 2, "file": «"task-2-review.md"» }
] }] }
//= There is no file "task-1-gather.md" in phases/0/.
//~ phases/0/task-1-collect.md "Task 1: Collect": Perhaps this is meant.
//= There is no file "task-2-review.md" in phases/0/.
//- phases/0/task-1-collect.md
# Task 1: Collect
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [{ "task_number": 1, "file": "task-1-collect.md" }] }] }
//- phases/0/task-1-collect.md
# Task 1: Collect
`,
    );
  });

  it('leaves a folder that is missing to its own rule', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [{ "task_number": 1, "file": "task-1-collect.md" }] }] }
`,
    );
  });
});

describe('layout/task-not-listed', () => {
  const code = 'layout/task-not-listed';

  it('wants an entry for each task file of a phase that lists tasks', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, «"tasks"»: [{ "task_number": 1, "file": "task-1-collect.md" }] }] }
//= task-2-review.md is in phases/0/, but no task of phase 0 names it.
//~ phases/0/task-2-review.md "Task 2: Review": The task that is not listed.
//- phases/0/task-1-collect.md
# Task 1: Collect
//- phases/0/task-2-review.md
# Task 2: Review
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }] }
//- phases/0/task-1-collect.md
# Task 1: Collect
`,
    );
  });

  it('does not say twice that a file has another name than its entry', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "tasks": [{ "task_number": 1, "file": "task-1-gather.md" }] }] }
//- phases/0/task-1-collect.md
# Task 1: Collect
`,
    );
  });
});
