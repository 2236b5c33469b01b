import { schemaRule } from '../schema-rule.ts';

export const durationWithoutUnit = schemaRule({
  of: 'metadata',
  code: 'metadata/duration-without-unit',
  title: 'Duration without a unit',
  severity: 'warning',
  page: {
    what: '`estimated_duration` names no minutes, hours, days or weeks.',
    why: 'Whoever chooses a workflow wants to know whether it takes an hour or a week.',
    wrong: { language: 'json', text: '"estimated_duration": "3"' },
    right: { language: 'json', text: '"estimated_duration": "3 hours"' },
  },
  covers: ({ keyword, pointer }) => keyword === 'pattern' && pointer === '/estimated_duration',
  consequence: 'Nobody can tell from it whether the workflow takes an hour or a week.',
});
