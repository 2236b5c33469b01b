import { type Pointer, segmentsOf } from '../../syntax/data-tree.ts';
import type { Gate } from '../../workflow/gate.ts';
import type { EvidenceRow } from '../../workflow/phase-document.ts';
import { VALIDATOR_LIBRARY } from '../../workflow/validator-library.ts';
import { type ProposedValue, withSchemaValues } from './proposed-value.ts';

/** What the values of a gate file are taken from. */
export interface GateSources {
  readonly gate: Gate;
  /** What the phase's phase.md and metadata say of its evidence. */
  readonly announced: readonly EvidenceRow[];
}

/** The values that fit the place `path` of a gate file: what the phase says, then the schema's own. */
export function gateValues({ gate, announced }: GateSources, path: Pointer): ProposedValue[] {
  const [section, name, key] = segmentsOf(path);
  const known: ProposedValue[] = [];
  if (section === 'evidence_schema' && key !== undefined) {
    const row = announced.find((candidate) => candidate.name === name);
    if (key === 'type' && row?.type !== undefined) {
      known.push({ value: row.type, kind: 'value', detail: 'as in phase.md', certain: true });
    }
    if (key === 'description' && row?.description !== undefined) {
      known.push({
        value: row.description,
        kind: 'value',
        detail: 'as in phase.md',
        certain: true,
      });
    }
    if (key === 'validator') known.push(...validatorNames(gate));
  }
  return withSchemaValues('gate-definition', path, known);
}

/** The gate's own first: of equal names they count (FORMAT.md (i), 7). */
function validatorNames({ validators }: Gate): ProposedValue[] {
  const own = new Set(validators.map(({ name }) => name));
  return [
    ...validators.map(({ name, lambda }) => ({
      value: name,
      kind: 'name' as const,
      detail: lambda,
    })),
    ...VALIDATOR_LIBRARY.filter(({ name }) => !own.has(name)).map(
      ({ name, params, passesWhen }) => ({
        value: name,
        kind: 'name' as const,
        detail: params.length === 0 ? 'library' : `library, with ${params.join(', ')}`,
        documentation: `Passes when ${passesWhen}.`,
      }),
    ),
  ];
}
