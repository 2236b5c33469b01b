import type { EngineRule } from '../rule.ts';

export const tooManyFindings: EngineRule = {
  scope: 'engine',
  code: 'file/too-many-findings',
  title: 'More findings than are shown',
  severity: 'info',
  page: {
    what: 'The file has more findings than are shown at a time. The errors come first, then the warnings.',
    why: 'Nobody reads more, and an editor that is sent thousands stands still. Many of them may have one cause: the first error, or a file that is no part of a workflow.',
    wrong: { language: 'text', text: 'metadata.json  4,500 findings' },
    right: { language: 'text', text: 'metadata.json  3 findings' },
  },
};
