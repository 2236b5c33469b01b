import path from 'node:path';
import type { OutlineRule } from '../../rule.ts';
import { TASK_NAME, taskNameFor } from './task-name.ts';

export const taskFileName: OutlineRule = {
  scope: 'outline',
  code: 'layout/task-file-name',
  title: 'Task file with an unusual name',
  severity: 'hint',
  page: {
    what: 'The name of a task file is not of the form `task-<K>-<name>.md`, with the name in small letters and hyphens.',
    why: 'It is served all the same. In lists and links such names are mistyped, and on some systems upper case makes another file.',
    wrong: { language: 'text', text: 'phases/0/task-01_Collect.md' },
    right: { language: 'text', text: 'phases/0/task-1-collect.md' },
  },
  *check({ phases }) {
    for (const { folder, tasks, number } of phases) {
      for (const { file, name } of tasks) {
        if (TASK_NAME.test(name)) continue;
        const expected = taskNameFor(name);
        const repair = expected === undefined ? 'Give it a name' : `Rename it to ${expected}`;
        yield {
          file: path.join(folder, name),
          at: 'title',
          message: `The file ${path.basename(file)} of phase ${number} is not named task-<K>-<name>.md.\nThe usual form has a number without leading zeros, small letters and hyphens. ${repair}, here and where it is named.`,
          ...(expected === undefined ? {} : { data: { expected } }),
        };
      }
    }
  },
};
