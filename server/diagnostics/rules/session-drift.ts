import type { SessionRule } from '../rule.ts';

export const sessionDriftRule: SessionRule = {
  scope: 'session',
  code: 'session/workflow-drifted',
  title: 'Edit that a running session did not begin with',
  severity: 'info',
  page: {
    what: 'A session is running this workflow, and a phase, a task, a gate field or the number of phases is no longer what the session began with.',
    why: 'Nothing is wrong and nothing is lost: the session answers from the new files. But whoever runs it meets something else than was announced, and should know. It goes when the session is completed, or the edit undone.',
    wrong: {
      language: 'yaml',
      text: '# A session that is in this phase began with tests_pass only\nevidence_schema:\n  tests_pass:\n    type: boolean\n  coverage:\n    type: integer',
    },
    right: {
      language: 'yaml',
      text: 'evidence_schema:\n  tests_pass:\n    type: boolean',
    },
  },
};
