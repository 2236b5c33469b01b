import { entryOf } from '../../../syntax/data-tree.ts';
import { isGenerated } from '../../../workflow/metadata.ts';
import type { DocumentRule } from '../../rule.ts';

export const totalPhasesMismatch: DocumentRule = {
  scope: 'document',
  code: 'metadata/total-phases-mismatch',
  title: 'total_phases differs from the phases listed',
  severity: 'error',
  page: {
    what: '`total_phases` in `metadata.json` is not the number of entries in `phases`, or is `"dynamic"` although the workflow is not.',
    why: 'A run is complete when that many phases are done. With a number too low it ends before the last phase; with one too high it waits for a phase that does not exist.',
    wrong: {
      language: 'json',
      text: '"total_phases": 3,\n"phases": [\n  { "phase_number": 0 },\n  { "phase_number": 1 }\n]',
    },
    right: {
      language: 'json',
      text: '"total_phases": 2,\n"phases": [\n  { "phase_number": 0 },\n  { "phase_number": 1 }\n]',
    },
  },
  *check(document) {
    if (document.kind !== 'metadata') return;
    const { totalPhases, dynamicPhases, phases, damaged } = document.summary;
    if (totalPhases === undefined) return;
    if (totalPhases === 'dynamic') {
      if (dynamicPhases) return;
      yield {
        at: '/total_phases',
        message:
          'total_phases is "dynamic", but dynamic_phases is not true.\nOnly a workflow whose phases are generated from a source has no number of its own. Set "dynamic_phases": true, or write how many phases are listed.',
      };
      return;
    }
    const list = entryOf(document.tree.root, 'phases')?.value;
    if (list?.kind !== 'array' || damaged) return;
    const listed = list.items.length;
    const named = phases.filter((entry) => !isGenerated(entry)).length;
    if (totalPhases === listed || (dynamicPhases && totalPhases === named)) return;
    const consequence =
      totalPhases > listed
        ? 'A run would wait for a phase that does not exist.'
        : `A run would end after ${totalPhases} of them.`;
    yield {
      at: '/total_phases',
      message: `total_phases is ${totalPhases}, but ${counted(listed, 'phase is', 'phases are')} listed.\n${consequence} Write ${listed}, or correct the list.`,
      data: { expected: listed },
    };
  },
};

function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;
}
