import { schemaRule } from '../schema-rule.ts';

export const stateMissingField = schemaRule({
  of: 'state',
  code: 'state/missing-field',
  title: 'Session state without a field',
  severity: 'error',
  page: {
    what: 'The state file of a session lacks a field that the engine writes into each: its id, workflow, target, phases, artifacts, checkpoints, times or metadata.',
    why: 'The engine refuses a state without it, and the session cannot go on.',
    wrong: { language: 'json', text: '{"session_id": "4f9c", "workflow_type": "release_v1"}' },
    right: {
      language: 'json',
      text: '{"session_id": "4f9c", "workflow_type": "release_v1", "current_phase": 2}',
    },
  },
  covers: ({ keyword }) => keyword === 'required',
  consequence: 'The engine refuses a state without it, and the session cannot go on.',
});
