import { PHASE_FILE } from '../../../workspace/layout.ts';
import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';

export const phaseFileMissing: OutlineRule = {
  scope: 'outline',
  code: 'layout/phase-file-missing',
  title: 'Phase folder without phase.md',
  severity: 'error',
  blocks: ['start'],
  page: {
    what: 'The folder of a listed phase has no `phase.md`. A `README.md` in its place does not count.',
    why: 'A phase begins with the text of its `phase.md`: its purpose, its tasks and its gate. Without it there is nothing to begin with.',
    wrong: { language: 'text', text: 'phases/0/README.md\nphases/0/task-1-collect.md' },
    right: { language: 'text', text: 'phases/0/phase.md\nphases/0/task-1-collect.md' },
  },
  *check(workflow) {
    for (const { number, at, phase } of listedPhases(workflow)) {
      if (phase === undefined || phase.names.includes(PHASE_FILE)) continue;
      const other = phaseFileInDisguise(phase.names);
      const repair =
        other === undefined ? `Create phases/${number}/phase.md` : `Rename ${other} to phase.md`;
      yield {
        file: workflow.metadataFile,
        at: `${at}/phase_number`,
        message: `Phase ${number} has no phase.md in phases/${number}/.\nA phase begins with the text of that file. ${repair}.`,
        data: { phase: number },
      };
    }
  },
};

/** The file in a phase folder that was meant to be its missing `phase.md`, by its name. */
export function phaseFileInDisguise(names: readonly string[]): string | undefined {
  if (names.includes(PHASE_FILE)) return undefined;
  return DISGUISES.map((form) => names.find((name) => form.test(name))).find(Boolean);
}

const DISGUISES = [
  /^phases?\.md$/i,
  /^phase[-_ ]?\d*(?:[-_ ].*)?\.md$/i,
  /^(?:readme|index|overview)\.md$/i,
];
