import type { WorkflowOutline } from '../../../workflow/snapshot.ts';
import type { StateRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';
import { recordedPhases } from './recorded-phases.ts';

export const stateUnknownPhase: StateRule = {
  scope: 'state',
  code: 'state/unknown-phase',
  title: 'Session in a phase that the workflow does not have',
  severity: 'warning',
  page: {
    what: 'A state file names a phase, as the current one or a completed one, that its workflow does not have. Those of dynamic workflows come from their source, and are not looked at.',
    why: 'There is nothing to work on in that phase, and no gate that could complete it.',
    wrong: { language: 'json', text: '{"workflow_type": "release_v1", "current_phase": 9}' },
    right: { language: 'json', text: '{"workflow_type": "release_v1", "current_phase": 2}' },
  },
  *check({ tree }, workflow) {
    const known = workflow === undefined ? undefined : phasesOf(workflow);
    if (workflow === undefined || known === undefined) return;
    const { current, completed } = recordedPhases(tree);
    const last = Math.max(...known);
    const related = [
      { file: workflow.metadataFile, at: '/phases#key', message: 'The phases of the workflow.' },
    ];
    // One more than the last is the current phase of a session that is complete.
    if (current !== undefined && current !== last + 1 && !known.has(current)) {
      yield {
        at: '/current_phase',
        message: `The workflow ${workflow.type} has no phase ${current}: its last one is ${last}.\nThe session cannot go on. Correct the number, or begin a new session.`,
        related,
      };
    }
    for (const { phase, at } of completed) {
      if (known.has(phase)) continue;
      yield {
        at,
        message: `The workflow ${workflow.type} has no phase ${phase} that could be completed.\nPerhaps it lost the phase since. Take the number out of the list, or restore the phase.`,
        related,
      };
    }
  },
};

/** The phases of a workflow; undefined where they come from a source, or cannot be read. */
function phasesOf(workflow: WorkflowOutline): ReadonlySet<number> | undefined {
  const { metadata, phases } = workflow;
  if (!metadata.readable || metadata.damaged || metadata.dynamicPhases) return undefined;
  const numbers = [
    ...phases.map(({ number }) => number),
    ...listedPhases(workflow).map(({ number }) => number),
  ];
  return numbers.length === 0 ? undefined : new Set(numbers);
}
