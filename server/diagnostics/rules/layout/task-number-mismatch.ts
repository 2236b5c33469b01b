import type { PhaseOutline } from '../../../workflow/snapshot.ts';
import type { OutlineRule } from '../../rule.ts';
import { listingOf } from '../listed-phases.ts';
import { type SequenceFault, sequenceFaults } from '../number-sequence.ts';

export const layoutTaskNumberMismatch: OutlineRule = {
  scope: 'outline',
  code: 'layout/task-number-mismatch',
  title: 'Task files with a gap or a repeated number',
  severity: 'warning',
  page: {
    what: 'Among the task files of a phase a number is left out or occurs twice. Where `metadata.json` lists the tasks of the phase, its list is judged in their place.',
    why: 'Tasks are done in the order of their numbers. A gap looks like a task that was lost; of two files with one number nobody knows which comes first.',
    wrong: { language: 'text', text: 'phases/0/task-1-collect.md\nphases/0/task-3-review.md' },
    right: { language: 'text', text: 'phases/0/task-1-collect.md\nphases/0/task-2-review.md' },
  },
  *check(workflow) {
    for (const phase of workflow.phases) {
      const entry = listingOf(workflow, phase)?.entry;
      if (entry?.tasks !== undefined || workflow.metadata.damaged) continue;
      for (const fault of sequenceFaults(phase.tasks.map(({ number }) => number))) {
        const task = phase.tasks[fault.index];
        if (task === undefined) continue;
        const other = fault.kind === 'repeated' ? phase.tasks[fault.first] : undefined;
        yield {
          file: task.file,
          at: 'title',
          message: messageOf(fault, phase),
          ...(other === undefined
            ? {}
            : {
                related: [
                  { file: other.file, at: 'title', message: `The other task ${other.number}.` },
                ],
              }),
        };
      }
    }
  },
};

function messageOf(fault: SequenceFault, { number, tasks }: PhaseOutline): string {
  const name = tasks[fault.index]?.name;
  return fault.kind === 'gap'
    ? `${name} follows a gap: phase ${number} has no file of task ${fault.expected}.\nTasks are numbered from 1 without gaps. Rename the file, or add the task that is missing.`
    : `Phase ${number} has two files of task ${tasks[fault.index]?.number}: ${name} is one of them.\nNobody knows which comes first. Give each its own number.`;
}
