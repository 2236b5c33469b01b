import type { Effect } from '../editor.ts';
import { namesOf, showCaches, showEdit, showScreen } from '../effect-view.ts';
import { faint } from '../palette.ts';
import { METADATA, WORKFLOW } from '../sample-names.ts';
import type { Scene, Step } from '../step.ts';
import { TASK } from './scene.ts';

const RIGHT = '"total_phases": 4';
const WRONG = '"total_phases": 5';
/** How often the two are typed in turn to see how long an answer takes once the server is warm. */
const TIMES = 30;

export const breakMetadata: Step = {
  title: 'Break it, without saving',
  async play(scene) {
    const { editor, transcript } = scene;
    const onDisk = editor.workspace.read(METADATA);
    const effect = await editor.replace(METADATA, RIGHT, WRONG);
    showEdit(transcript, effect);
    showOutcome(scene, effect);
    transcript.checks(
      {
        claim: `the diagnostic came ${inWords(answerTime(effect))} after the keystroke`,
        came: codesIn(effect, METADATA),
        expected: ['metadata/total-phases-mismatch'],
      },
      {
        claim: 'what depends on metadata.json was dropped, and nothing else',
        came: namesOf(effect.report.dropped),
        expected: [`document ${METADATA}`, `metadata ${WORKFLOW}`, `workflow ${WORKFLOW}`],
      },
      {
        claim: 'the file on the disk is as it was',
        came: editor.workspace.read(METADATA) === onDisk,
        expected: true,
      },
    );
  },
};

export const repairMetadata: Step = {
  title: 'Repair it',
  async play(scene) {
    const { editor, transcript } = scene;
    const effect = await editor.replace(METADATA, WRONG, RIGHT);
    showEdit(transcript, effect);
    showOutcome(scene, effect);
    const more = [];
    for (let count = 0; count < TIMES; count++) {
      more.push(await editor.replace(METADATA, RIGHT, WRONG));
      more.push(await editor.replace(METADATA, WRONG, RIGHT));
    }
    const times = more.map(answerTime).toSorted((a, b) => a - b);
    transcript.checks(
      {
        claim: `the diagnostic was cleared ${inWords(answerTime(effect))} after the keystroke`,
        came: codesIn(effect, METADATA),
        expected: [],
      },
      {
        claim: `broken and repaired ${TIMES} times more: half of the answers within ${inWords(times[TIMES])}`,
        came: more.filter((one, index) => codesIn(one, METADATA)?.length !== (index + 1) % 2)
          .length,
        expected: 0,
      },
    );
  },
};

export const deleteTask: Step = {
  title: "Delete a task file behind the server's back, and put it back",
  async play(scene) {
    const { editor, transcript } = scene;
    const text = editor.workspace.read(TASK);

    const gone = await editor.behindItsBack(TASK, METADATA, () => editor.workspace.delete(TASK));
    transcript.block('on disk', [`rm  ${faint(TASK)}`]);
    showOutcome(scene, gone);
    transcript.checks(
      {
        claim: `metadata.json got its diagnostic ${inWords(answerTime(gone))} after the deletion`,
        came: codesIn(gone, METADATA),
        expected: ['layout/task-file-missing'],
      },
      { claim: 'no event was sent: the server found out by itself', came: gone.sent, expected: [] },
    );

    const back = await editor.behindItsBack(TASK, METADATA, () =>
      editor.workspace.write(TASK, text),
    );
    transcript.block('on disk', [`restore  ${faint(TASK)}`]);
    showOutcome(scene, back);
    transcript.checks({
      claim: `all is clean again ${inWords(answerTime(back))} after the file was back`,
      came: back.published.flatMap(({ diagnostics }) => diagnostics),
      expected: [],
    });
  },
};

function showOutcome({ editor, transcript }: Scene, effect: Effect): void {
  showCaches(transcript, effect);
  showScreen(transcript, effect, (file) => editor.textOf(file));
}

/** The codes of what was published last for a file; undefined when nothing was. */
function codesIn({ published }: Effect, file: string) {
  return published.findLast((one) => one.file === file)?.diagnostics.map(({ code }) => code);
}

/** From the act to the first diagnostics, in milliseconds. */
function answerTime({ published }: Effect): number {
  return published[0]?.after ?? Number.NaN;
}

function inWords(milliseconds = Number.NaN): string {
  return `${milliseconds.toFixed(1)} ms`;
}
