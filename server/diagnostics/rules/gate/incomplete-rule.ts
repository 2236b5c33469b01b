import { isDamaged } from '../../../workflow/damage.ts';
import { schemaRule } from '../schema-rule.ts';

export const gateIncompleteRule = schemaRule({
  of: 'gate',
  code: 'gate/incomplete-rule',
  title: 'Incomplete cross-field rule',
  severity: 'error',
  blocks: ['complete'],
  page: {
    what: 'An item of `cross_field_validation` lacks its `rule` or its `error_message`.',
    why: 'Each needs both: what must hold, and what to say when it does not. One without makes the whole gate unusable.',
    wrong: {
      language: 'yaml',
      text: 'cross_field_validation:\n  - rule: "lambda e: e[\'failed\'] == 0"',
    },
    right: {
      language: 'yaml',
      text: 'cross_field_validation:\n  - rule: "lambda e: e[\'failed\'] == 0"\n    error_message: "No test may fail"',
    },
  },
  covers: ({ keyword, pointer }, tree) =>
    keyword === 'required' && pointer !== '' && !isDamaged(tree),
  consequence:
    'A rule without it makes the whole gate unusable, and the phase cannot be completed.',
});
