import { schemaRule } from '../schema-rule.ts';

export const emptyList = schemaRule({
  of: 'metadata',
  code: 'metadata/empty-list',
  title: 'Empty list',
  severity: 'warning',
  page: {
    what: '`primary_outputs`, `key_deliverables` or `validation_criteria` has no items.',
    why: 'These lists tell whoever runs the workflow what to produce and when it is good enough. Empty, they tell nothing.',
    wrong: { language: 'json', text: '"key_deliverables": []' },
    right: {
      language: 'json',
      text: '"key_deliverables": ["The list of changes since the last release"]',
    },
  },
  covers: ({ keyword }) => keyword === 'minItems',
  consequence: 'Whoever runs the workflow learns from it what to produce.',
});
