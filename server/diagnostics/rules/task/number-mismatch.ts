import { taskNumberOf } from '../../../workspace/layout.ts';
import type { DocumentRule } from '../../rule.ts';

export const taskNumberUnlikeFile: DocumentRule = {
  scope: 'document',
  code: 'task/number-mismatch',
  title: "Task number in the title unlike that in the file's name",
  severity: 'warning',
  page: {
    what: "The title of a task file gives another number than the file's name.",
    why: 'Tasks are fetched by number. An agent that reads "Task 3" in task 2 believes that one was left out.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-review.md -->\n# Task 3: Review',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-review.md -->\n# Task 2: Review',
    },
  },
  *check(document) {
    if (document.kind !== 'task' || document.place.role.kind !== 'task') return;
    const { name } = document.place.role;
    const expected = taskNumberOf(name);
    const number = document.summary.title?.number;
    if (number === undefined || expected === undefined || number === expected) return;
    yield {
      at: 'title/number',
      message: `The title says task ${number}, but the file is called ${name}.\nTasks are fetched by number, and read by their title. Write ${expected}, or rename the file.`,
      data: { expected },
    };
  },
};
