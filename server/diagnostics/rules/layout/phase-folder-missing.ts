import type { OutlineRule } from '../../rule.ts';
import { comparePhases } from '../listed-phases.ts';

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
    for (const { listed, meant } of comparePhases(workflow).missing) {
      const { number, at } = listed;
      const other =
        meant === undefined
          ? workflow.looseNames.find((name) => misnamed(name) === number)
          : String(meant.number);
      const repair =
        other === undefined
          ? `Create phases/${number}/phase.md, or delete the entry`
          : `Rename phases/${other}/ to phases/${number}/`;
      yield {
        file: workflow.metadataFile,
        at: `${at}/phase_number`,
        message: `Phase ${number} is listed, but there is no folder phases/${number}/.\nA run that comes to this phase would find nothing. ${repair}.`,
        ...(meant?.summary === undefined
          ? {}
          : {
              related: [{ file: meant.file, at: 'title', message: 'A phase that is not listed.' }],
            }),
        data: { phase: number },
      };
    }
  },
};

/** The number in a name that was meant for a phase folder: `01`, `phase-1`, `1-collect`. */
function misnamed(name: string): number | undefined {
  const digits = /^(?:phase[-_ ]?)?(\d{1,4})(?:[-_ ][^.]*)?$/i.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
