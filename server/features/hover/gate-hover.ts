import { type DataNode, locationAt, type Pointer, segmentsOf } from '../../syntax/data-tree.ts';
import type { Gate } from '../../workflow/gate.ts';
import type { GateFile } from '../workflow-places.ts';
import { evidenceTypeCard, fieldCard, validatorCard } from './evidence-card.ts';
import type { Hover, HoverContext } from './hover-context.ts';
import { schemaCard } from './schema-card.ts';

/** Keys of a gate file: the schema's words, or the field or validator of that name. Values: what they mean. */
export function hoverInGate(
  { tree, summary }: GateFile,
  { offset }: HoverContext,
): Hover | undefined {
  const { path, part, node, entry } = locationAt(tree.root, offset);
  if (part === 'between') return undefined;
  const range = part === 'key' ? entry?.keyNode.range : node?.range;
  const own = part === 'key' ? nameCard(path, summary) : valueCard(path, node, summary);
  const markdown = own ?? schemaCard('gate-definition', path);
  return range === undefined || markdown === undefined ? undefined : { range, markdown };
}

/** The names that the author gave: fields and validators. */
function nameCard(path: Pointer, gate: Gate): string | undefined {
  const [section, name, key] = segmentsOf(path);
  if (name === undefined || key !== undefined) return undefined;
  if (section === 'validators') return validatorCard(name, gate);
  const field = gate.fields.find((candidate) => candidate.name === name);
  return section === 'evidence_schema' && field !== undefined ? fieldCard(field) : undefined;
}

function valueCard(path: Pointer, node: DataNode | undefined, gate: Gate): string | undefined {
  const [section, , key] = segmentsOf(path);
  if (section !== 'evidence_schema' || node?.kind !== 'scalar') return undefined;
  if (typeof node.value !== 'string' || node.value === '') return undefined;
  if (key === 'validator') return validatorCard(node.value, gate);
  return key === 'type' ? evidenceTypeCard(node.value) : undefined;
}
