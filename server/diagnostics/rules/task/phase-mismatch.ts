import type { WorkflowRule } from '../../rule.ts';
import { intendedNumbers } from '../listed-phases.ts';
import { numberedLabel } from '../numbered-label.ts';

export const taskPhaseUnlikeFolder: WorkflowRule = {
  scope: 'workflow',
  code: 'task/phase-mismatch',
  title: 'Phase of a task unlike its folder',
  severity: 'warning',
  page: {
    what: 'The label `**Phase:**` of a task file gives another number than the folder that the file is in.',
    why: 'The task belongs to the phase of its folder. An agent that reads another number completes or fetches the wrong phase.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/2/task-1-publish.md -->\n# Task 1: Publish\n\n**Phase:** 1 (Build)',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/2/task-1-publish.md -->\n# Task 1: Publish\n\n**Phase:** 2 (Publish)',
    },
  },
  *check(workflow) {
    const intended = intendedNumbers(workflow);
    for (const phase of workflow.phases) {
      const expected = intended.get(phase.number) ?? phase.number;
      for (const { file, name, summary } of phase.tasks) {
        const label = summary && numberedLabel(summary, /^phase(?: number)?$/i);
        if (label === undefined || label.number === expected) continue;
        yield {
          file,
          at: label.anchor,
          message: `This says phase ${label.number}, but the task is in phase ${expected}: phases/${phase.number}/${name}.\nA task belongs to the phase of its folder. Write ${expected}, or move the file.`,
          data: { expected },
        };
      }
    }
  },
};
