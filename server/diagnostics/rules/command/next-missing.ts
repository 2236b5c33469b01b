import path from 'node:path';
import type { WorkflowRule } from '../../rule.ts';
import { type Chain, chainOf, type Link, properNexts, tasksAfter } from './chain.ts';

export const nextMissing: WorkflowRule = {
  scope: 'workflow',
  code: 'command/next-missing',
  title: 'Task that does not lead on',
  severity: 'hint',
  page: {
    what: 'A task that is not the last of its phase has no `NEXT-MANDATORY`, although other tasks have one.',
    why: 'Whoever works by the commands stops here and has to guess what comes next.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-review.md; task 1 and 3 lead on -->\n# Task 2: Review\n\n## Completion Criteria',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-review.md; task 1 and 3 lead on -->\n# Task 2: Review\n\n## Completion Criteria\n\n🎯 NEXT-MANDATORY: [task-3-publish.md](task-3-publish.md)',
    },
  },
  *check(workflow) {
    const chain = chainOf(workflow);
    const ends = chain.links.filter((link) => isDeadEnd(chain, link));
    for (const end of ends) {
      if (!isException(chain, ends, end)) continue;
      const [next] = properNexts(chain, end);
      if (next === undefined || end.task === undefined) continue;
      const name = path.basename(next);
      yield {
        file: end.file,
        at: 'title',
        message: `Task ${end.task.number} of phase ${end.phase.number} has no NEXT-MANDATORY, but ${name} comes after it.\nOther tasks lead on; here whoever follows the commands stops. Add 🎯 NEXT-MANDATORY: [${name}](${name}).`,
        related: [{ file: next, at: 'title', message: 'What comes next.' }],
        data: { expected: name },
      };
    }
  },
};

/** A task before the last that leads on in no way: by no command or its name, by no link. */
function isDeadEnd(chain: Chain, link: Link): boolean {
  const { phase, task, summary, nexts } = link;
  if (task === undefined || summary === undefined || nexts.length > 0) return false;
  // An empty file, or one that is only begun, is told as such.
  if (summary.endsInFence || summary.title === undefined) return false;
  if (tasksAfter(phase, task.number).length === 0) return false;
  if (summary.mentioned.includes('NEXT-MANDATORY') || endsPhase(link)) return false;
  // A misspelt command is told as such.
  if (summary.commands.some(({ nearest }) => nearest?.name === 'NEXT-MANDATORY')) return false;
  const proper = properNexts(chain, link);
  return !summary.links.some(({ path: target }) =>
    proper.includes(path.resolve(phase.folder, target)),
  );
}

/** Whether a file submits the evidence of its phase. */
export function endsPhase({ summary }: Link): boolean {
  return summary?.commands.some(({ name, known }) => known && name === 'PHASE-COMPLETE') === true;
}

/** Whether it is the custom of the phase, else of the workflow, that tasks lead on. */
function isException({ links }: Chain, ends: readonly Link[], { phase }: Link): boolean {
  const leading = links.filter(({ task, nexts }) => task !== undefined && nexts.length > 0);
  const inPhase = (link: Link): boolean => link.phase === phase;
  const leadingHere = leading.filter(inPhase).length;
  const endsHere = ends.filter(inPhase).length;
  if (leadingHere > 0) return endsHere === 1 || leadingHere > endsHere;
  return leading.length >= 2 && ends.length === 1;
}
