import type { WorkflowRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { compareTasks } from '../task-listing.ts';
import { chainOf } from './chain.ts';
import { endsPhase } from './next-missing.ts';

export const taskNotReached: WorkflowRule = {
  scope: 'workflow',
  code: 'command/task-not-reached',
  title: 'Task that no command leads to',
  severity: 'warning',
  page: {
    what: 'A task is the target of no `NEXT-MANDATORY`: the task before it ends the phase with `PHASE-COMPLETE`.',
    why: 'Whoever follows the commands submits the evidence of the phase before this task is done.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md; phases/0/task-2-review.md is there -->\n🎯 PHASE-COMPLETE: Submit the evidence',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md; phases/0/task-2-review.md is there -->\n🎯 NEXT-MANDATORY: [task-2-review.md](task-2-review.md)',
    },
  },
  *check(workflow) {
    const { links } = chainOf(workflow);
    const unlisted = new Set(
      listedPhases(workflow).flatMap((listed) =>
        compareTasks(workflow, listed).unlisted.map(({ file }) => file),
      ),
    );
    const reached = new Set(links.flatMap(({ nexts }) => nexts.flatMap(({ targets }) => targets)));
    for (const { phase, file, task } of links) {
      // A file that nothing lists is told as such.
      if (task === undefined || reached.has(file) || unlisted.has(file)) continue;
      if (phase.tasks.some((other) => other.number === task.number && reached.has(other.file))) {
        continue;
      }
      const before = links.findLast(
        (link) => link.phase === phase && link.task !== undefined && link.task.number < task.number,
      );
      // What else keeps a task from being reached is told where the chain breaks.
      if (before?.task === undefined || before.nexts.length > 0 || !endsPhase(before)) continue;
      const command = before.summary?.commands.findIndex(({ name }) => name === 'PHASE-COMPLETE');
      yield {
        file,
        at: 'title',
        message: `No command leads to task ${task.number}: task ${before.task.number} ends phase ${phase.number} with PHASE-COMPLETE.\nWhoever follows the commands never does this task. Lead on to it with NEXT-MANDATORY, and end the phase here.`,
        related: [{ file: before.file, at: `command/${command}`, message: 'Here the phase ends.' }],
      };
    }
  },
};
