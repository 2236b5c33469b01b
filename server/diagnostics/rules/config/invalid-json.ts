import { syntaxRules } from '../syntax-rules.ts';

/** What makes the configuration unfit to be read. */
export const configSyntaxRules = syntaxRules(
  {
    name: 'config',
    language: 'json',
    why: 'All of the file is passed over: the defaults are in force, and nobody is told but here.',
    blocks: [],
  },
  [
    {
      kind: 'invalid-json',
      title: 'Configuration that cannot be read',
      what: '`.praxis-os/config.json` is no JSON. The first fault is shown.',
      wrong: '{"praxis": {"ignore": ["drafts/**"],}}',
      right: '{"praxis": {"ignore": ["drafts/**"]}}',
    },
  ],
);
