import { isDamaged } from '../../../workflow/damage.ts';
import { schemaRule } from '../schema-rule.ts';

export const metadataMissingField = schemaRule({
  of: 'metadata',
  code: 'metadata/missing-field',
  title: 'Missing field',
  severity: 'error',
  blocks: ['start', 'complete'],
  page: {
    what: 'A field that every workflow, phase or task needs is absent from `metadata.json`, or misspelt.',
    why: 'One missing field makes the engine throw the whole file away: the workflow then runs with invented phases, or not at all.',
    wrong: { language: 'json', text: '{ "phase_number": 0, "phase_nmae": "Collect" }' },
    right: { language: 'json', text: '{ "phase_number": 0, "phase_name": "Collect" }' },
  },
  covers: ({ keyword }, tree) => keyword === 'required' && !isDamaged(tree),
  // The engine takes an absent description for an empty one, and leaves tasks unread.
  isHarmless: ({ missing, pointer }) => missing === 'description' || pointer.includes('/tasks/'),
  consequence: 'Without it the engine throws the whole file away.',
});
