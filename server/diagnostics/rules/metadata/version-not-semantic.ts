import { schemaRule } from '../schema-rule.ts';

export const versionNotSemantic = schemaRule({
  of: 'metadata',
  code: 'metadata/version-not-semantic',
  title: 'Version that is no semantic version',
  severity: 'warning',
  page: {
    what: '`version` is not of the form `major.minor.patch`.',
    why: 'Versions are compared to tell whether an installed copy is older than its source. Other forms have no order.',
    wrong: { language: 'json', text: '"version": "v2"' },
    right: { language: 'json', text: '"version": "2.0.0"' },
  },
  covers: ({ keyword, pointer }) => keyword === 'pattern' && pointer === '/version',
  consequence: 'Other forms have no order, so nobody can tell which of two copies is newer.',
});
