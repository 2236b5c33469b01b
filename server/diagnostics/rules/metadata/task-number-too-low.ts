import { schemaRule } from '../schema-rule.ts';

export const taskNumberTooLow = schemaRule({
  of: 'metadata',
  code: 'metadata/task-number-too-low',
  title: 'Task numbered below 1',
  severity: 'warning',
  page: {
    what: 'The `task_number` of a task is 0 or negative. Tasks are numbered from 1.',
    why: 'A task is fetched by its number, and the engine refuses numbers below 1: this one can never be fetched.',
    wrong: { language: 'json', text: '{ "task_number": 0, "file": "task-0-prepare.md" }' },
    right: { language: 'json', text: '{ "task_number": 1, "file": "task-1-prepare.md" }' },
  },
  covers: ({ keyword, pointer }) => keyword === 'minimum' && pointer.endsWith('/task_number'),
  consequence:
    'The task can never be fetched. Number the tasks of a phase from 1, and their files too.',
});
