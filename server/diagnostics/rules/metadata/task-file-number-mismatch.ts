import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { compareTasks, fileNumberUnlike } from '../task-listing.ts';

export const taskFileNumberMismatch: OutlineRule = {
  scope: 'outline',
  code: 'metadata/task-file-number-mismatch',
  title: "Task number unlike that in its file's name",
  severity: 'warning',
  page: {
    what: 'The `task_number` of a task is not the number in the name of its `file`.',
    why: 'The task is fetched by the one number and read under the other: an agent that finished "task 2" goes on with the wrong one.',
    wrong: { language: 'json', text: '{ "task_number": 2, "file": "task-3-review.md" }' },
    right: { language: 'json', text: '{ "task_number": 3, "file": "task-3-review.md" }' },
  },
  *check(workflow) {
    for (const listed of listedPhases(workflow)) {
      const { entry, at, phase } = listed;
      const repeated = new Set(compareTasks(workflow, listed).repeated.map(({ index }) => index));
      for (const [index, { taskNumber, file }] of (entry.tasks ?? []).entries()) {
        const expected = repeated.has(index) ? undefined : fileNumberUnlike(listed, index);
        if (expected === undefined) continue;
        const task = phase?.tasks.find(({ name }) => name === file);
        yield {
          file: workflow.metadataFile,
          at: `${at}/tasks/${index}/task_number`,
          message: `task_number is ${taskNumber}, but its file is called ${file}.\nA task is fetched by the one number and read under the other. Write ${expected}, or rename the file.`,
          ...(task === undefined
            ? {}
            : { related: [{ file: task.file, at: 'title', message: 'The file of this task.' }] }),
          data: { expected },
        };
      }
    }
  },
};
