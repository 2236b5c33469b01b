import { faint, good, strong } from '../palette.ts';
import { WORKFLOW } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { evidenceFor, RELEASE } from './evidence.ts';
import { ask, refusal, request } from './requests.ts';
import type { RunScene } from './scene.ts';
import { labelled, refusalLines } from './views.ts';

export const pause: Step<RunScene> = {
  title: 'Pause, try to complete, resume',
  async play(scene) {
    const { transcript, release: sessionId } = scene;
    const paused = await ask(scene, 'praxis/session/pause', { sessionId });
    transcript.block('answered', [strong(paused.status)]);
    const refused = await refusal(scene, 'praxis/session/completePhase', {
      sessionId,
      phase: 3,
      evidence: {},
    });
    transcript.block('answered', refused === undefined ? ['accepted'] : refusalLines(refused));
    const resumed = await ask(scene, 'praxis/session/resume', { sessionId });
    transcript.block('answered', [strong(resumed.status)]);
    transcript.checks(
      {
        claim: 'a paused session completes nothing, and says how to go on',
        came: [paused.status, refused?.code, refused?.kind],
        expected: ['paused', 1008, 'SessionPaused'],
      },
      {
        claim: 'resumed, it is where it was',
        came: [resumed.status, resumed.currentPhase, resumed.completedPhases],
        expected: ['active', 3, [0, 1, 2]],
      },
    );
  },
};

/** An entry of the history, as the state file has it. */
interface SetAside {
  readonly action: string;
  readonly from_phase: number;
  readonly to_phase: number;
  readonly checkpoints: Readonly<Record<string, string>>;
  readonly phase_artifacts: Readonly<
    Record<string, { readonly evidence: unknown; readonly outputs: { praxis_ls?: unknown } }>
  >;
}

export const rollback: Step<RunScene> = {
  title: 'Roll back one phase',
  async play(scene) {
    const { transcript, release: sessionId } = scene;
    const back = await ask(scene, 'praxis/session/rollback', { sessionId, phase: 2 });
    transcript.block('answered', [
      `${strong(back.status)}, phase ${back.currentPhase} of ${back.totalPhases}`,
    ]);
    const state = await ask(scene, 'praxis/session/get', { sessionId });
    const history = state.history as readonly SetAside[];
    transcript.block(
      'history',
      history.flatMap(({ action, from_phase, to_phase, checkpoints, phase_artifacts }) => [
        `${action} from phase ${from_phase} to ${to_phase}`,
        ...Object.entries(phase_artifacts).flatMap(([phase, { evidence }]) =>
          labelled(
            `phase ${phase}`,
            `${good(checkpoints[phase] ?? '')}; ${Object.keys(evidence ?? {}).join(', ')}`,
          ),
        ),
      ]),
    );
    const gate = await request(scene, 'praxis/gate/describe', { workflowType: WORKFLOW, phase: 2 });
    const kept = history[0]?.phase_artifacts['2'];
    transcript.checks(
      {
        claim: 'the session stands at the phase again, as if it had not been passed',
        came: [back.currentPhase, back.completedPhases, Object.keys(state.phaseArtifacts)],
        expected: [2, [0, 1], ['0', '1']],
      },
      {
        claim: 'the history keeps the evidence as it was submitted',
        came: kept?.evidence,
        expected: evidenceFor(gate, RELEASE),
      },
      {
        claim: 'and the text of the gate that judged it, which was never saved',
        came: judgedBy(kept?.outputs.praxis_ls),
        expected: { unsaved: true, edited: true },
      },
    );
    transcript.remark(faint('The session is left there.'));
  },
};

function judgedBy(record: unknown) {
  const { unsaved, gate_text } = (record ?? {}) as { unsaved?: boolean; gate_text?: string };
  return { unsaved, edited: gate_text?.includes('validator: contains_success') };
}
