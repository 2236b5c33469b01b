import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { type SequenceFault, sequenceFaults } from '../number-sequence.ts';
import { compareTasks, trustedNumbers } from '../task-listing.ts';

export const taskNumberMismatch: OutlineRule = {
  scope: 'outline',
  code: 'metadata/task-number-mismatch',
  title: 'Task number out of sequence',
  severity: 'warning',
  page: {
    what: 'The `task_number` of a task occurs twice in its phase, stands after a higher one, or leaves a gap. The tasks of a phase are numbered in their order, without gaps, from 1.',
    why: 'Tasks are fetched by counting up. At a gap nothing comes, and of two tasks with one number only the first is ever served.',
    wrong: {
      language: 'json',
      text: '"tasks": [\n  { "task_number": 1, "file": "task-1-collect.md" },\n  { "task_number": 3, "file": "task-3-review.md" }\n]',
    },
    right: {
      language: 'json',
      text: '"tasks": [\n  { "task_number": 1, "file": "task-1-collect.md" },\n  { "task_number": 2, "file": "task-2-review.md" }\n]',
    },
  },
  *check(workflow) {
    if (workflow.metadata.damaged) return;
    for (const listed of listedPhases(workflow)) {
      const numbers = trustedNumbers(workflow, listed);
      // The file of the task that is missing may be there: that it is not listed is told.
      const unlisted = new Set(compareTasks(workflow, listed).unlisted.map(({ number }) => number));
      for (const fault of sequenceFaults(numbers)) {
        if (fault.kind === 'gap' && unlisted.has(fault.expected)) continue;
        const anchor = (index: number) => `${listed.at}/tasks/${index}/task_number`;
        const other = otherPlace(fault);
        yield {
          file: workflow.metadataFile,
          at: anchor(fault.index),
          message: messageOf(fault, numbers, listed.number),
          ...(other === undefined
            ? {}
            : {
                related: [
                  {
                    file: workflow.metadataFile,
                    at: anchor(other),
                    message: `Task ${numbers[other]} of phase ${listed.number}.`,
                  },
                ],
              }),
          ...(fault.kind === 'gap' ? { data: { expected: fault.expected } } : {}),
        };
      }
    }
  },
};

function otherPlace(fault: SequenceFault): number | undefined {
  if (fault.kind === 'repeated') return fault.first;
  return fault.kind === 'order' ? fault.before : undefined;
}

function messageOf(
  fault: SequenceFault,
  numbers: readonly (number | undefined)[],
  phase: number,
): string {
  const number = numbers[fault.index];
  switch (fault.kind) {
    case 'repeated':
      return `Phase ${phase} has two tasks with the number ${number}.\nOnly the first of them is ever served. Give this one the number that its place asks for.`;
    case 'order':
      return `Task ${number} stands after task ${numbers[fault.before]} in phase ${phase}.\nReaders take the order of the list for the order of the work. Move the task to its place.`;
    case 'gap':
      return `Task ${number} of phase ${phase} follows a gap: there is no task ${fault.expected}.\nTasks are fetched by counting up from 1. Write ${fault.expected}, or add the task that is missing.`;
  }
}
