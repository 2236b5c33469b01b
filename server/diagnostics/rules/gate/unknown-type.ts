import { type DataNode, locate, type Pointer } from '../../../syntax/data-tree.ts';
import { EVIDENCE_TYPES } from '../../../workflow/gate.ts';
import type { DocumentRule } from '../../rule.ts';
import { schemaFindings } from '../schema-findings.ts';

/** What authors write for numbers with fractions. */
const NO_FRACTIONS = ['number', 'float', 'double', 'decimal'];

export const gateUnknownType: DocumentRule = {
  scope: 'document',
  code: 'gate/unknown-type',
  title: 'Unknown evidence type',
  severity: 'error',
  page: {
    what: `The \`type\` of an evidence field is none of ${EVIDENCE_TYPES.map((type) => `\`${type}\``).join(', ')}.`,
    why: 'No value is of a type that is not there, so whatever is submitted for the field fails. `dict` is documented in places, but what the engine knows is `object`.',
    wrong: { language: 'yaml', text: 'evidence_schema:\n  coverage:\n    type: number' },
    right: { language: 'yaml', text: 'evidence_schema:\n  coverage_percent:\n    type: integer' },
  },
  *check(document) {
    if (document.kind !== 'gate') return;
    for (const { keyword, pointer, suggestions } of schemaFindings(document)) {
      if (keyword !== 'enum') continue;
      const type = typeNamed(document.tree.root, pointer);
      if (type === undefined) continue;
      const meant = suggestions?.[0];
      yield {
        at: pointer,
        message: `"${type}" is no type of evidence.\n${explain(type, meant)}`,
        ...(meant === undefined ? {} : { data: { expected: meant } }),
      };
    }
  },
};

/** What is written for a type; undefined for a list, a mapping or nothing, which name none. */
export function typeNamed(root: DataNode | undefined, path: Pointer): string | undefined {
  const node = locate(root, path)?.node;
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

function explain(type: string, meant: string | undefined): string {
  if (type === 'dict') {
    return 'It is documented, but the engine that shares these files knows it as "object" and lets no value of "dict" pass. Write "object".';
  }
  if (NO_FRACTIONS.includes(type)) {
    return 'There is no type for fractions, and nothing would ever pass. Write "integer" and count in smaller units, or "string".';
  }
  const repair =
    meant === undefined ? `Write one of ${EVIDENCE_TYPES.join(', ')}` : `Write "${meant}"`;
  return `Whatever is submitted for this field fails. ${repair}.`;
}
