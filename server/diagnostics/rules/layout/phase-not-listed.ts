import type { OutlineRule } from '../../rule.ts';
import { comparePhases } from '../listed-phases.ts';

export const phaseNotListed: OutlineRule = {
  scope: 'outline',
  code: 'layout/phase-not-listed',
  title: 'Phase folder that the metadata does not list',
  severity: 'error',
  page: {
    what: 'There is a folder `phases/<N>/`, but no entry of `phases` in `metadata.json` has that number. `phases/dynamic/` holds templates and needs none.',
    why: 'What is not listed is not run: the tasks and the gate in this folder are never reached.',
    wrong: {
      language: 'text',
      text: 'metadata.json      "phases": [{ "phase_number": 0 }]\nphases/0/phase.md\nphases/1/phase.md',
    },
    right: {
      language: 'text',
      text: 'metadata.json      "phases": [{ "phase_number": 0 }, { "phase_number": 1 }]\nphases/0/phase.md\nphases/1/phase.md',
    },
  },
  *check(workflow) {
    // Without a list there is nothing to compare with; that it is absent is said by the schema.
    if (workflow.metadata.phases.length === 0 || workflow.metadata.damaged) return;
    for (const { number, file, summary } of comparePhases(workflow).unlisted) {
      yield {
        file: workflow.metadataFile,
        at: '/phases#key',
        message: `The folder phases/${number}/ is there, but phase ${number} is not listed.\nA phase that is not listed is never run. Add an entry with "phase_number": ${number}, or remove the folder.`,
        ...(summary === undefined
          ? {}
          : { related: [{ file, at: 'title', message: `The phase that is not listed.` }] }),
        data: { phase: number },
      };
    }
  },
};
