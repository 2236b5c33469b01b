import { parseYaml } from '../../syntax/yaml.ts';
import { type EvidenceField, readGate } from '../../workflow/gate.ts';
import type { Draft } from './draft.ts';

/** A gate as one passage, in readable words: its fields, its rules, its validators (FORMAT.md (e)). */
export function gateDrafts(text: string, workflowType: string, phase: number | undefined): Draft[] {
  const tree = parseYaml(text);
  if (tree.root?.kind !== 'object') return [];
  const gate = readGate(tree);
  const said = [
    ...gate.fields.map(fieldLine),
    ...gate.crossFieldRules.map(({ rule, errorMessage }) => `Rule: ${errorMessage} (${rule})`),
    ...gate.validators.map(({ name, lambda }) => `Validator ${name}: ${lambda}`),
  ];
  if (said.length === 0) return [];
  return [
    {
      title: workflowType,
      headings: [phase === undefined ? 'Gate' : `Gate of phase ${phase}`],
      text: [gate.strict ? 'A strict gate.' : 'A lenient gate.', ...said].join('\n'),
      keywords: ['gate-definition.yaml', 'evidence'],
      range: tree.root.range,
      tags: [],
      phase: phase ?? null,
    },
  ];
}

function fieldLine(field: EvidenceField): string {
  const { name, type, required, validator, validatorParams, description } = field;
  const params = Object.entries(validatorParams).map(([key, value]) => `${key} ${printed(value)}`);
  const traits = [
    type,
    required ? 'required' : 'optional',
    ...(validator === undefined ? [] : [[validator, ...params].join(' ')]),
  ];
  return `${name} (${traits.join(', ')})${description === '' ? '' : `: ${description}`}`;
}

function printed(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, bigintAsText) ?? '');
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
