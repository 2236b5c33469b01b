import { faint } from '../palette.ts';
import { GATE, WORKFLOW } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { ask, request } from './requests.ts';
import { type RunScene, short, stateFile, TARGET } from './scene.ts';
import { phaseLines } from './views.ts';

export const killServer: Step<RunScene> = {
  title: 'Kill the server, start another, and go on',
  async play(scene) {
    const { editor, transcript, release: sessionId } = scene;
    const killed = editor.client.pid;
    const before = editor.workspace.read(stateFile(sessionId));
    await editor.client.kill();
    const ranOn = editor.serverRuns;
    await editor.restart();
    transcript.block('signal', [`SIGKILL  ${faint(`to process ${killed}`)}`]);
    transcript.block('sent', [
      `initialize  ${faint(`to process ${editor.client.pid}`)}`,
      ...editor.openFiles.map((file) => `textDocument/didOpen  ${faint(file)}`),
    ]);
    const resumed = await ask(scene, 'praxis/session/start', {
      workflowType: WORKFLOW,
      targetFile: TARGET,
    });
    const { unsaved } = await request(scene, 'praxis/gate/describe', {
      workflowType: WORKFLOW,
      phase: 2,
    });
    transcript.block('answered', [
      `session ${short(resumed.sessionId)}  ${faint(resumed.resumed ? 'resumed' : 'started')}`,
      ...phaseLines(resumed),
    ]);
    transcript.checks(
      {
        claim: 'it is another process',
        came: [ranOn, editor.client.pid === killed],
        expected: [false, false],
      },
      {
        claim: 'the same session is resumed, at the phase it had reached',
        came: [resumed.resumed, resumed.sessionId, resumed.phase, resumed.completedPhases],
        expected: [true, sessionId, 3, [0, 1, 2]],
      },
      {
        claim: 'its state file is byte for byte what the killed server left',
        came: editor.workspace.read(stateFile(sessionId)) === before,
        expected: true,
      },
      {
        claim: `the text on the screen counts again, of ${GATE.split('/').at(-1)} too`,
        came: unsaved,
        expected: true,
      },
    );
  },
};
