import type { OutlineRule } from '../../rule.ts';
import { listingOf } from '../listed-phases.ts';
import { numberedLabel } from '../numbered-label.ts';

export const totalTasksMismatch: OutlineRule = {
  scope: 'outline',
  code: 'phase/total-tasks-mismatch',
  title: 'Total Tasks unlike the number of task files',
  severity: 'warning',
  page: {
    what: 'The label `**Total Tasks:**` of a `phase.md` is not the number of task files in its folder.',
    why: 'An agent stops after that many tasks, or looks for one that does not exist.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/ has task-1-collect.md and task-2-review.md -->\n# Phase 0: Collect\n\n**Total Tasks:** 3',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/ has task-1-collect.md and task-2-review.md -->\n# Phase 0: Collect\n\n**Total Tasks:** 2',
    },
  },
  *check(workflow) {
    for (const phase of workflow.phases) {
      const { file, number, tasks, summary } = phase;
      const label = summary && numberedLabel(summary, /^total tasks$/i);
      if (summary === undefined || label === undefined || tasks.length === 0) continue;
      // Where the lists say the same and the files do not, it is a file that is told of.
      const entry = listingOf(workflow, phase)?.entry;
      const counts = [tasks.length, entry?.tasks?.length, summary.tasks.length];
      if (counts.includes(label.number)) continue;
      const there = tasks.length === 1 ? 'is 1 task file' : `are ${tasks.length} task files`;
      yield {
        file,
        at: label.anchor,
        message: `Total Tasks is ${label.number}, but there ${there} in phases/${number}/.\nAn agent stops after that many tasks, or looks for one that is not there. Write ${tasks.length}.`,
        data: { expected: tasks.length },
      };
    }
  },
};
