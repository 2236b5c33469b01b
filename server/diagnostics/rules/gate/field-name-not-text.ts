import { entryOf } from '../../../syntax/data-tree.ts';
import type { DocumentRule } from '../../rule.ts';

export const gateFieldNameNotText: DocumentRule = {
  scope: 'document',
  code: 'gate/field-name-not-text',
  title: 'Field name that YAML reads as something else',
  severity: 'warning',
  page: {
    what: 'The name of an evidence field is a number, a boolean, a date or null to YAML 1.1: `1`, `on`, `yes`, `2026-01-31`.',
    why: 'The original engine then looks for that value, and evidence has only texts for names: the field never matches what was submitted.',
    wrong: { language: 'yaml', text: 'evidence_schema:\n  on:\n    type: boolean' },
    right: { language: 'yaml', text: 'evidence_schema:\n  "on":\n    type: boolean' },
  },
  *check(document) {
    if (document.kind !== 'gate') return;
    const schema = entryOf(document.tree.root, 'evidence_schema')?.value;
    if (schema?.kind !== 'object') return;
    for (const { key, keyNode } of schema.entries) {
      if (typeof keyNode.value === 'string') continue;
      yield {
        at: keyNode.range,
        message: `The field name ${keyNode.raw} is no text to YAML.\nThe original engine never finds it in evidence, where all names are texts. Put it in quotes: "${key}".`,
        data: { expected: `"${key}"` },
      };
    }
  },
};
