import { isGenerated } from '../../../workflow/metadata.ts';
import type { DocumentRule } from '../../rule.ts';

export const generatedPhaseInStaticWorkflow: DocumentRule = {
  scope: 'document',
  code: 'metadata/generated-phase-in-static-workflow',
  title: 'Text for a phase number in a static workflow',
  severity: 'error',
  blocks: ['start', 'complete'],
  page: {
    what: '`phase_number` is a text although `dynamic_phases` is not true. A text such as `"1-N"` stands for phases that are generated from a source.',
    why: 'Nothing generates phases in a static workflow, and a text is no number to run a phase by.',
    wrong: {
      language: 'json',
      text: '"dynamic_phases": false,\n"phases": [{ "phase_number": "1" }]',
    },
    right: {
      language: 'json',
      text: '"dynamic_phases": false,\n"phases": [{ "phase_number": 1 }]',
    },
  },
  *check(document) {
    if (document.kind !== 'metadata') return;
    const { dynamicPhases, totalPhases, phases } = document.summary;
    // With "dynamic" for a total the author said what is meant: one finding there is enough.
    if (dynamicPhases || totalPhases === 'dynamic') return;
    for (const [index, entry] of phases.entries()) {
      if (!isGenerated(entry)) continue;
      yield {
        at: `/phases/${index}/phase_number`,
        message: `phase_number is the text "${entry.phaseNumber}", but the workflow is not dynamic.\nA text stands for phases that are generated from a source. Write a number without quotes, or set "dynamic_phases": true.`,
      };
    }
  },
};
