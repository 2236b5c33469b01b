import type { CompletePhaseResult, PhaseView } from '../../../server/protocol/session-requests.ts';
import { faint, good } from '../palette.ts';
import type { Scene } from '../step.ts';
import { table } from '../table.ts';
import { type Evidence, evidenceFor, proofOf } from './evidence.ts';
import { request } from './requests.ts';
import { short } from './scene.ts';
import { gateInShort } from './views.ts';

interface Passed {
  readonly view: PhaseView;
  readonly result: CompletePhaseResult;
}

/**
 * Submits evidence for phase after phase, from the one given to the last, and shows a line for each.
 *
 * @throws when a gate refuses
 */
export async function runToTheEnd(
  scene: Scene,
  from: PhaseView,
  known: Evidence,
): Promise<readonly Passed[]> {
  const { sessionId, workflowType } = from;
  const passed: Passed[] = [];
  for (let view: PhaseView | undefined = from; view !== undefined; ) {
    const { phase } = view;
    const gate = await request(scene, 'praxis/gate/describe', { workflowType, phase });
    const evidence = gate.source === 'yaml' ? evidenceFor(gate, known) : proofOf(view);
    const result: CompletePhaseResult = await request(scene, 'praxis/session/completePhase', {
      sessionId,
      phase,
      evidence,
    });
    if (!result.checkpointPassed) throw new Error(result.remediation);
    passed.push({ view, result });
    view = result.next;
  }
  scene.transcript.block('sent', [
    `praxis/session/completePhase  ${faint(`sessionId: ${short(sessionId)}, for each phase, with evidence`)}`,
  ]);
  scene.transcript.block(
    'answered',
    table(
      ['phase', 'name', 'source', 'gate', ''],
      passed.map(({ view, result }) => [
        `${view.phase}`,
        view.phaseName,
        view.source,
        gateInShort(view.gate),
        good(result.workflowComplete ? 'passed, workflow complete' : 'passed'),
      ]),
      [0],
    ),
  );
  return passed;
}
