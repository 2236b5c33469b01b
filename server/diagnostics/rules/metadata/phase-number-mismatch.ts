import type { OutlineRule } from '../../rule.ts';
import { comparePhases, firstNumber } from '../listed-phases.ts';

export const phaseNumberMismatch: OutlineRule = {
  scope: 'outline',
  code: 'metadata/phase-number-mismatch',
  title: 'Phase number out of sequence',
  severity: 'error',
  blocks: ['start'],
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
  *check(workflow) {
    const { metadata, metadataFile, phases } = workflow;
    if (metadata.damaged) return;
    const unlisted = new Set(comparePhases(workflow).unlisted.map(({ number }) => number));
    const folders = new Set(phases.map(({ number }) => number));
    const first = firstNumber(workflow);
    const numbers = metadata.phases.map(({ phaseNumber }) => phaseNumber);
    for (const [index, number] of numbers.entries()) {
      const previous = numbers[index - 1];
      const follows = typeof previous === 'number' && number === previous + 1;
      const expected = index + first;
      if (typeof number !== 'number' || number === expected || follows) continue;
      // Two phases that changed places are one fault, told at the first of them.
      if (previous === expected && number === expected - 1) continue;
      // A gap that is a folder which is not listed is told as that.
      if (folders.has(number) && isGapOf(unlisted, previous, number)) continue;
      const before = numbers.indexOf(number);
      const isRepeated = before < index;
      yield {
        file: metadataFile,
        at: `/phases/${index}/phase_number`,
        message: `phase_number is ${number}, but the phase at this place is number ${expected}.\nA run goes from each phase to the next number. Write ${expected}, or move the phase to its place.`,
        ...(isRepeated
          ? {
              related: [
                {
                  file: metadataFile,
                  at: `/phases/${before}/phase_number`,
                  message: `The phase that has number ${number} already.`,
                },
              ],
            }
          : {}),
        data: { expected },
        // A run meets the phase all the same if its folder is there.
        ...(folders.has(number) ? { harmless: true as const } : {}),
      };
    }
  },
};

/** Whether all numbers between two that are listed one after the other are folders that are not. */
function isGapOf(
  unlisted: ReadonlySet<number>,
  previous: number | string | undefined,
  number: number,
): boolean {
  const from = typeof previous === 'number' ? previous + 1 : 0;
  if (from >= number) return false;
  for (let between = from; between < number; between += 1) {
    if (!unlisted.has(between)) return false;
  }
  return true;
}
