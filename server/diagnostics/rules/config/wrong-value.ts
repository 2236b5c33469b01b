import { schemaRule } from '../schema-rule.ts';

export const configWrongValue = schemaRule({
  of: 'config',
  code: 'config/wrong-value',
  title: 'Setting with a value that it cannot have',
  severity: 'warning',
  page: {
    what: 'A value in `.praxis-os/config.json` is of another type than the key calls for, or none of its values.',
    why: 'It is passed over as if it were not there, and the default is in force.',
    wrong: {
      language: 'json',
      text: '{"praxis": {"diagnostics": {"rules": {"gate/*": "warn"}}}}',
    },
    right: {
      language: 'json',
      text: '{"praxis": {"diagnostics": {"rules": {"gate/*": "warning"}}}}',
    },
  },
  covers: () => true,
  consequence: 'It is passed over, and the default is in force.',
});
