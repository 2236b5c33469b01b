import { createHash } from 'node:crypto';
import { showEdit } from '../effect-view.ts';
import { inColumns } from '../layout.ts';
import { faint } from '../palette.ts';
import { GATE, WORKFLOW } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { type Evidence, evidenceFor, RELEASE } from './evidence.ts';
import { ask, askAgain, request } from './requests.ts';
import { type RunScene, stateFile } from './scene.ts';
import { labelled, nextLine, remedyLines, verdictLines } from './views.ts';

export const passLenientGates: Step<RunScene> = {
  title: 'Pass two lenient gates, the first with a fault in the evidence',
  async play(scene) {
    const { transcript, release: sessionId } = scene;
    const first = await gateOf(scene, 0);
    const blemished = await ask(scene, 'praxis/session/completePhase', {
      sessionId,
      phase: 0,
      evidence: { ...evidenceFor(first, RELEASE), version: '2.4' },
    });
    transcript.block('answered', [...verdictLines(blemished), ...nextLine(blemished)]);
    const second = await gateOf(scene, 1);
    const clean = await ask(scene, 'praxis/session/completePhase', {
      sessionId,
      phase: 1,
      evidence: evidenceFor(second, RELEASE),
    });
    transcript.block('answered', [...verdictLines(clean), ...nextLine(clean)]);
    transcript.checks(
      {
        claim: 'a lenient gate warns, and lets through',
        came: [first.strict, blemished.checkpointPassed, blemished.diagnostics.fieldsFailed],
        expected: [false, true, ['version']],
      },
      {
        claim: 'the other had nothing to remark',
        came: [clean.checkpointPassed, clean.warnings, clean.nextPhase],
        expected: [true, [], 2],
      },
    );
  },
};

export const submitWrongEvidence: Step<RunScene> = {
  title: 'Submit wrong evidence at a strict gate',
  async play(scene) {
    const { transcript, release: sessionId } = scene;
    const gate = await ask(scene, 'praxis/gate/describe', { workflowType: WORKFLOW, phase: 2 });
    transcript.block('answered', [
      `${gate.phaseName}  ${faint(`strict, ${gate.crossFieldRules.length} rules across fields`)}`,
      ...inColumns(
        gate.evidence.map(({ name, type, required, validator, passesWhen }) => [
          name,
          type,
          required ? 'required' : faint('optional'),
          faint(passesWhen ?? (validator === undefined ? '' : `${validator}, the gate's own`)),
        ]),
      ),
    ]);
    const { artifact: _, ...others } = evidenceFor(gate, RELEASE);
    const refused = await ask(scene, 'praxis/session/completePhase', {
      sessionId,
      phase: 2,
      evidence: { ...others, coverage_percent: '91.5' },
    });
    transcript.block('answered', [...verdictLines(refused), ...remedyLines(refused)]);
    const { fieldsMissing, fieldsFailed } = refused.diagnostics;
    const { phase } = await request(scene, 'praxis/session/phase', { sessionId });
    transcript.checks(
      {
        claim: 'refused: one field is missing, one is of the wrong type, one fails its validator',
        came: { passed: refused.checkpointPassed, fieldsMissing, fieldsFailed },
        expected: {
          passed: false,
          fieldsMissing: ['artifact'],
          fieldsFailed: ['smoke_output', 'coverage_percent'],
        },
      },
      {
        claim: 'there is one step for each, and one to try again',
        came: refused.nextSteps.length,
        expected: 4,
      },
      { claim: 'the session stays where it was', came: phase, expected: 2 },
    );
  },
};

export const editGate: Step<RunScene> = {
  title: 'Edit the gate, without saving, so that the same evidence passes',
  async play(scene) {
    const { editor, transcript, release: sessionId } = scene;
    const submission = { sessionId, phase: 2, evidence: await corrected(scene) };
    const refused = await ask(scene, 'praxis/session/completePhase', submission);
    transcript.block('answered', verdictLines(refused));
    transcript.remark(
      'The other two are settled. But "0 errors" is good news: this time it is the gate that is wrong.',
    );
    const onDisk = editor.workspace.read(GATE);
    await editor.open(GATE);
    showEdit(
      transcript,
      await editor.replace(GATE, 'validator: no_errors', 'validator: contains_success'),
    );
    const before = editor.workspace.read(stateFile(sessionId));
    const trial = await askAgain(scene, 'praxis/session/completePhase', {
      ...submission,
      dryRun: true,
    });
    const after = editor.workspace.read(stateFile(sessionId));
    transcript.block('answered', verdictLines(trial));
    transcript.checks(
      {
        claim: 'before the edit: refused, for the smoke test alone',
        came: [refused.checkpointPassed, refused.diagnostics.fieldsFailed],
        expected: [false, ['smoke_output']],
      },
      {
        claim: 'after it: the trial says that the gate would pass',
        came: [trial.checkpointPassed, trial.dryRun, trial.errors],
        expected: [true, true, []],
      },
      {
        claim: 'the trial changed nothing in the state file',
        came: after === before,
        expected: true,
      },
      {
        claim: 'nobody saved the gate',
        came: editor.workspace.read(GATE) === onDisk,
        expected: true,
      },
    );
  },
};

export const completePhase: Step<RunScene> = {
  title: 'Complete the phase',
  async play(scene) {
    const { editor, transcript, release: sessionId } = scene;
    const evidence = await corrected(scene);
    const passed = await askAgain(scene, 'praxis/session/completePhase', {
      sessionId,
      phase: 2,
      evidence,
    });
    const { unsaved, gateHash = '', gateUri = '' } = passed.diagnostics;
    transcript.block('answered', [
      ...verdictLines(passed),
      ...nextLine(passed),
      ...labelled('judged by', `${editor.workspace.nameOf(gateUri)}, ${unsaved ? 'un' : ''}saved`),
      ...labelled('gate hash', gateHash),
    ]);
    transcript.checks(
      {
        claim: 'the same evidence passes, judged by what is on the screen',
        came: [passed.checkpointPassed, passed.nextPhase, unsaved],
        expected: [true, 3, true],
      },
      {
        claim: 'the hash is that of the text on the screen',
        came: gateHash,
        expected: hashOf(editor.textOf(GATE)),
      },
      {
        claim: 'and not that of the file',
        came: gateHash === hashOf(editor.workspace.read(GATE)),
        expected: false,
      },
    );
  },
};

async function corrected(scene: RunScene): Promise<Evidence> {
  return evidenceFor(await gateOf(scene, 2), RELEASE);
}

function gateOf(scene: RunScene, phase: number) {
  return request(scene, 'praxis/gate/describe', { workflowType: WORKFLOW, phase });
}

/** As `diagnostics.gateHash`: SHA-1 in base64. */
function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
