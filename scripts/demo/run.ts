import { Editor } from './editor.ts';
import type { Part } from './part.ts';
import { killServer } from './run/crash.ts';
import { renamePhase, undoRename } from './run/drift.ts';
import { completePhase, editGate, passLenientGates, submitWrongEvidence } from './run/gates.ts';
import {
  editPlan,
  finishDelivery,
  readGeneratedTask,
  runHybrid,
  startDelivery,
} from './run/generated-phases.ts';
import type { RunScene } from './run/scene.ts';
import { readTask, startSession } from './run/start-session.ts';
import { listSessions } from './run/state-files.ts';
import { pause, rollback } from './run/way-back.ts';
import { playSteps, type Step } from './step.ts';

const STEPS: readonly Step<RunScene>[] = [
  startSession,
  readTask,
  passLenientGates,
  submitWrongEvidence,
  editGate,
  completePhase,
  killServer,
  renamePhase,
  undoRename,
  pause,
  rollback,
  startDelivery,
  readGeneratedTask,
  editPlan,
  finishDelivery,
  runHybrid,
  listSessions,
];

/** Running: workflows as they are on the screen, through edits, a crash and second thoughts. */
export const run: Part = async ({ workspace, transcript }) => {
  transcript.title(
    'praxis-ls, running workflows',
    'An agent works through a workflow while its author edits it. All that is shown crossed the wire to the real server, or was read from the disk.',
  );
  const editor = new Editor(workspace);
  await playSteps(STEPS, { editor, transcript, release: '', delivery: '' });
};
