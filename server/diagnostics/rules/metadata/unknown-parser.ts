import { schemaRule } from '../schema-rule.ts';

export const unknownParser = schemaRule({
  of: 'metadata',
  code: 'metadata/unknown-parser',
  title: 'Unknown parser',
  severity: 'error',
  blocks: ['start'],
  page: {
    what: '`dynamic_config.parser` names a parser that the engine does not have.',
    why: 'A dynamic workflow begins by reading its source. Without a parser a session cannot be started.',
    wrong: { language: 'json', text: '"dynamic_config": { "parser": "tasks_parser" }' },
    right: { language: 'json', text: '"dynamic_config": { "parser": "spec_tasks_parser" }' },
  },
  covers: ({ keyword }) => keyword === 'enum',
  consequence: 'A session of this workflow cannot be started.',
});
