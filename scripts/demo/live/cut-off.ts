import { namesOf, showCaches, showEdit, showScreen } from '../effect-view.ts';
import { faint } from '../palette.ts';
import { GATE, WORKFLOW } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { PROSE, TASK, TYPED_PROSE } from './scene.ts';

export const editGate: Step = {
  title: 'Edit one gate',
  async play({ editor, transcript }) {
    await editor.open(GATE);
    transcript.block('sent', [`textDocument/didOpen  ${faint(GATE)}`]);
    const effect = await editor.replace(
      GATE,
      'coverage_percent:\n    type: integer',
      'coverage_percent:\n    type: number',
    );
    showEdit(transcript, effect);
    showCaches(transcript, effect);
    showScreen(transcript, effect, (file) => editor.textOf(file));
    const { dropped } = effect.report;
    const phase = `${WORKFLOW}/2`;
    transcript.checks(
      {
        claim: 'its document, its checkpoint and its workflow were dropped',
        came: namesOf(dropped),
        expected: [`checkpoint ${phase}`, `document ${GATE}`, `workflow ${WORKFLOW}`],
      },
      {
        claim: 'no entry of another phase or another workflow was',
        came: dropped
          .map(({ key }) => key)
          .filter((key) => key !== phase && key !== GATE && key !== WORKFLOW),
        expected: [],
      },
    );
  },
};

export const typeProse: Step = {
  title: 'Type prose in a task',
  async play({ editor, transcript }) {
    await editor.open(TASK);
    transcript.block('sent', [`textDocument/didOpen  ${faint(TASK)}`]);
    const effect = await editor.replace(TASK, PROSE, TYPED_PROSE);
    showEdit(transcript, effect);
    showCaches(transcript, effect);
    showScreen(transcript, effect, (file) => editor.textOf(file));
    transcript.checks(
      {
        claim: 'nothing but that document was dropped',
        came: namesOf(effect.report.dropped),
        expected: [`document ${TASK}`],
      },
      {
        claim: 'its workflow was kept (cut-off): prose is no part of what a workflow is made of',
        came: namesOf(effect.report.kept),
        expected: [`workflow ${WORKFLOW}`],
      },
    );
  },
};
