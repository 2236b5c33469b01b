import { schemaRule } from '../schema-rule.ts';

export const workflowTypeStyle = schemaRule({
  of: 'metadata',
  code: 'metadata/workflow-type-style',
  title: 'Workflow type in an unusual form',
  severity: 'hint',
  page: {
    what: '`workflow_type` is not of the form `{domain}_{action}_v{n}`.',
    why: 'The name is all that is seen in lists. In this form it tells what the workflow is about, what it does, and whether it is the current one.',
    wrong: { language: 'json', text: '"workflow_type": "Release-Checklist"' },
    right: { language: 'json', text: '"workflow_type": "release_checklist_v1"' },
  },
  covers: ({ keyword, pointer }) => keyword === 'pattern' && pointer === '/workflow_type',
  consequence:
    'In that form the name tells domain, action and version where only names are listed.',
});
