import type { EngineRule } from '../../rule.ts';

export const suppressionUnused: EngineRule = {
  scope: 'engine',
  code: 'suppression/unused',
  title: 'Suppression that silences nothing',
  severity: 'info',
  tag: 'unnecessary',
  page: {
    what: 'A comment, or an entry of `praxis.diagnostics.disable`, names a rule that finds nothing there: the fault was repaired, or the text has moved away from the comment. For entries of `.praxis-os/config.json` the command `praxis-ls lint` says so when it checks the whole workspace.',
    why: 'What silences nothing now may hide a new fault of the same kind later, when nobody remembers the reason.',
    wrong: {
      language: 'yaml',
      text: 'evidence_schema:\n  tests_passed:\n    # praxis-disable-next-line gate/unknown-type: the engine learns it soon\n    type: boolean',
    },
    right: { language: 'yaml', text: 'evidence_schema:\n  tests_passed:\n    type: boolean' },
  },
};
