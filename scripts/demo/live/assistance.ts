import { TextEdit } from 'vscode-languageserver-protocol';
import { columnOf, numbered } from '../code-frame.ts';
import { showEdit } from '../effect-view.ts';
import { faint, strong } from '../palette.ts';
import { completionMenu, hoverCard, markdownOf } from '../popups.ts';
import { GATE, METADATA } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { TYPED_PROSE } from './scene.ts';

/** What the step before left in the gate. */
const FIELD = 'coverage_percent:\n    type: ';
const WRONG = 'number';
const RIGHT = 'integer';
const TASK_FILE = 'task-2-build-clean.md';
const TASK_TITLE = 'Build from a Clean Checkout';

export const complete: Step = {
  title: 'Back in the gate: complete its type',
  async play({ editor, transcript }) {
    showEdit(transcript, await editor.replace(GATE, FIELD + WRONG, FIELD));
    const cursor = editor.positionOf(GATE, FIELD, FIELD.length);
    const items = await editor.complete(GATE, cursor);
    transcript.block('sent', [
      `textDocument/completion  ${faint(`${GATE}:${cursor.line + 1}:${cursor.character + 1}`)}`,
    ]);
    const line = editor.lineAt(GATE, cursor);
    transcript.block('screen', [
      numbered(cursor.line, `${line}▏`),
      ...completionMenu(items, RIGHT, columnOf(cursor, line)),
    ]);
    transcript.checks({
      claim: 'the types that there are, and no other',
      came: items.map(({ label }) => label).toSorted(),
      expected: ['boolean', 'integer', 'list', 'object', 'string'],
    });

    const edit = items.find(({ label }) => label === RIGHT)?.textEdit;
    if (!TextEdit.is(edit)) return;
    const accepted = await editor.apply(GATE, edit);
    showEdit(transcript, accepted);
    transcript.checks({
      claim: `accepting "${RIGHT}" clears the gate's diagnostic`,
      came: accepted.published.findLast(({ file }) => file === GATE)?.diagnostics,
      expected: [],
    });
  },
};

export const hover: Step = {
  title: 'Hover over the name of a task file',
  async play({ editor, transcript }) {
    const at = editor.positionOf(METADATA, TASK_FILE);
    const answer = await editor.hover(METADATA, at);
    transcript.block('sent', [
      `textDocument/hover  ${faint(`${METADATA}:${at.line + 1}:${at.character + 1}`)}`,
    ]);
    const line = editor.lineAt(METADATA, at);
    transcript.block('screen', [
      numbered(at.line, line.replace(TASK_FILE, strong)),
      ...(answer === null ? [] : hoverCard(answer, columnOf(at, line))),
    ]);
    const shown = answer === null ? '' : markdownOf(answer);
    transcript.checks(
      {
        claim: 'it shows the task that the name points at',
        came: shown.includes(TASK_TITLE),
        expected: true,
      },
      {
        claim: 'as it is on the screen, with the word that nobody has saved',
        came: shown.includes(TYPED_PROSE),
        expected: true,
      },
    );
  },
};
