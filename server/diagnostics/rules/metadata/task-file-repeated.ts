import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { compareTasks } from '../task-listing.ts';

export const taskFileRepeated: OutlineRule = {
  scope: 'outline',
  code: 'metadata/task-file-repeated',
  title: 'File that two tasks name',
  severity: 'warning',
  page: {
    what: 'Two tasks of a phase have the same `file`.',
    why: 'The same work is done twice, and what the second task was meant to do is left out.',
    wrong: {
      language: 'json',
      text: '{ "task_number": 1, "file": "task-1-collect.md" },\n{ "task_number": 2, "file": "task-1-collect.md" }',
    },
    right: {
      language: 'json',
      text: '{ "task_number": 1, "file": "task-1-collect.md" },\n{ "task_number": 2, "file": "task-2-review.md" }',
    },
  },
  *check(workflow) {
    for (const listed of listedPhases(workflow)) {
      const anchor = (index: number) => `${listed.at}/tasks/${index}/file`;
      for (const { index, first, file, meant } of compareTasks(workflow, listed).repeated) {
        const repair = meant === undefined ? 'Name the file of this task' : `Write "${meant.name}"`;
        yield {
          file: workflow.metadataFile,
          at: anchor(index),
          message: `"${file}" is the file of another task of phase ${listed.number} already.\nThe same text would be served twice. ${repair}, or delete the task here.`,
          related: [
            {
              file: workflow.metadataFile,
              at: anchor(first),
              message: 'The task that names it first.',
            },
          ],
          ...(meant === undefined ? {} : { data: { expected: meant.name } }),
        };
      }
    }
  },
};
