import { schemaRule } from '../schema-rule.ts';

export const metadataWrongType = schemaRule({
  of: 'metadata',
  code: 'metadata/wrong-type',
  title: 'Value of the wrong type',
  severity: 'error',
  blocks: ['start', 'complete'],
  page: {
    what: 'A value in `metadata.json` is of another type than its field: a text for a number, one text for a list.',
    why: 'The engine does not look at types when it reads the file. It fails later, in the middle of a run, with a message that does not name the field.',
    wrong: { language: 'json', text: '"total_phases": "3",\n"primary_outputs": "A release"' },
    right: { language: 'json', text: '"total_phases": 3,\n"primary_outputs": ["A release"]' },
  },
  covers: ({ keyword }) => keyword === 'type' || keyword === 'anyOf',
  isHarmless: ({ pointer }) => !NEEDED.test(pointer),
  consequence: 'The engine notices it only when a run comes to use it, and fails there.',
});

/** What a run goes by; the other fields are for people. */
const NEEDED =
  /^$|^\/(?:total_phases|dynamic_phases|dynamic_config\b.*|phases(?:\/\d+(?:\/(?:phase_number|tasks(?:\/\d+(?:\/(?:task_number|file))?)?))?)?)$/;
