import { nearest } from '../../../workflow/nearest.ts';
import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';

export const metadataEvidenceNotInGate: OutlineRule = {
  scope: 'outline',
  code: 'metadata/evidence-not-in-gate',
  title: 'Required evidence that the gate does not know',
  severity: 'warning',
  page: {
    what: "A name in `checkpoint.required_evidence` is no field of the phase's `gate-definition.yaml`.",
    why: 'The gate alone decides. Evidence that it does not know is submitted in vain, and what it does ask for is not announced.',
    wrong: {
      language: 'json',
      text: '// gate-definition.yaml has the field changes_listed\n"checkpoint": { "required_evidence": ["changes_collected"] }',
    },
    right: {
      language: 'json',
      text: '// gate-definition.yaml has the field changes_listed\n"checkpoint": { "required_evidence": ["changes_listed"] }',
    },
  },
  *check(workflow) {
    if (workflow.metadata.damaged) return;
    for (const { entry, number, at, phase } of listedPhases(workflow)) {
      if (phase?.gate?.usable !== true) continue;
      const fields = phase.gate.fields.map(({ name }) => name);
      const unnamed = fields.filter((field) => !entry.requiredEvidence.includes(field));
      for (const [index, name] of entry.requiredEvidence.entries()) {
        if (fields.includes(name)) continue;
        const [meant] = nearest(name, unnamed);
        const repair = meant === undefined ? 'Add it to the gate' : `Write "${meant}"`;
        yield {
          file: workflow.metadataFile,
          at: `${at}/checkpoint/required_evidence/${index}`,
          message: `"${name}" is required evidence here, but the gate of phase ${number} has no such field.\nThe gate alone decides what is checked (phases/${number}/gate-definition.yaml, evidence_schema). ${repair}, or delete it here.`,
          related: [
            {
              file: phase.gateFile,
              at: '/evidence_schema#key',
              message: `What the gate of phase ${number} asks for.`,
            },
          ],
          ...(meant === undefined ? {} : { data: { expected: meant } }),
        };
      }
    }
  },
};
