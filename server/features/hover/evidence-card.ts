import type { EvidenceField, Gate } from '../../workflow/gate.ts';
import { valuesAt } from '../../workflow/schema-lookup.ts';
import type { Phase } from '../../workflow/snapshot.ts';
import { libraryValidator } from '../../workflow/validator-library.ts';
import { asBlock, asCode, asText, heading, paragraphs } from '../markup.ts';

/** What the gate of a phase says of an evidence name, or that it does not know it. */
export function evidenceCard(name: string, phase: Phase | undefined): string | undefined {
  if (phase === undefined) return undefined;
  const field = phase.gate?.fields.find((candidate) => candidate.name === name);
  if (field !== undefined) return fieldCard(field);
  const why =
    phase.gate === undefined
      ? `Phase ${phase.number} has no gate-definition.yaml.`
      : `The gate of phase ${phase.number} has no such field, so this evidence is ignored.`;
  return paragraphs(`${heading(asCode(name))} · not in the gate`, why);
}

/** A field of a gate: its type, what to submit, how it is checked. */
export function fieldCard({ name, type, required, description, validator }: EvidenceField): string {
  const must = required ? 'required' : 'optional';
  return paragraphs(
    `${heading(asCode(name))} · ${asText(type)}, ${must}`,
    asText(description),
    validator === undefined ? undefined : `Checked by ${asCode(validator)}`,
  );
}

/** What a value of that evidence type is; undefined for a type that does not exist. */
export function evidenceTypeCard(type: string): string | undefined {
  const known = valuesAt('gate-definition', '/evidence_schema/field/type');
  const found = known.find(({ value }) => value === type);
  return found && paragraphs(`${heading(asText(type))} · evidence type`, found.description);
}

/** What the validator of that name checks: the gate's own lambda counts, else the library's meaning. */
export function validatorCard(name: string, gate: Gate): string {
  const own = gate.validators.find((candidate) => candidate.name === name);
  if (own !== undefined) {
    return paragraphs(
      `${heading(asCode(name))} · validator of this gate`,
      asBlock('python', own.lambda),
    );
  }
  const shared = libraryValidator(name);
  if (shared === undefined) {
    return paragraphs(
      `${heading(asCode(name))} · not defined`,
      'Neither `validators` of this gate nor the library has a validator of this name. Its check is skipped with a warning.',
    );
  }
  return paragraphs(
    `${heading(asCode(name))} · library validator`,
    `Passes when ${shared.passesWhen}.`,
    shared.params.length === 0
      ? undefined
      : `Takes ${shared.params.map(asCode).join(', ')} from \`validator_params\`.`,
  );
}
