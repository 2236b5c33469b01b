import { isDamaged } from '../../../workflow/damage.ts';
import { nearest } from '../../../workflow/nearest.ts';
import type { DocumentRule } from '../../rule.ts';
import { fieldEntries, hasAllFields, isLambdaText, ownValidators } from './field-entries.ts';
import { isText } from './lambda-texts.ts';

export const gateUnusedValidator: DocumentRule = {
  scope: 'document',
  code: 'gate/unused-validator',
  title: 'Validator that no field names',
  severity: 'hint',
  tag: 'unnecessary',
  page: {
    what: 'A validator is defined under `validators`, and no evidence field has its name for a `validator`.',
    why: 'It never runs. Perhaps the field that it was written for does not name it.',
    wrong: {
      language: 'yaml',
      text: 'evidence_schema:\n  coverage_percent:\n    type: integer\nvalidators:\n  at_least_80: "lambda x: x >= 80"',
    },
    right: {
      language: 'yaml',
      text: 'evidence_schema:\n  coverage_percent:\n    type: integer\n    validator: at_least_80\nvalidators:\n  at_least_80: "lambda x: x >= 80"',
    },
  },
  *check(document) {
    if (document.kind !== 'gate' || isDamaged(document.tree)) return;
    if (!hasAllFields(document.tree)) return;
    const own = ownValidators(document.tree);
    const used = new Set<string>();
    for (const { node, validator } of fieldEntries(document.tree)) {
      if (validator === undefined) {
        // The name may stand under a key that is misspelt: told there.
        for (const { value } of node.entries) if (isText(value)) used.add(value.value);
        continue;
      }
      used.add(validator.value);
      // What is misspelt there, or written out, is told there.
      const [meant] = nearest(validator.value, [...own.keys()]);
      if (!own.has(validator.value) && meant !== undefined) used.add(meant);
      if (isLambdaText(validator.value)) {
        for (const [name, { value }] of own) {
          if (value?.kind === 'scalar' && value.value === validator.value) used.add(name);
        }
      }
    }
    for (const [name, { keyNode }] of own) {
      if (used.has(name)) continue;
      yield {
        at: keyNode.range,
        message: `No field names the validator "${name}".\nIt never runs. Name it in the field that it was written for, or delete it.`,
      };
    }
  },
};
