import type { DocumentRule } from '../../rule.ts';

export const phasesFromOne: DocumentRule = {
  scope: 'document',
  code: 'metadata/phases-from-one',
  title: 'Phases numbered from 1',
  severity: 'warning',
  page: {
    what: 'The first phase of the workflow has the number 1. Phases are numbered from 0.',
    why: 'Such a workflow runs, but everything else counts from 0: other workflows, the tools that read them, and the state of a session.',
    wrong: {
      language: 'json',
      text: '"phases": [\n  { "phase_number": 1 },\n  { "phase_number": 2 }\n]',
    },
    right: {
      language: 'json',
      text: '"phases": [\n  { "phase_number": 0 },\n  { "phase_number": 1 }\n]',
    },
  },
  *check(document) {
    if (document.kind !== 'metadata' || document.summary.phases[0]?.phaseNumber !== 1) return;
    yield {
      at: '/phases/0/phase_number',
      message:
        'The phases of this workflow are numbered from 1.\nIt runs, but phases count from 0 everywhere else. Number them from 0, and their folders too.',
    };
  },
};
