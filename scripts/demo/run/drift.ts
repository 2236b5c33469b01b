import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { SessionDidChangeParams } from '../../../server/protocol/session-requests.ts';
import { diagnosticFrame } from '../code-frame.ts';
import { showEdit } from '../effect-view.ts';
import { faint, good } from '../palette.ts';
import { METADATA } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { ask } from './requests.ts';
import { type RunScene, short } from './scene.ts';
import { driftLines } from './views.ts';

const DRIFTED = 'session/workflow-drifted';
const NAME = '"phase_name": "Publish and Watch"';
const NEW_NAME = '"phase_name": "Publish"';

export const renamePhase: Step<RunScene> = {
  title: 'Rename the phase that the session is in, without saving',
  async play(scene) {
    const { editor, transcript, release: sessionId } = scene;
    await editor.open(METADATA);
    const seen = await edit(scene, NAME, NEW_NAME);
    const { line } = editor.positionOf(METADATA, NEW_NAME);
    const [shown] = seen.information;
    transcript.checks(
      {
        claim: 'the next answer names the drift',
        came: seen.answer.map(({ kind, phase }) => ({ kind, phase })),
        expected: [{ kind: 'phase-renamed', phase: 3 }],
      },
      {
        claim: 'the editor was told without asking',
        came: [seen.told.sessionId, seen.told.session?.drift],
        expected: [sessionId, seen.answer],
      },
      {
        claim: 'and the author sees it as an information, where the edit was made',
        came: [shown?.severity, shown?.range.start.line, seen.information.length],
        expected: [3, line, 1],
      },
    );
  },
};

export const undoRename: Step<RunScene> = {
  title: 'Undo',
  async play(scene) {
    const seen = await edit(scene, NEW_NAME, NAME);
    scene.transcript.checks({
      claim: 'the drift is gone: from the answer, the notification and the screen',
      came: [seen.answer, seen.told.session?.drift, seen.information],
      expected: [[], [], []],
    });
  },
};

/** Edits metadata.json, and shows the three ways in which it is told what that means for the session. */
async function edit(scene: RunScene, old: string, text: string) {
  const { editor, transcript, release: sessionId } = scene;
  const { client } = editor;
  const willDrift = text === NEW_NAME;
  const soon = Promise.all([
    client.nextNotification<SessionDidChangeParams>(
      'praxis/session/didChange',
      ({ change }) => change === 'drift',
    ),
    client.nextDiagnostics(
      editor.workspace.uriOf(METADATA),
      ({ diagnostics }) => diagnostics.some(isDrift) === willDrift,
    ),
  ]);
  // Where the step fails before it waits for these, that is what is told.
  soon.catch(() => undefined);
  showEdit(transcript, await editor.replace(METADATA, old, text));
  const { drift: answer } = await ask(scene, 'praxis/session/phase', { sessionId });
  transcript.block('answered', driftLines(answer));
  const [told, { diagnostics }] = await soon;
  transcript.block('told', [
    `praxis/session/didChange  ${faint(`sessionId: ${short(told.sessionId)}, change: ${told.change}, drift: ${told.session?.drift.length}`)}`,
  ]);
  const screen = diagnostics.flatMap((each) =>
    diagnosticFrame(METADATA, editor.textOf(METADATA), each),
  );
  transcript.block(
    'screen',
    screen.length > 0 ? screen : [`${faint(METADATA)}  ${good('no problems')}`],
  );
  return { answer, told, information: diagnostics.filter(isDrift) };
}

function isDrift({ code }: Diagnostic): boolean {
  return code === DRIFTED;
}
