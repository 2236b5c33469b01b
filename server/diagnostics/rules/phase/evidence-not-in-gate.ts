import { nearest } from '../../../workflow/nearest.ts';
import type { OutlineRule } from '../../rule.ts';

/** What a field can be called; other cells of the table are prose. */
const FIELD_NAME = /^[\w.-]+$/;

export const phaseEvidenceNotInGate: OutlineRule = {
  scope: 'outline',
  code: 'phase/evidence-not-in-gate',
  title: 'Evidence announced that the gate does not know',
  severity: 'warning',
  page: {
    what: 'The evidence table of `phase.md` names a field that `gate-definition.yaml` beside it does not have.',
    why: 'Whoever works on the phase gathers what the table says; the gate ignores it with a warning, and fails for what it asks for under another name.',
    wrong: {
      language: 'markdown',
      text: '<!-- gate-definition.yaml has the field tests_pass -->\n| Evidence | Type | Validator | Description |\n|---|---|---|---|\n| `tests_passing` | boolean | is_true | The suite is green |',
    },
    right: {
      language: 'markdown',
      text: '<!-- gate-definition.yaml has the field tests_pass -->\n| Evidence | Type | Validator | Description |\n|---|---|---|---|\n| `tests_pass` | boolean | is_true | The suite is green |',
    },
  },
  *check(workflow) {
    for (const { file, summary, gate, gateFile, number } of workflow.phases) {
      if (summary === undefined || gate?.usable !== true) continue;
      const fields = gate.fields.map(({ name }) => name);
      const announced = new Set(summary.gate.evidence.map(({ name }) => name));
      const unnamed = fields.filter((field) => !announced.has(field));
      for (const { name } of summary.gate.evidence) {
        if (fields.includes(name) || !FIELD_NAME.test(name)) continue;
        const [meant] = nearest(name, unnamed);
        const repair = meant === undefined ? 'Add it to the gate' : `Write \`${meant}\``;
        yield {
          file,
          at: `evidence/${name}`,
          message: `The gate of phase ${number} has no field "${name}".\nIt would ignore this evidence (phases/${number}/gate-definition.yaml, evidence_schema). ${repair}, or delete this row.`,
          related: [
            { file: gateFile, at: '/evidence_schema#key', message: 'What the gate asks for.' },
          ],
          ...(meant === undefined ? {} : { data: { expected: meant } }),
        };
      }
    }
  },
};
