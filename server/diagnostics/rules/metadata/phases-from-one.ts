import type { OutlineRule } from '../../rule.ts';
import { firstNumber } from '../listed-phases.ts';

export const phasesFromOne: OutlineRule = {
  scope: 'outline',
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
  *check(workflow) {
    // With a folder for phase 0 it is that phase which has a wrong number.
    if (firstNumber(workflow) === 0) return;
    yield {
      file: workflow.metadataFile,
      at: '/phases/0/phase_number',
      message:
        'The phases of this workflow are numbered from 1.\nIt runs, but phases count from 0 everywhere else. Number them from 0, and their folders too.',
    };
  },
};
