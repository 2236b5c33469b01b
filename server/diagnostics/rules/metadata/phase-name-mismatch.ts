import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { areNamesAlike } from '../names.ts';

export const phaseNameMismatch: OutlineRule = {
  scope: 'outline',
  code: 'metadata/phase-name-mismatch',
  title: "phase_name unlike the title of the phase's file",
  severity: 'warning',
  page: {
    what: '`phase_name` in `metadata.json` and the title of `phase.md` name the phase differently. Upper case, punctuation and left out words make no difference.',
    why: 'Lists and sessions show the name from the metadata, the file shows its title: two names make one phase look like two.',
    wrong: {
      language: 'json',
      text: '// phases/1/phase.md begins with "# Phase 1: Technical Design"\n"phase_name": "Requirements Gathering"',
    },
    right: {
      language: 'json',
      text: '// phases/1/phase.md begins with "# Phase 1: Technical Design"\n"phase_name": "Technical Design"',
    },
  },
  *check(workflow) {
    for (const { entry, at, number, phase } of listedPhases(workflow)) {
      const { phaseName } = entry;
      const title = phase?.summary?.title;
      if (phase === undefined || phaseName === undefined || title?.name === undefined) continue;
      // A file of another phase, copied here: its number says so, and once is enough.
      if (title.number !== undefined && title.number !== number) continue;
      if (areNamesAlike(phaseName, title.name)) continue;
      yield {
        file: workflow.metadataFile,
        at: `${at}/phase_name`,
        message: `Phase ${number} is called "${phaseName}" here, but "${title.name}" in phases/${number}/phase.md.\nLists show this name, the phase itself shows the other. Write "${title.name}", or change the title.`,
        related: [
          {
            file: phase.file,
            at: 'title/name',
            message: `The title of phase ${number}.`,
          },
        ],
        data: { expected: title.name },
      };
    }
  },
};
