import { schemaRule } from '../schema-rule.ts';

export const stateWrongType = schemaRule({
  of: 'state',
  code: 'state/wrong-type',
  title: 'Session state with a value of the wrong type',
  severity: 'error',
  page: {
    what: 'A value in the state file of a session is of another type than the engine writes there, or is none of the outcomes that a checkpoint can have.',
    why: 'The engine refuses such a state, or goes on from a phase that nobody was in.',
    wrong: { language: 'json', text: '{"current_phase": "2", "checkpoints": {"1": "pased"}}' },
    right: { language: 'json', text: '{"current_phase": 2, "checkpoints": {"1": "passed"}}' },
  },
  // The form of an id is of no matter where the name of the file is another: told there.
  covers: ({ keyword, pointer }) => keyword !== 'required' && pointer !== '/session_id',
  consequence: 'The engine refuses such a state, or goes on from a phase that nobody was in.',
});
