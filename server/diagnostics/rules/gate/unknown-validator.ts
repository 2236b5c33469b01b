import { isDamaged } from '../../../workflow/damage.ts';
import { nearest } from '../../../workflow/nearest.ts';
import { VALIDATOR_LIBRARY } from '../../../workflow/validator-library.ts';
import type { DocumentRule } from '../../rule.ts';
import { fieldEntries, hasAllValidators, isLambdaText, ownValidators } from './field-entries.ts';

const LIBRARY = VALIDATOR_LIBRARY.map(({ name }) => name);

export const gateUnknownValidator: DocumentRule = {
  scope: 'document',
  code: 'gate/unknown-validator',
  title: 'Unknown validator',
  severity: 'warning',
  page: {
    what: 'The `validator` of an evidence field is neither defined under `validators` nor in the library of named validators.',
    why: 'The field is not validated: the gate only warns that the validator was not found, and takes any value of the right type.',
    wrong: {
      language: 'yaml',
      text: 'evidence_schema:\n  coverage_percent:\n    type: integer\n    validator: at_least_80\nvalidators: {}',
    },
    right: {
      language: 'yaml',
      text: 'evidence_schema:\n  coverage_percent:\n    type: integer\n    validator: at_least_80\nvalidators:\n  at_least_80: "lambda x: x >= 80"',
    },
  },
  *check(document) {
    if (document.kind !== 'gate' || isDamaged(document.tree)) return;
    if (!hasAllValidators(document.tree)) return;
    const own = ownValidators(document.tree);
    for (const { name, validator } of fieldEntries(document.tree)) {
      if (validator === undefined || isLambdaText(validator.value)) continue;
      if (own.has(validator.value) || LIBRARY.includes(validator.value)) continue;
      const [meant] = nearest(validator.value, [...own.keys(), ...LIBRARY]);
      const repair =
        meant === undefined
          ? 'Define it under "validators", or name one of the library'
          : `Write "${meant}"`;
      yield {
        at: validator.range,
        message: `There is no validator "${validator.value}", neither in this gate nor in the library.\nThe gate warns and takes any "${name}" of the right type. ${repair}.`,
        ...(meant === undefined ? {} : { data: { expected: meant } }),
      };
    }
  },
};
