import { schemaRule } from '../schema-rule.ts';

export const descriptionTooShort = schemaRule({
  of: 'metadata',
  code: 'metadata/description-too-short',
  title: 'Short description',
  severity: 'hint',
  page: {
    what: '`description` has fewer than 20 characters.',
    why: 'An agent chooses a workflow from a list by this text alone.',
    wrong: { language: 'json', text: '"description": "Releases"' },
    right: {
      language: 'json',
      text: '"description": "Prepare, check and publish a release of a library"',
    },
  },
  covers: ({ keyword, pointer }) => keyword === 'minLength' && pointer === '/description',
  consequence: 'An agent chooses the workflow from a list by this text alone.',
});
