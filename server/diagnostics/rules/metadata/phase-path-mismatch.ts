import path from 'node:path';
import { PHASE_FILE, PHASES_FOLDER } from '../../../workspace/layout.ts';
import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';

export const phasePathMismatch: OutlineRule = {
  scope: 'outline',
  code: 'metadata/phase-path-mismatch',
  title: 'Path of a phase that leads elsewhere',
  severity: 'warning',
  page: {
    what: '`file` or `phase_file` of a phase names a file that does not exist, or the `phase.md` of another phase. The path begins at the folder of the workflow.',
    why: 'The engine finds the file by the number of the phase. Whoever follows this path finds nothing, or the wrong phase.',
    wrong: {
      language: 'json',
      text: '{ "phase_number": 1, "phase_file": "phases/one/phase.md" }',
    },
    right: { language: 'json', text: '{ "phase_number": 1, "phase_file": "phases/1/phase.md" }' },
  },
  *check(workflow) {
    for (const { entry, at, number, phase } of listedPhases(workflow)) {
      const { file, fileKey } = entry;
      // Where the folder or its phase.md is missing that is the fault, not the path to it.
      if (file === undefined || phase?.names.includes(PHASE_FILE) !== true) continue;
      const expected = `${PHASES_FOLDER}/${number}/${PHASE_FILE}`;
      const target = path.resolve(workflow.folder, file);
      const other = workflow.phases.find((candidate) => candidate.file === target);
      const isMissing = workflow.absent.has(target);
      if (!isMissing && (other === undefined || other === phase)) continue;
      const first = isMissing
        ? `There is no file "${file}" in this workflow.`
        : `"${file}" is the file of phase ${other?.number}, but this is phase ${number}.`;
      yield {
        file: workflow.metadataFile,
        at: `${at}/${fileKey}`,
        message: `${first}\nThe engine finds the file of phase ${number} by its number; readers follow this path. Write "${expected}".`,
        related: [{ file: phase.file, at: 'title', message: `The file of phase ${number}.` }],
        data: { expected },
      };
    }
  },
};
