import { type SyntaxFamily, syntaxRules } from '../syntax-rules.ts';

const plan: SyntaxFamily = {
  name: 'dynamic',
  language: 'markdown',
  why: 'A dynamic workflow makes its phases and tasks from this file. What is not understood here is not worked on, or at another place than its author thinks.',
  blocks: [],
};

/**
 * What `readTasksPlan` and `readDefinitionPlan` report of the sources of dynamic workflows. None is an
 * error: a source is a document of its own, and is worked on before any workflow runs on it.
 */
export const planRules = syntaxRules(plan, [
  {
    kind: 'empty-source',
    title: 'Source without a word',
    severity: 'warning',
    what: 'A `tasks.md` or `workflow-definition.yaml` is empty.',
    why: 'No session can be started on it: there is nothing to generate phases from.',
    wrong: '\n',
    right: '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n',
  },
  {
    kind: 'no-phases',
    title: 'Source without phases',
    severity: 'warning',
    what: 'Nothing in a source is understood as a phase.',
    why: 'No session can be started on it: there is nothing to generate phases from.',
    wrong: '## Core\n\n- [ ] Write the limiter\n',
    right: '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n',
  },
  {
    kind: 'phase-without-separator',
    title: 'Phase without a colon behind its number',
    severity: 'warning',
    what: 'In the heading of a phase nothing parts its number from its name.',
    why: 'The prAxIs OS engine, which shares these files, does not take it for a phase, and reads its tasks as those of the phase before.',
    wrong: '## Phase 1 Core\n\n- [ ] **Task 1.1**: Write the limiter\n',
    right: '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n',
  },
  {
    kind: 'underlined-phase',
    title: 'Phase in an underlined heading',
    severity: 'warning',
    what: 'A heading that is underlined instead of marked with `#` names a phase.',
    why: 'Neither engine takes it for the beginning of a phase.',
    wrong:
      '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n\nPhase 2: Service\n----------------\n',
    right: '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n\n## Phase 2: Service\n',
  },
  {
    kind: 'phase-number-gap',
    title: 'Phase out of turn',
    severity: 'warning',
    what: 'The number of a phase is not one more than that of the phase before.',
    why: 'Phases are worked through by their numbers. At a number that is not there a session stops.',
    wrong: '## Phase 1: Core\n\n## Phase 3: Service\n',
    right: '## Phase 1: Core\n\n## Phase 2: Service\n',
  },
  {
    kind: 'task-outside-phase',
    title: 'Task outside of its phase',
    severity: 'warning',
    what: 'A task stands before the first phase, or behind a section that ends its phase.',
    why: 'It is not read, and nobody works on it.',
    wrong: '## Phase 1: Core\n\n## Later\n\n### Task 3.1: Write the limiter\n',
    right: '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n',
  },
  {
    kind: 'task-in-other-phase',
    title: 'Task numbered for another phase',
    severity: 'warning',
    what: 'The first part of the number of a task is not the number of the phase that it stands in.',
    wrong: '## Phase 1: Core\n\n- [ ] **Task 2.1**: Write the limiter\n',
    right: '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n',
  },
  {
    kind: 'duplicate-task',
    title: 'Task number used twice',
    severity: 'warning',
    what: 'Two tasks have the same number.',
    why: 'The second one is not read, and nobody works on it.',
    wrong:
      '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n- [ ] **Task 1.1**: Test it\n',
    right:
      '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n- [ ] **Task 1.2**: Test it\n',
  },
  {
    kind: 'duplicate-phase',
    title: 'Phase number used twice',
    severity: 'warning',
    what: 'Two phases of a `workflow-definition.yaml` have the same number.',
    why: 'The second one is not read, and nobody works on it.',
    wrong:
      '# workflow-definition.yaml:\n#   phases:\n#     - {number: 1, name: Core}\n#     - {number: 1, name: Service}\n',
    right:
      '# workflow-definition.yaml:\n#   phases:\n#     - {number: 1, name: Core}\n#     - {number: 2, name: Service}\n',
  },
  {
    kind: 'unknown-dependency',
    title: 'Dependency on a task that is not there',
    severity: 'warning',
    what: 'A task depends on the number of a task that the plan does not have.',
    why: 'Whoever works on the task waits for something that never comes.',
    wrong: '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n  - **Dependencies**: 1.7\n',
    right:
      '## Phase 1: Core\n\n- [ ] **Task 1.1**: Write the limiter\n  - **Dependencies**: None\n',
  },
  {
    kind: 'wrong-type',
    title: 'Value of the wrong type in a definition',
    severity: 'warning',
    what: 'A value of a `workflow-definition.yaml` is of another type than its place calls for.',
    why: 'It is passed over, and so is all that stands below it.',
    wrong: '# workflow-definition.yaml:\n#   phases:\n#     - {number: first, name: Core}\n',
    right: '# workflow-definition.yaml:\n#   phases:\n#     - {number: 1, name: Core}\n',
  },
  {
    kind: 'nested-fence',
    title: 'Fence within a fence',
    severity: 'hint',
    what: 'Between the fences of an example stands another fence of the same length.',
    why: 'For most programs the inner one ends the example, and what follows is read as part of the plan.',
    wrong: '## Phase 1: Core\n\n```markdown\n# Example\n```bash\nnpm test\n```\n```\n',
    right: '## Phase 1: Core\n\n````markdown\n# Example\n```bash\nnpm test\n```\n````\n',
  },
  {
    kind: 'unclosed-fence',
    title: 'Fence that is never closed',
    severity: 'warning',
    what: 'A fence opens an example that nothing ends.',
    why: 'All that follows is code: no phase and no task of it is read.',
    wrong: '## Phase 1: Core\n\n```bash\nnpm test\n',
    right: '## Phase 1: Core\n\n```bash\nnpm test\n```\n',
  },
  {
    kind: 'document-too-large',
    title: 'Plan too large to be read',
    severity: 'warning',
    what: 'The plan is longer than what is read of a document.',
    why: 'What comes behind the end of what is read is not worked on.',
    wrong: '## Phase 1: Core\n\n… 30,000 tasks\n',
    right: '## Phase 1: Core\n\n… 30 tasks\n',
  },
]);
