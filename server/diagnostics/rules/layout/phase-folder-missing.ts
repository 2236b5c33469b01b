import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';

export const phaseFolderMissing: OutlineRule = {
  scope: 'outline',
  code: 'layout/phase-folder-missing',
  title: 'Listed phase without a folder',
  severity: 'error',
  blocks: ['start'],
  page: {
    what: '`metadata.json` lists a phase that has no folder `phases/<N>/`.',
    why: 'A run that comes to this phase has nothing to show: no `phase.md`, no tasks, no gate. Phases that are generated need no folder; their number is a text such as `"1-N"`.',
    wrong: {
      language: 'text',
      text: 'metadata.json      "phases": [{ "phase_number": 0 }, { "phase_number": 1 }]\nphases/0/phase.md',
    },
    right: {
      language: 'text',
      text: 'metadata.json      "phases": [{ "phase_number": 0 }, { "phase_number": 1 }]\nphases/0/phase.md\nphases/1/phase.md',
    },
  },
  *check(workflow) {
    for (const { number, at, phase } of listedPhases(workflow)) {
      if (phase !== undefined) continue;
      yield {
        file: workflow.metadataFile,
        at: `${at}/phase_number`,
        message: `Phase ${number} is listed, but there is no folder phases/${number}/.\nA run that comes to this phase would find nothing. Create phases/${number}/phase.md, or delete the entry.`,
        data: { phase: number },
      };
    }
  },
};
