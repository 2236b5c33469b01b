import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { compareTasks } from '../task-listing.ts';
import { listedTasks } from './listed-tasks.ts';

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
    const inMetadata = listedPhases(workflow);
    for (const phase of workflow.phases) {
      const tasks = listedTasks(phase);
      const last = tasks.findLast(({ name }) => name !== undefined);
      if (last === undefined || phase.summary?.endsInFence) continue;
      const names = new Set(tasks.map(({ name }) => name));
      // A file under another name in the list, or one that is listed by its number alone.
      const numbers = new Set(
        tasks.flatMap(({ name, number }) =>
          name === undefined || !phase.names.includes(name) ? number : [],
        ),
      );
      const entry = inMetadata.find((candidate) => candidate.phase === phase);
      const told = new Set(entry && compareTasks(workflow, entry).unlisted);
      for (const task of phase.tasks) {
        if (names.has(task.name) || numbers.has(task.number) || told.has(task)) continue;
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
