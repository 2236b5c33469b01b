import { pointer } from '../../../syntax/data-tree.ts';
import { nearest } from '../../../workflow/nearest.ts';
import type { OutlineRule } from '../../rule.ts';

export const gateEvidenceNotInPhase: OutlineRule = {
  scope: 'outline',
  code: 'gate/evidence-not-in-phase',
  title: 'Evidence that phase.md does not announce',
  severity: 'info',
  page: {
    what: 'A field of the gate is not in the evidence table of `phase.md` beside it, though the table has others.',
    why: 'Whoever works on the phase learns of it only when the gate asks for it.',
    wrong: {
      language: 'yaml',
      text: '# phase.md has a row for tests_pass\nevidence_schema:\n  tests_pass:\n    type: boolean\n  changes_listed:\n    type: boolean',
    },
    right: {
      language: 'yaml',
      text: '# phase.md has rows for tests_pass and changes_listed\nevidence_schema:\n  tests_pass:\n    type: boolean\n  changes_listed:\n    type: boolean',
    },
  },
  *check(workflow) {
    for (const { file, summary, gate, gateFile } of workflow.phases) {
      if (summary === undefined || gate?.usable !== true) continue;
      const announced = summary.gate.evidence.map(({ name }) => name);
      const fields = gate.fields.map(({ name }) => name);
      // A table of other things shares no name with the gate.
      if (!announced.some((name) => fields.includes(name))) continue;
      const unknown = announced.filter((name) => !fields.includes(name));
      for (const field of fields) {
        // A row that is misspelt is told there.
        if (announced.includes(field) || nearest(field, unknown).length > 0) continue;
        yield {
          file: gateFile,
          at: `${pointer('evidence_schema', field)}#key`,
          message: `The evidence table of phase.md has no row for "${field}".\nWhoever works on the phase learns of it only from the gate. Add a row, or delete the field.`,
          related: [{ file, at: 'gate', message: 'What phase.md announces.' }],
        };
      }
    }
  },
};
