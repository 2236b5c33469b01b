import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { isOutside, lastName } from '../task-listing.ts';

export const taskFileOutsidePhase: OutlineRule = {
  scope: 'outline',
  code: 'layout/task-file-outside-phase',
  title: 'Task file outside the folder of its phase',
  severity: 'error',
  blocks: ['start'],
  page: {
    what: 'The `file` of a task in `metadata.json` is a path that leads out of `phases/<N>/`. It is a name inside that folder.',
    why: 'A task is served from its own phase alone: a path that climbs out is refused.',
    wrong: {
      language: 'json',
      text: '{ "task_number": 1, "file": "../../core/task-1-collect.md" }',
    },
    right: { language: 'json', text: '{ "task_number": 1, "file": "task-1-collect.md" }' },
  },
  *check(workflow) {
    for (const { entry, at, number, phase } of listedPhases(workflow)) {
      if (phase === undefined) continue;
      for (const [index, { file }] of (entry.tasks ?? []).entries()) {
        if (file === undefined || !isOutside(phase, file)) continue;
        const name = lastName(file);
        const meant = phase.names.includes(name) ? name : undefined;
        const repair =
          meant === undefined
            ? `Move the file to phases/${number}/ and write its name`
            : `Write "${meant}"`;
        yield {
          file: workflow.metadataFile,
          at: `${at}/tasks/${index}/file`,
          message: `"${file}" leads out of phases/${number}/.\nA task is served from the folder of its phase alone. ${repair}.`,
          data: { phase: number, ...(meant === undefined ? {} : { expected: meant }) },
        };
      }
    }
  },
};
