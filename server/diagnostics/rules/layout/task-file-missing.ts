import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { compareTasks, isOutside } from '../task-listing.ts';

export const taskFileMissing: OutlineRule = {
  scope: 'outline',
  code: 'layout/task-file-missing',
  title: 'Task file that is not there',
  severity: 'error',
  blocks: ['start'],
  page: {
    what: 'The `file` of a task in `metadata.json` does not exist in the folder of its phase. It is a name inside `phases/<N>/`, without a path.',
    why: 'A task is served from its file. Whoever fetches this one gets an error in its place.',
    wrong: {
      language: 'text',
      text: 'metadata.json      "tasks": [{ "task_number": 1, "file": "task-1-colect.md" }]\nphases/0/task-1-collect.md',
    },
    right: {
      language: 'text',
      text: 'metadata.json      "tasks": [{ "task_number": 1, "file": "task-1-collect.md" }]\nphases/0/task-1-collect.md',
    },
  },
  *check(workflow) {
    for (const listed of listedPhases(workflow)) {
      const { number, at, phase } = listed;
      for (const { index, file, meant } of compareTasks(workflow, listed).missing) {
        if (phase === undefined || isOutside(phase, file)) continue;
        const repair = meant === undefined ? 'Create it' : `Write "${meant.name}"`;
        yield {
          file: workflow.metadataFile,
          at: `${at}/tasks/${index}/file`,
          message: `There is no file "${file}" in phases/${number}/.\nThe task is served from it. ${repair}, or delete the task here.`,
          ...(meant === undefined
            ? {}
            : { related: [{ file: meant.file, at: 'title', message: 'Perhaps this is meant.' }] }),
          data: { phase: number, ...(meant === undefined ? {} : { expected: meant.name }) },
        };
      }
    }
  },
};
