import { taskNumberOf } from '../../../workspace/layout.ts';
import type { OutlineRule } from '../../rule.ts';
import { listingOf } from '../listed-phases.ts';
import { absentTaskFiles } from '../task-listing.ts';
import { compareListed } from './listed-tasks.ts';

export const phaseTaskFileMissing: OutlineRule = {
  scope: 'outline',
  code: 'phase/task-file-missing',
  title: 'Listed task whose file is not there',
  severity: 'warning',
  page: {
    what: 'The list or table of tasks in a `phase.md` names a file that is not in its folder.',
    why: 'Whoever follows the list does not find the task.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md is there -->\n| # | Task | File | Status |\n|---|---|---|---|\n| 1 | Collect | task-1-gather.md | ⬜ |',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md is there -->\n| # | Task | File | Status |\n|---|---|---|---|\n| 1 | Collect | task-1-collect.md | ⬜ |',
    },
  },
  *check(workflow) {
    for (const phase of workflow.phases) {
      const inMetadata = listingOf(workflow, phase);
      // A file that is nowhere is told in the metadata: once it is there, this is right, too.
      const told = new Set(inMetadata && absentTaskFiles(workflow, inMetadata));
      for (const { at, name, meant } of compareListed(phase).missing) {
        if (told.has(name)) continue;
        const repair = meant === undefined ? 'Create it' : `Write "${meant}"`;
        const number = taskNumberOf(name);
        yield {
          file: phase.file,
          at: `${at}/file`,
          message: `There is no file "${name}" in phases/${phase.number}/.\nWhoever follows the list does not find ${number === undefined ? 'the task' : `task ${number}`}. ${repair}, or take the task out of the list.`,
          ...(meant === undefined ? {} : { data: { expected: meant } }),
        };
      }
    }
  },
};
