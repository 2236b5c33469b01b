import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { compareTasks } from '../task-listing.ts';

export const taskNotListed: OutlineRule = {
  scope: 'outline',
  code: 'layout/task-not-listed',
  title: 'Task file that the metadata does not list',
  severity: 'warning',
  page: {
    what: 'A phase lists its `tasks` in `metadata.json`, but there is a `task-<K>-<name>.md` in its folder that none of them names.',
    why: 'A task is fetched by its entry. This file is never served, although it looks as if it were.',
    wrong: {
      language: 'text',
      text: 'metadata.json      "tasks": [{ "task_number": 1, "file": "task-1-collect.md" }]\nphases/0/task-1-collect.md\nphases/0/task-2-review.md',
    },
    right: {
      language: 'text',
      text: 'metadata.json      "tasks": [{ "task_number": 1, "file": "task-1-collect.md" },\n                             { "task_number": 2, "file": "task-2-review.md" }]\nphases/0/task-1-collect.md\nphases/0/task-2-review.md',
    },
  },
  *check(workflow) {
    for (const listed of listedPhases(workflow)) {
      const { number, at } = listed;
      for (const { file, name } of compareTasks(workflow, listed).unlisted) {
        yield {
          file: workflow.metadataFile,
          at: `${at}/tasks#key`,
          message: `${name} is in phases/${number}/, but no task of phase ${number} names it.\nA file that is not listed is never served. Add a task for it, or remove the file.`,
          related: [{ file, at: 'title', message: 'The task that is not listed.' }],
          data: { phase: number, file: name },
        };
      }
    }
  },
};
