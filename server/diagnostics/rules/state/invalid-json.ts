import { syntaxRules } from '../syntax-rules.ts';

/** What makes a state file unfit to be read. */
export const stateSyntaxRules = syntaxRules(
  {
    name: 'state',
    language: 'json',
    why: 'Neither engine can go on with the session: all requests for it are answered with an error.',
    blocks: [],
  },
  [
    {
      kind: 'invalid-json',
      title: 'Session state that cannot be read',
      what: 'The state file of a session is no JSON: it was cut off, or edited by hand. The first fault is shown.',
      wrong: '{"session_id": "4f9c", "current_phase": 2',
      right: '{"session_id": "4f9c", "current_phase": 2}',
    },
  ],
);
