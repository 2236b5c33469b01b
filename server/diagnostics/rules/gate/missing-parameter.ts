import { type Entry, entriesOf, entryOf, type ObjectNode } from '../../../syntax/data-tree.ts';
import { isDamaged } from '../../../workflow/damage.ts';
import { nearest } from '../../../workflow/nearest.ts';
import type { DocumentRule } from '../../rule.ts';
import { fieldEntries, ownValidators } from './field-entries.ts';
import { signatureOf } from './validator-signature.ts';

export const gateMissingParameter: DocumentRule = {
  scope: 'document',
  code: 'gate/missing-parameter',
  title: 'Validator without a parameter that it needs',
  severity: 'error',
  page: {
    what: 'The validator that a field names needs a parameter that `validator_params` does not give.',
    why: 'The call of the validator fails for every value. A strict gate then never lets the phase pass.',
    wrong: {
      language: 'yaml',
      text: 'coverage_percent:\n  type: integer\n  validator: in_range\n  validator_params:\n    min_val: 80',
    },
    right: {
      language: 'yaml',
      text: 'coverage_percent:\n  type: integer\n  validator: in_range\n  validator_params:\n    min_val: 80\n    max_val: 100',
    },
  },
  *check(document) {
    if (document.kind !== 'gate' || isDamaged(document.tree)) return;
    const own = ownValidators(document.tree);
    for (const { name, node, validator, params } of fieldEntries(document.tree)) {
      if (validator === undefined) continue;
      const signature = signatureOf(validator.value, own);
      // Parameters that are no mapping are told elsewhere.
      if (params !== undefined && params.value?.kind !== 'object') continue;
      const given = new Set(entriesOf(params?.value).map(({ key }) => key));
      const absent = (signature?.required ?? []).filter((each) => !given.has(each));
      // A name that is not taken is probably a misspelling of one that is missing: told there.
      const misspelt = [...given].filter((key) => !signature?.names.includes(key)).length;
      if (signature === undefined || absent.length <= misspelt) continue;
      const names = absent.map((each) => `"${each}"`).join(' and ');
      const place = params ?? misspeltParams(node);
      yield {
        at: place?.keyNode.range ?? validator.range,
        message: `The validator "${validator.value}" needs ${names}.\nIts call fails whatever is submitted for "${name}". Give ${absent.length === 1 ? 'it' : 'them'} under "validator_params".`,
        data: { missing: absent },
      };
    }
  },
};

/** What was probably meant to be `validator_params`. */
export function misspeltParams(field: ObjectNode): Entry | undefined {
  if (entryOf(field, 'validator_params') !== undefined) return undefined;
  return field.entries.find(
    ({ key }) => nearest(key, ['validator_params']).length > 0 && !KEYS.has(key),
  );
}

const KEYS = new Set(['type', 'required', 'validator', 'description']);
