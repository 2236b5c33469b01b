import { isGenerated } from '../../../workflow/metadata.ts';
import type { OutlineRule } from '../../rule.ts';
import { comparePhases } from '../listed-phases.ts';

export const totalPhasesMismatch: OutlineRule = {
  scope: 'outline',
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
  *check(workflow) {
    const { metadata, metadataFile: file } = workflow;
    const { totalPhases, dynamicPhases, phases, hasPhases, damaged } = metadata;
    if (totalPhases === undefined) return;
    if (totalPhases === 'dynamic') {
      if (dynamicPhases) return;
      yield {
        file,
        at: '/total_phases',
        message:
          'total_phases is "dynamic", but dynamic_phases is not true.\nOnly a workflow whose phases are generated from a source has no number of its own. Set "dynamic_phases": true, or write how many phases are listed.',
      };
      return;
    }
    if (!hasPhases || damaged) return;
    const listed = phases.length;
    const named = phases.filter((entry) => !isGenerated(entry)).length;
    if (totalPhases === listed || (dynamicPhases && totalPhases === named)) return;
    // With the folders that are not listed the number is right: what is missing is told.
    const unlisted = listed === 0 ? [] : comparePhases(workflow).unlisted;
    if (unlisted.length > 0 && totalPhases === named + unlisted.length) return;
    const consequence =
      totalPhases > listed
        ? 'A run would wait for a phase that does not exist.'
        : `A run would end after ${totalPhases} of them.`;
    yield {
      file,
      at: '/total_phases',
      message: `total_phases is ${totalPhases}, but ${counted(listed, 'phase is', 'phases are')} listed.\n${consequence} Write ${listed}, or correct the list.`,
      data: { expected: listed },
    };
  },
};

function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;
}
