import { isDamaged } from '../../../workflow/damage.ts';
import { nearest } from '../../../workflow/nearest.ts';
import type { DocumentRule } from '../../rule.ts';
import { fieldEntries, ownValidators } from './field-entries.ts';
import { signatureOf } from './validator-signature.ts';

export const gateUnknownParameter: DocumentRule = {
  scope: 'document',
  code: 'gate/unknown-parameter',
  title: 'Parameter that the validator does not take',
  severity: 'error',
  page: {
    what: 'A key of `validator_params` is no parameter of the validator that the field names: of the library, or of a lambda of this gate.',
    why: 'The call of the validator fails for every value. A strict gate then never lets the phase pass.',
    wrong: {
      language: 'yaml',
      text: 'coverage_percent:\n  type: integer\n  validator: greater_than\n  validator_params:\n    minimum: 80',
    },
    right: {
      language: 'yaml',
      text: 'coverage_percent:\n  type: integer\n  validator: greater_than\n  validator_params:\n    threshold: 80',
    },
  },
  *check(document) {
    if (document.kind !== 'gate' || isDamaged(document.tree)) return;
    const own = ownValidators(document.tree);
    for (const { name, validator, params } of fieldEntries(document.tree)) {
      if (validator === undefined || params?.value?.kind !== 'object') continue;
      const signature = signatureOf(validator.value, own);
      if (signature === undefined || signature.open) continue;
      const given = params.value.entries.map(({ key }) => key);
      const free = signature.names.filter((each) => !given.includes(each));
      for (const { key, keyNode } of params.value.entries) {
        if (signature.names.includes(key)) continue;
        const meant = nearest(key, free)[0] ?? (free.length === 1 ? free[0] : undefined);
        const repair =
          key === signature.value
            ? 'It is the value itself, which is passed anyway. Delete it'
            : meant === undefined
              ? `It takes ${listed(signature.names)}. Delete this one`
              : `Write "${meant}"`;
        yield {
          at: keyNode.range,
          message: `The validator "${validator.value}" takes no parameter "${key}".\nIts call fails whatever is submitted for "${name}". ${repair}.`,
          ...(meant === undefined || key === signature.value ? {} : { data: { expected: meant } }),
        };
      }
    }
  },
};

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}
