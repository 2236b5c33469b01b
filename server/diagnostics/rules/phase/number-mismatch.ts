import type { OutlineRule } from '../../rule.ts';
import { intendedNumbers } from '../listed-phases.ts';
import { numberedLabel } from '../numbered-label.ts';

export const phaseNumberUnlikeFolder: OutlineRule = {
  scope: 'outline',
  code: 'phase/number-mismatch',
  title: 'Phase number unlike the folder',
  severity: 'warning',
  page: {
    what: 'The number in the title of a `phase.md`, or in its label `**Phase Number:**` or `**Phase:**`, is not the number of the folder that the file is in.',
    why: 'The engine counts by the folder. An agent that reads another number fetches the tasks of another phase.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/2/phase.md -->\n# Phase 1: Publish',
    },
    right: { language: 'markdown', text: '<!-- phases/2/phase.md -->\n# Phase 2: Publish' },
  },
  *check(workflow) {
    const intended = intendedNumbers(workflow);
    for (const { file, number: folder, summary } of workflow.phases) {
      if (summary === undefined) continue;
      const phase = intended.get(folder) ?? folder;
      const inTitle = summary.title?.number;
      const label = numberedLabel(summary, /^phase(?: number)?$/i);
      const isLabelWrong = label !== undefined && label.number !== phase;
      const place = `phases/${folder}/phase.md`;
      if (inTitle !== undefined && inTitle !== phase) {
        yield {
          file,
          at: 'title/number',
          message: `The title says phase ${inTitle}, but this is the file of phase ${phase}: ${place}.\nThe engine counts by the folder. Write ${phase}, or move the file.`,
          // A file that was copied says so in both places: one fault.
          ...(isLabelWrong && label.number === inTitle
            ? { related: [{ file, at: label.anchor, message: 'The same number stands here.' }] }
            : {}),
          data: { expected: phase },
        };
      }
      if (isLabelWrong && label.number !== inTitle) {
        yield {
          file,
          at: label.anchor,
          message: `This says phase ${label.number}, but it is the file of phase ${phase}: ${place}.\nThe engine counts by the folder. Write ${phase}.`,
          data: { expected: phase },
        };
      }
    }
  },
};
