import { entryOf } from '../../../syntax/data-tree.ts';
import { isDamaged } from '../../../workflow/damage.ts';
import type { DocumentRule } from '../../rule.ts';
import { fieldEntries } from './field-entries.ts';

export const gateParamsWithoutValidator: DocumentRule = {
  scope: 'document',
  code: 'gate/params-without-validator',
  title: 'Parameters without a validator',
  severity: 'warning',
  page: {
    what: 'A field has `validator_params`, but no `validator` that would take them.',
    why: 'They are ignored, and the field is not validated.',
    wrong: {
      language: 'yaml',
      text: 'coverage_percent:\n  type: integer\n  validator_params:\n    threshold: 80',
    },
    right: {
      language: 'yaml',
      text: 'coverage_percent:\n  type: integer\n  validator: greater_than\n  validator_params:\n    threshold: 80',
    },
  },
  *check(document) {
    if (document.kind !== 'gate' || isDamaged(document.tree)) return;
    for (const { name, node, params } of fieldEntries(document.tree)) {
      if (params?.value?.kind !== 'object' || params.value.entries.length === 0) continue;
      const misspelt = node.entries.some(({ key }) => /^valid/.test(key) && key !== params.key);
      if (entryOf(node, 'validator') !== undefined || misspelt) continue;
      yield {
        at: params.keyNode.range,
        message: `The field "${name}" has parameters for a validator, but names none.\nThey are ignored, and any value of the right type passes. Name the validator, or delete them.`,
      };
    }
  },
};
