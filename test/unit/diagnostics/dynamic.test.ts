import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';
import { expectFindings } from './rendered-findings.ts';

const bare = { base: '' };

describe('dynamic/unknown-placeholder', () => {
  it('finds names that nothing fills in, in the template where nothing does', () => {
    expectFindings(
      'dynamic/unknown-placeholder',
      `//- metadata.json
{}
//- phases/dynamic/phase-template.md
# Phase «[PHASE_NUM]»: [PHASE_NAME]

«[ACCEPTANCE_CRITERIA]» {{note}} «{{PHASE_NUMBER}}» [a link](x.md) list[N] «[phase_description]» [VALIDATION_GATE]
//= "[PHASE_NUM]" is no placeholder of a phase template.
//= "[ACCEPTANCE_CRITERIA]" is no placeholder of a phase template.
//= "{{PHASE_NUMBER}}" is not filled in: placeholders are written in capitals, between single brackets.
//= "[phase_description]" is not filled in: placeholders are written in capitals, between single brackets.
//- phases/dynamic/task-template.md
# Task [TASK_ID]: «[Task Name]»

«[DEPENDENCIES or "None"]» [ACCEPTANCE_CRITERIA] [Brief description]
//= "[Task Name]" is not filled in: placeholders are written in capitals, between single brackets.
//= "[DEPENDENCIES or "None"]" is no placeholder of a task template.
//- core/notes.md
[PHASE_NUM]
`,
    );
  });
});

describe('dynamic/missing-placeholder', () => {
  it('misses what says what is to be done, and when it is done', () => {
    expectFindings(
      'dynamic/missing-placeholder',
      `//- metadata.json
{}
//- phases/dynamic/phase-template.md
# «Phase [PHASE_NUMBER]»
//= This phase template has no [PHASE_NAME] and [VALIDATION_GATE].
//- phases/dynamic/task-template.md
# Task [TASK_ID]: [TASK_NAME]

[ACCEPTANCE_CRITERIA]
`,
    );
  });
});

describe('the plan of a spec', () => {
  const found = (fixture: string, file: string) => {
    const { workspace, path } = workspaceFixture(fixture, bare);
    return workspace.caches
      .ask(diagnosticsOf, path(file))
      .map(({ code, severity, range }) => `${range.start.line + 1} ${severity} ${code}`);
  };

  it('is read as the workflow reads it', () => {
    const file = '.praxis-os/specs/review/2026-01-02-limiter/tasks.md';
    const plan = `//- ${file}
## Phase 1: Core

- [ ] **Task 1.1**: Write it
  - **Dependencies**: 4.7
  - **Acceptance Criteria**:
    - [ ] It works

- [ ] **Task 1.1**: Test it
  - **Time**: 1h

## Phase 3 Service
`;
    expect(found(plan, file)).toEqual([
      '4 warning dynamic/unknown-dependency',
      '8 warning dynamic/duplicate-task',
      '11 warning dynamic/phase-number-gap',
      '11 warning dynamic/phase-without-separator',
    ]);
    expect(found(`//- ${file}\n\n`, file)).toEqual(['1 warning dynamic/empty-source']);
    expect(found(`//- ${file}\n# Notes\n`, file)).toEqual(['1 warning dynamic/no-phases']);
  });

  it('is told once of a number that is wrong', () => {
    const file = '.praxis-os/specs/one/tasks.md';
    const tasks = (phase: number) =>
      [1, 2].map((task) => `- [ ] **Task ${phase}.${task}**: Do it\n  - **Time**: 1h\n`).join('');
    const plan = (second: number) =>
      `//- ${file}\n## Phase 1: A\n\n${tasks(1)}\n## Phase ${second}: B\n\n${tasks(2)}\n## Phase 3: C\n\n${tasks(3)}`;
    expect(found(plan(2), file)).toEqual([]);
    expect(found(plan(7), file)).toEqual(['8 warning dynamic/phase-number-gap']);
    const twice = plan(2).replace('Task 1.2', 'Task 1.1');
    const needs = twice.replace('1h\n\n## Phase 3', '1h\n  - **Dependencies**: 1.2\n\n## Phase 3');
    expect(found(needs, file)).toEqual(['5 warning dynamic/duplicate-task']);
    const strayed = plan(2).replace('Task 2.1', 'Task 3.1');
    expect(found(strayed, file)).toEqual(['10 warning dynamic/task-in-other-phase']);
  });

  it('is a file of that name in specs, and no other', () => {
    const text = '# Notes\n';
    for (const file of ['.praxis-os/standards/tasks.md', 'docs/tasks.md', 'specs/tasks.md']) {
      expect(found(`//- ${file}\n${text}`, file)).toEqual([]);
    }
  });

  it('is any file that a running session generates its phases from', () => {
    const file = 'notes/plan.md';
    const { workspace, path } = workspaceFixture(`//- ${file}\n## Phase 1 Core\n`, bare);
    const codes = () => workspace.caches.ask(diagnosticsOf, path(file)).map(({ code }) => code);
    expect(codes()).toEqual([]);
    workspace.planSources.replace(new Map([[path(file), 'plan']]));
    expect(codes()).toEqual(['dynamic/phase-without-separator']);
    workspace.planSources.replace(new Map());
    expect(codes()).toEqual([]);
  });

  it('may be a workflow-definition.yaml, there and in a workflow', () => {
    const text = `phases:
  - number: first
    name: Core
    tasks:
      - number: 1
        dependencies: [1.7]
  - number: 0
    name: Again
`;
    const file = '.praxis-os/specs/one/workflow-definition.yaml';
    const expected = [
      '2 warning dynamic/wrong-type',
      '6 warning dynamic/unknown-dependency',
      '7 warning dynamic/duplicate-phase',
    ];
    expect(found(`//- ${file}\n${text}`, file).toSorted()).toEqual(expected.toSorted());
    const inside = 'workflows/a_b_v1/supporting-docs/workflow-definition.yaml';
    expect(
      found(`//- workflows/a_b_v1/metadata.json\n{}\n//- ${inside}\n${text}`, inside),
    ).toHaveLength(3);
  });

  it('gets no consequences of YAML that cannot be read', () => {
    const file = '.praxis-os/specs/one/workflow-definition.yaml';
    expect(found(`//- ${file}\nphases:\n  - number: 1\n    name: Core: one\n`, file)).toEqual([
      '3 error yaml/nested-mapping',
    ]);
  });
});
