import type { DocumentRule } from '../../rule.ts';
import { numberedLabel } from '../numbered-label.ts';

export const phaseNumberUnlikeFolder: DocumentRule = {
  scope: 'document',
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
  *check(document) {
    if (document.kind !== 'phase' || document.place.role.kind !== 'phase') return;
    const { phase } = document.place.role;
    const inTitle = document.summary.title?.number;
    const label = numberedLabel(document.summary, /^phase(?: number)?$/i);
    const isLabelWrong = label !== undefined && label.number !== phase;
    if (inTitle !== undefined && inTitle !== phase) {
      yield {
        at: 'title/number',
        message: `The title says phase ${inTitle}, but this is the file of phase ${phase}: phases/${phase}/phase.md.\nThe engine counts by the folder. Write ${phase}, or move the file.`,
        // A file that was copied says so in both places: one fault.
        ...(isLabelWrong && label.number === inTitle
          ? {
              related: [
                { file: document.file, at: label.anchor, message: 'The same number stands here.' },
              ],
            }
          : {}),
        data: { expected: phase },
      };
    }
    if (isLabelWrong && label.number !== inTitle) {
      yield {
        at: label.anchor,
        message: `This says phase ${label.number}, but it is the file of phase ${phase}: phases/${phase}/phase.md.\nThe engine counts by the folder. Write ${phase}.`,
        data: { expected: phase },
      };
    }
  },
};
