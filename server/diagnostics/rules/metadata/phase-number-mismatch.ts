import type { DocumentRule } from '../../rule.ts';

export const phaseNumberMismatch: DocumentRule = {
  scope: 'document',
  code: 'metadata/phase-number-mismatch',
  title: 'Phase number out of sequence',
  severity: 'error',
  page: {
    what: 'The `phase_number` of an entry does not follow the one before it. Phases are numbered in their order, without gaps, from 0.',
    why: 'After each phase a run goes on with the next number. A gap stops it, a number that occurs twice hides a phase.',
    wrong: {
      language: 'json',
      text: '"phases": [\n  { "phase_number": 0 },\n  { "phase_number": 2 }\n]',
    },
    right: {
      language: 'json',
      text: '"phases": [\n  { "phase_number": 0 },\n  { "phase_number": 1 }\n]',
    },
  },
  *check(document) {
    if (document.kind !== 'metadata' || document.summary.damaged) return;
    const numbers = document.summary.phases.map(({ phaseNumber }) => phaseNumber);
    const first = numbers[0] === 1 ? 1 : 0;
    for (const [index, number] of numbers.entries()) {
      const previous = numbers[index - 1];
      const follows = typeof previous === 'number' && number === previous + 1;
      const expected = index + first;
      if (typeof number !== 'number' || number === expected || follows) continue;
      yield {
        at: `/phases/${index}/phase_number`,
        message: `phase_number is ${number}, but the phase at this place is number ${expected}.\nA run goes from each phase to the next number. Write ${expected}, or move the phase to its place.`,
        data: { expected },
      };
    }
  },
};
