import { taskNumberOf } from '../../../workspace/layout.ts';
import type { WorkflowRule } from '../../rule.ts';
import { fileTargets, isPattern } from './chain.ts';

export const patternTarget: WorkflowRule = {
  scope: 'workflow',
  code: 'command/pattern-target',
  title: 'Command that leads to a pattern',
  severity: 'warning',
  page: {
    what: 'The target of a `NEXT-MANDATORY`, `RETURN-TO` or `RETURN-IF-FAILED` holds a `*` or `?`: a generator wrote its pattern where the name of a file belongs.',
    why: 'No file is called so. Whoever follows the command has to guess which one is meant.',
    wrong: {
      language: 'markdown',
      text: '🎯 NEXT-MANDATORY: [task-1-*.md](task-1-*.md)',
    },
    right: {
      language: 'markdown',
      text: '🎯 NEXT-MANDATORY: [task-1-collect.md](task-1-collect.md)',
    },
  },
  *check(workflow) {
    for (const { phase, file, name, at, target } of fileTargets(workflow)) {
      if (!isPattern(target)) continue;
      const number = taskNumberOf(target);
      const meant = phase.tasks.filter((task) => task.number === number);
      const expected = meant.length === 1 ? meant[0]?.name : undefined;
      const repair = expected === undefined ? 'Name the file' : `Write "${expected}"`;
      yield {
        file,
        at,
        message: `${name} leads to "${target}", which is a pattern and no file.\nWhoever follows the command has to guess. ${repair}.`,
        ...(expected === undefined ? {} : { data: { expected } }),
      };
    }
  },
};
