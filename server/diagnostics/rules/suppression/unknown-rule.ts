import type { EngineRule } from '../../rule.ts';

export const suppressionUnknownRule: EngineRule = {
  scope: 'engine',
  code: 'suppression/unknown-rule',
  title: 'Suppression of a rule that does not exist',
  severity: 'warning',
  page: {
    what: 'A comment, or an entry of `praxis.diagnostics.disable`, names no rule, or one that there is not.',
    why: 'It silences nothing, and what it was meant to silence goes on being reported.',
    wrong: {
      language: 'markdown',
      text: '<!-- praxis-disable-next-line comand/next-target-missing: written later -->\n🎯 NEXT-MANDATORY: task-2-later.md',
    },
    right: {
      language: 'markdown',
      text: '<!-- praxis-disable-next-line command/next-target-missing: written later -->\n🎯 NEXT-MANDATORY: task-2-later.md',
    },
  },
};
