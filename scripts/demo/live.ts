import { Editor } from './editor.ts';
import { complete, hover } from './live/assistance.ts';
import { editGate, typeProse } from './live/cut-off.ts';
import { breakMetadata, deleteTask, repairMetadata } from './live/edit-metadata.ts';
import { farewell } from './live/farewell.ts';
import { askCaches, listWorkflows } from './live/figures.ts';
import { openFiles, startServer } from './live/open-files.ts';
import type { Step } from './live/scene.ts';
import type { Part } from './part.ts';

const STEPS: readonly Step[] = [
  startServer,
  openFiles,
  breakMetadata,
  repairMetadata,
  deleteTask,
  editGate,
  typeProse,
  complete,
  hover,
  listWorkflows,
  askCaches,
  farewell,
];

/** Editing: what an edit drops, what it keeps, and what the author sees of it. */
export const live: Part = async ({ workspace, transcript }) => {
  transcript.title(
    'praxis-ls, live',
    'This program acts as an editor, on a copy of universal/ in a temporary folder. The real server runs beside it as a child process, and all that is shown crossed the wire between the two.',
  );
  const editor = new Editor(workspace);
  try {
    for (const [index, { title, play }] of STEPS.entries()) {
      const finished = await transcript.step(title, () => play({ editor, transcript }));
      if (!finished && !editor.serverRuns) {
        transcript.abandon(`the server has gone; ${STEPS.length - index - 1} steps were not tried`);
        return;
      }
    }
  } finally {
    await editor.client.kill();
  }
};
