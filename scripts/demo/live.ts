import { Editor } from './editor.ts';
import { complete, hover } from './live/assistance.ts';
import { editGate, typeProse } from './live/cut-off.ts';
import { breakMetadata, deleteTask, repairMetadata } from './live/edit-metadata.ts';
import { farewell } from './live/farewell.ts';
import { askCaches, listWorkflows } from './live/figures.ts';
import { openFiles, startServer } from './live/open-files.ts';
import type { Part } from './part.ts';
import { playSteps, type Step } from './step.ts';

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
  await playSteps(STEPS, { editor: new Editor(workspace), transcript });
};
