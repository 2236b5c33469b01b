import { clip, inColumns } from '../layout.ts';
import { faint } from '../palette.ts';
import { WORKFLOW } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { BLOCK_WIDTH } from '../transcript.ts';
import { ask } from './requests.ts';
import { type RunScene, STATE_FOLDER, short, TARGET } from './scene.ts';
import { phaseLines, phaseTable } from './views.ts';

export const startSession: Step<RunScene> = {
  title: 'Start a session',
  async play(scene) {
    const { editor, transcript } = scene;
    await editor.start();
    const started = await ask(scene, 'praxis/session/start', {
      workflowType: WORKFLOW,
      targetFile: TARGET,
    });
    scene.release = started.sessionId;
    const { overview, phase, completedPhases, resumed, sessionId } = started;
    transcript.block('answered', [
      `session ${short(sessionId)}  ${faint(`${overview.name} ${overview.version}, about ${overview.estimatedDuration}`)}`,
      '',
      ...phaseTable(overview.phases),
      '',
      ...phaseLines(started),
    ]);
    transcript.checks(
      {
        claim: 'it is a new session, and stands at the first phase',
        came: { resumed, phase, completedPhases },
        expected: { resumed: false, phase: 0, completedPhases: [] },
      },
      {
        claim: `its state is on the disk, in ${STATE_FOLDER}, which nobody had made before`,
        came: editor.workspace.list(STATE_FOLDER),
        expected: [`${sessionId}.json`],
      },
    );
  },
};

export const readTask: Step<RunScene> = {
  title: 'Read the first task',
  async play(scene) {
    const { transcript } = scene;
    const task = await ask(scene, 'praxis/session/task', {
      sessionId: scene.release,
      phase: 0,
      taskNumber: 1,
    });
    transcript.block('answered', [
      `${task.taskName}  ${faint(`${task.taskFile}, ${task.content.length} characters`)}`,
      ...inColumns(
        task.steps.flatMap(({ type, number, description, command }) => [
          [faint(number === undefined ? type : `${type} ${number}`), description],
          ...(command === undefined ? [] : [['', faint(lastLine(command))]]),
        ]),
      ),
    ]);
    transcript.checks(
      {
        claim: 'the text is the file, as it is',
        came: task.content === scene.editor.textOf(`${WORKFLOW}/phases/0/${task.taskFile}`),
        expected: true,
      },
      {
        claim: 'and the commands to run were found in it',
        came: task.steps.filter(({ command }) => command !== undefined).length,
        expected: 3,
      },
    );
  },
};

/** What a command comes to, after its preparations. */
function lastLine(command: string): string {
  return clip(`$ ${command.split('\n').at(-1)}`, BLOCK_WIDTH - 'execute_command  '.length);
}
