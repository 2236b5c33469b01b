import type { OutlineRule } from '../../rule.ts';
import { listingOf } from '../listed-phases.ts';
import { compareTasks } from '../task-listing.ts';
import { compareListed, listedTasks } from './listed-tasks.ts';

export const phaseTaskNotListed: OutlineRule = {
  scope: 'outline',
  code: 'phase/task-not-listed',
  title: 'Task that phase.md does not list',
  severity: 'warning',
  page: {
    what: 'A `phase.md` lists tasks with their files, but not one of those in its folder.',
    why: 'Whoever plans the phase by its overview leaves this task out.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-review.md is there, too -->\n### Task 1: Collect\n\n**File:** [task-1-collect.md](task-1-collect.md)',
    },
    right: {
      language: 'markdown',
      text: '### Task 1: Collect\n\n**File:** [task-1-collect.md](task-1-collect.md)\n\n### Task 2: Review\n\n**File:** [task-2-review.md](task-2-review.md)',
    },
  },
  *check(workflow) {
    for (const phase of workflow.phases) {
      const last = listedTasks(phase).findLast(({ name }) => name !== undefined);
      if (last === undefined || phase.summary?.endsInFence) continue;
      const entry = listingOf(workflow, phase);
      const told = new Set(entry && compareTasks(workflow, entry).unlisted);
      for (const task of compareListed(phase).unlisted) {
        if (told.has(task)) continue;
        yield {
          file: phase.file,
          at: last.at,
          message: `${task.name} is in phases/${phase.number}/, but this list of tasks leaves it out.\nWhoever plans the phase by its overview misses task ${task.number}. Add it to the list.`,
          related: [{ file: task.file, at: 'title', message: 'The task that is not listed.' }],
          data: { file: task.name },
        };
      }
    }
  },
};
