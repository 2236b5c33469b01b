import { isDamaged } from '../../../workflow/damage.ts';
import { evidenceNamedIn } from '../../../workflow/lambda/evidence-names.ts';

import { nearest } from '../../../workflow/nearest.ts';
import type { DocumentRule } from '../../rule.ts';
import { hasAllFields } from './field-entries.ts';
import { lambdaOf, lambdasIn, placeIn } from './lambda-texts.ts';

export const gateUnknownFieldInRule: DocumentRule = {
  scope: 'document',
  code: 'gate/unknown-field-in-rule',
  title: 'Rule on a field that the gate does not have',
  severity: 'warning',
  page: {
    what: "A cross-field rule asks the evidence for a name that is no field of `evidence_schema`: `e['name']`, `e.get('name')` or `'name' in e`.",
    why: 'Nobody is asked to submit that field. The rule raises an error or goes by a value that is never there.',
    wrong: {
      language: 'yaml',
      text: 'evidence_schema:\n  tests_failed:\n    type: integer\ncross_field_validation:\n  - rule: "lambda e: e[\'failed\'] == 0"\n    error_message: "No test may fail"',
    },
    right: {
      language: 'yaml',
      text: 'evidence_schema:\n  tests_failed:\n    type: integer\ncross_field_validation:\n  - rule: "lambda e: e[\'tests_failed\'] == 0"\n    error_message: "No test may fail"',
    },
  },
  *check(document) {
    if (document.kind !== 'gate' || isDamaged(document.tree)) return;
    if (!hasAllFields(document.tree)) return;
    const fields = document.summary.fields.map(({ name }) => name);
    for (const { node, of } of lambdasIn(document.tree.root)) {
      const { expression } = lambdaOf(node);
      if (of !== 'rule' || expression === undefined) continue;
      const named = evidenceNamedIn(expression);
      const told = new Set<string>();
      const unnamed = fields.filter((field) => named.every(({ name }) => name !== field));
      for (const { name, range } of named) {
        if (fields.includes(name) || told.has(name)) continue;
        told.add(name);
        const meant = nearest(name, unnamed)[0] ?? nearest(name, fields)[0];
        const repair =
          meant === undefined
            ? 'Add it to "evidence_schema", or name one of its fields'
            : `Write "${meant}"`;
        yield {
          at: placeIn(node, range),
          message: `This rule asks for "${name}", which is no field of this gate.\nNobody is asked to submit it ("evidence_schema"), so the rule cannot hold as it is meant. ${repair}.`,
          related: [
            { file: document.file, at: '/evidence_schema#key', message: 'The fields of the gate.' },
          ],
          ...(meant === undefined ? {} : { data: { expected: meant } }),
        };
      }
    }
  },
};
