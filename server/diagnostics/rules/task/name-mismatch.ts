import type { WorkflowRule } from '../../rule.ts';
import { listingOf } from '../listed-phases.ts';
import { areNamesUnrelated } from '../names.ts';

export const taskNameMismatch: WorkflowRule = {
  scope: 'workflow',
  code: 'task/name-mismatch',
  title: 'Title of a task unlike its name',
  severity: 'hint',
  page: {
    what: 'The title of a task file has no word in common with the name of the task in `metadata.json` and with the name of the file.',
    why: 'As a rule a text was copied from another task, and its title with it.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-run-tests.md; metadata.json calls the task "Run Tests" -->\n# Task 2: Collect Changes',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-run-tests.md; metadata.json calls the task "Run Tests" -->\n# Task 2: Run the Tests',
    },
  },
  *check(workflow) {
    for (const phase of workflow.phases) {
      const entry = listingOf(workflow, phase)?.entry;
      for (const { file, name, number, summary } of phase.tasks) {
        const title = summary?.title;
        if (title?.name === undefined) continue;
        // A title with another number is that of another task, which is told.
        if (title.number !== undefined && title.number !== number) continue;
        const inMetadata = entry?.tasks?.find((task) => task.file === name);
        // A file that the list leaves out, or names otherwise, is told as such.
        if (entry?.tasks !== undefined && inMetadata === undefined) continue;
        const named = inMetadata?.name ?? '';
        const slug = name.replace(/^task-\d+-?/, '').replace(/\.md$/, '');
        if (!areNamesUnrelated(title.name, `${named} ${slug}`)) continue;
        yield {
          file,
          at: 'title/name',
          message: `The title is "${title.name}", but the task is called "${named === '' ? slug : named}".\nThey have no word in common: perhaps the text of another task was copied. Give both the same name.`,
        };
      }
    }
  },
};
