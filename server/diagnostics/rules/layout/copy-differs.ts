import type { CopyDifference } from '../../copy-difference.ts';
import type { CopyRule, DocumentFinding } from '../../rule.ts';

export const copyDiffers: CopyRule = {
  scope: 'copy',
  code: 'layout/copy-differs',
  title: 'Installed copy that differs from its source',
  severity: 'hint',
  page: {
    what: 'A workflow stands under `universal/workflows/` and is installed under `.praxis-os/workflows/`, and this file is not the same in both.',
    why: 'Sessions run the installed copy: an edit of the source has no effect before it is installed, and an edit of the copy is lost with the next installation.',
    wrong: {
      language: 'text',
      text: 'universal/workflows/release_checklist_v1/phases/0/phase.md     # Phase 0: Collect Changes\n.praxis-os/workflows/release_checklist_v1/phases/0/phase.md    # Phase 0: Collect',
    },
    right: {
      language: 'text',
      text: 'universal/workflows/release_checklist_v1/phases/0/phase.md     # Phase 0: Collect Changes\n.praxis-os/workflows/release_checklist_v1/phases/0/phase.md    # Phase 0: Collect Changes',
    },
  },
};

/** What is to be said of a difference, at the file that was asked about. */
export function copyFinding({ side, other, otherWorkflow }: CopyDifference): DocumentFinding {
  const counterpart = side === 'source' ? 'installed copy' : 'source';
  const message =
    other === undefined
      ? `The ${counterpart} in ${otherWorkflow} has no such file.`
      : `This file differs from its ${counterpart} in ${otherWorkflow}.`;
  const consequence =
    side === 'source'
      ? 'Sessions run the installed copy. Install the workflow anew.'
      : 'The next installation replaces this copy. Make the change in the source, too.';
  return {
    at: 'title',
    message: `${message}\n${consequence}`,
    ...(other === undefined
      ? {}
      : { related: [{ file: other, at: 'title', message: `The ${counterpart} of this file.` }] }),
  };
}
