import { isDamaged } from '../../../workflow/damage.ts';
import type { DocumentRule } from '../../rule.ts';
import { fieldEntries, isLambdaText } from './field-entries.ts';

export const gateInlineLambda: DocumentRule = {
  scope: 'document',
  code: 'gate/inline-lambda',
  title: 'Lambda in the place of a name',
  severity: 'warning',
  page: {
    what: 'The `validator` of an evidence field is the text of a lambda. It has to be the name of a validator.',
    why: 'The text is taken for a name and never found: the gate warns, and takes any value of the right type.',
    wrong: {
      language: 'yaml',
      text: 'evidence_schema:\n  coverage_percent:\n    type: integer\n    validator: "lambda x: x >= 80"',
    },
    right: {
      language: 'yaml',
      text: 'evidence_schema:\n  coverage_percent:\n    type: integer\n    validator: at_least_80\nvalidators:\n  at_least_80: "lambda x: x >= 80"',
    },
  },
  *check(document) {
    if (document.kind !== 'gate' || isDamaged(document.tree)) return;
    for (const { name, validator } of fieldEntries(document.tree)) {
      if (validator === undefined || !isLambdaText(validator.value)) continue;
      yield {
        at: validator.range,
        message: `A lambda stands where the name of a validator belongs.\nIt is looked up as a name and not found, so any "${name}" of the right type passes. Define it under "validators", and write its name here.`,
        data: { lambda: validator.value, field: name },
      };
    }
  },
};
