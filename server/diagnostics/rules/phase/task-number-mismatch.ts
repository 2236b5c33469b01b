import { taskNumberOf } from '../../../workspace/layout.ts';
import type { OutlineRule } from '../../rule.ts';
import { listedTasks } from './listed-tasks.ts';

export const phaseTaskNumberMismatch: OutlineRule = {
  scope: 'outline',
  code: 'phase/task-number-mismatch',
  title: 'Number of a listed task unlike its file',
  severity: 'warning',
  page: {
    what: 'The list or table of tasks in a `phase.md` gives a task another number than the name of its file.',
    why: 'Tasks are fetched by number: whoever follows the list asks for another task than it means.',
    wrong: {
      language: 'markdown',
      text: '### Task 3: Review\n\n**File:** [task-2-review.md](task-2-review.md)',
    },
    right: {
      language: 'markdown',
      text: '### Task 2: Review\n\n**File:** [task-2-review.md](task-2-review.md)',
    },
  },
  *check({ phases }) {
    for (const phase of phases) {
      for (const { at, number, name } of listedTasks(phase)) {
        if (number === undefined || name === undefined || !phase.names.includes(name)) continue;
        const expected = taskNumberOf(name);
        if (expected === undefined || expected === number) continue;
        yield {
          file: phase.file,
          at: `${at}/number`,
          message: `This is task ${number} in the list, but its file is ${name}.\nTasks are fetched by number. Write ${expected}, or name another file.`,
          data: { expected },
        };
      }
    }
  },
};
