import { describe, expect, test } from 'vitest';
import { CursorFixture, labelsAt, WORKFLOW } from './cursor-fixture.ts';

const TASK = 'phases/0/task-1-collect.md';
const PHASE = 'phases/0/phase.md';

/** The small workflow with another text in one of its files. */
function edited(name: string, text: string): string {
  const header = `//- ${name}\n`;
  const [before = '', after = ''] = WORKFLOW.split(header);
  const next = after.indexOf('//- ');
  return `${before}${header}${text}\n${after === '' || next === -1 ? '' : after.slice(next)}`;
}

function accepted(name: string, text: string, label: string): string {
  return new CursorFixture(edited(name, text)).accept(label).trimEnd();
}

describe('commands', () => {
  test.each([
    ['a symbol', '🎯│', '🎯 NEXT-MANDATORY'],
    ['a symbol and part of the NAME', '🎯 NEXT│', '🎯 NEXT-MANDATORY'],
    ['part of the NAME alone', 'NEXT│', '🎯 NEXT-MANDATORY'],
    ['in lower case', 'next│', '🎯 NEXT-MANDATORY'],
    ['a word of it', 'mand│', '🎯 NEXT-MANDATORY'],
    ['in a list', '- NEXT│', '🎯 NEXT-MANDATORY'],
    ['in a quote', '> next│', '🎯 NEXT-MANDATORY'],
    ['behind a label', '**Then:** next│', '🎯 NEXT-MANDATORY'],
    ['a NAME with a slip in it to be replaced', '🎯 │NEXT-MANDATRY', '🎯 NEXT-MANDATORY'],
  ])('%s', (_, typed, label) => {
    const lead = /^(?:[->] |\*\*Then:\*\* )?/.exec(typed)?.[0] ?? '';
    expect(accepted(TASK, typed, label)).toBe(`${lead}🎯 NEXT-MANDATORY:`);
  });

  test('of a symbol only its own NAMEs are offered', () => {
    expect(labelsAt(edited(TASK, '🎯 │'))).toEqual(['🎯 NEXT-MANDATORY', '🎯 PHASE-COMPLETE']);
  });

  test('the variation selector is put where the symbol has one', () => {
    expect(accepted(TASK, '\u26A0 MUST│', '\u26A0\uFE0F MUST-READ')).toBe(
      '\u26A0\uFE0F MUST-READ:',
    );
    expect(accepted(TASK, 'RETURN-T│', '\u21A9\uFE0F RETURN-TO')).toBe('\u21A9\uFE0F RETURN-TO:');
  });

  test('a client filters by what the author typed', () => {
    const word = new CursorFixture(edited(TASK, 'mand│'));
    expect(word.item('🎯 NEXT-MANDATORY').filterText).toBe('mandatory');
    const bare = new CursorFixture(edited(TASK, '\u26A0 MU│'));
    expect(bare.item('\u26A0\uFE0F MUST-READ').filterText).toBe('\u26A0 MUST-READ');
  });

  test.each([
    [
      'a colon that is there stays the only one',
      '🎯 NEXT│: task-2-draft.md',
      '🎯 NEXT-MANDATORY: task-2-draft.md',
    ],
    ['bold that is open is closed', '🎯 **NEXT│', '🎯 **NEXT-MANDATORY**:'],
    ['bold around the symbol is closed', '**🎯 NEXT│', '**🎯 NEXT-MANDATORY**:'],
    ['bold that is closed stays so', '🎯 **NEXT│**', '🎯 **NEXT-MANDATORY**:'],
    ['bold around all of it stays so', '**🎯 NEXT│: there**', '**🎯 NEXT-MANDATORY: there**'],
    [
      'in prose it is a mention, without a colon',
      'See 🎯 NEXT│ below',
      'See 🎯 NEXT-MANDATORY below',
    ],
  ])('%s', (_, typed, expected) => {
    expect(accepted(TASK, typed, '🎯 NEXT-MANDATORY')).toBe(expected);
  });

  test('a command that takes a file asks for it at once', () => {
    expect(new CursorFixture(edited(TASK, 'next│')).item('🎯 NEXT-MANDATORY').retrigger).toBe(true);
  });

  test.each([
    ['in a fence', '```bash\nNEXT│\n```'],
    ['in a fence that is not closed yet', '```bash\nNEXT│'],
    ['on the next line of such a fence', '```bash\nls\n│'],
    ['in a comment', '<!--\nNEXT│\n-->'],
    ['in a comment that is not closed yet', '<!-- a\n🎯 NEXT│'],
    ['in the middle of prose', 'Go to the next│'],
    ['in a heading', '## Next│'],
    ['under a rule', '---│'],
  ])('nothing %s', (_, text) => {
    expect(labelsAt(edited(TASK, text))).toEqual([]);
  });
});

describe('where a command leads', () => {
  test('NEXT-MANDATORY: first the following task, as a link', () => {
    const fixture = edited(TASK, '🎯 NEXT-MANDATORY: │');
    expect(labelsAt(fixture).slice(0, 3)).toEqual(['task-2-draft.md', 'phase.md', '../1/phase.md']);
    expect(new CursorFixture(fixture).accept('task-2-draft.md').trimEnd()).toBe(
      '🎯 NEXT-MANDATORY: [task-2-draft.md](task-2-draft.md)',
    );
  });

  test('after the last task, first the next phase', () => {
    expect(labelsAt(edited('phases/0/task-2-draft.md', '🎯 NEXT-MANDATORY: │'))[0]).toBe(
      '../1/phase.md',
    );
  });

  test('in phase.md, first its first task', () => {
    expect(labelsAt(edited(PHASE, '🎯 NEXT-MANDATORY: │'))[0]).toBe('task-1-collect.md');
  });

  test('RETURN-TO: first phase.md, bare', () => {
    const fixture = edited(TASK, '↩️ RETURN-TO: │');
    expect(labelsAt(fixture)[0]).toBe('phase.md');
    expect(new CursorFixture(fixture).accept('phase.md').trimEnd()).toBe('↩️ RETURN-TO: phase.md');
  });

  test.each([
    ['right behind the colon', '🎯 NEXT-MANDATORY:│'],
    ['half a name', '🎯 NEXT-MANDATORY: task-│'],
    ['half a link', '🎯 NEXT-MANDATORY: [ta│'],
    ['the brackets that an editor closed', '🎯 NEXT-MANDATORY: [ta│]'],
    ['a whole link', '🎯 NEXT-MANDATORY: [ta│sk-9.md](task-9.md)'],
    ['before a whole link', '🎯 NEXT-MANDATORY: │[task-9.md](task-9.md)'],
    ['in the round brackets', '🎯 NEXT-MANDATORY: [task-2-draft.md](ta│)'],
    ['in bold', '🎯 **NEXT-MANDATORY**: │'],
  ])('%s', (_, typed) => {
    expect(accepted(TASK, typed, 'task-2-draft.md').replaceAll('*', '')).toBe(
      '🎯 NEXT-MANDATORY: [task-2-draft.md](task-2-draft.md)',
    );
  });

  test('only to what can be read as a step: no gate, no metadata', () => {
    const labels = labelsAt(edited(TASK, '🎯 NEXT-MANDATORY: │'));
    expect(labels.filter((label) => !label.endsWith('.md'))).toEqual([]);
  });

  test('nothing once prose has begun', () => {
    expect(labelsAt(edited(TASK, '🎯 NEXT-MANDATORY: Begin the │'))).toEqual([]);
  });
});

describe('links', () => {
  test('offer every file of the workflow, from where the link is', () => {
    const fixture = `${edited(TASK, 'See [names](│)')}//- core/names.md\n# Names\n`;
    expect(labelsAt(fixture)).toEqual(
      expect.arrayContaining(['task-2-draft.md', '../1/task-1-tag.md', '../../core/names.md']),
    );
    expect(labelsAt(fixture)).not.toContain('task-1-collect.md');
    expect(new CursorFixture(fixture).accept('../../core/names.md')).toContain(
      '[names](../../core/names.md)',
    );
  });

  test('a place behind # is left alone', () => {
    expect(labelsAt(edited(TASK, 'See [names](phase.md#│)'))).toEqual([]);
  });
});

describe('tables of phase.md', () => {
  const evidence = '| Evidence | Type | Validator | Description |\n|---|---|---|---|\n';
  const tasks = '| # | Task | File | Status |\n|---|---|---|---|\n';

  test.each([
    ['an empty cell', '| │ | boolean |', '| `change_count` | boolean |'],
    ['half a name', '| chan│ | boolean |', '| `change_count` | boolean |'],
    ['one backtick', '| `chan│ | boolean |', '| `change_count` | boolean |'],
    ['both backticks', '| `chan│` | boolean |', '| `change_count` | boolean |'],
    ['a row just begun', '| │', '| `change_count`'],
  ])('evidence: %s', (_, row, expected) => {
    expect(accepted(PHASE, evidence + row, 'change_count')).toBe(evidence + expected);
  });

  test('evidence that the table lacks comes first', () => {
    expect(labelsAt(edited(PHASE, `${evidence}| \`changes_listed\` | |\n| │`))).toEqual([
      'change_count',
      'changes_listed',
    ]);
  });

  test("the type is first the gate's", () => {
    expect(labelsAt(edited(PHASE, `${evidence}| \`change_count\` | │ |`))[0]).toBe('integer');
  });

  test('the files of tasks, those that the table lacks first', () => {
    const rows = `${tasks}| 1 | Collect | task-1-collect.md | ⬜ |\n| 2 | Draft | │ | |`;
    expect(labelsAt(edited(PHASE, rows))).toEqual(['task-2-draft.md', 'task-1-collect.md']);
  });

  test('marks of the status', () => {
    expect(labelsAt(edited(PHASE, `${tasks}| 1 | a | b | │ |`))).toContain('✅');
  });

  test.each([
    ['its header', '| │Evidence | Type |\n|---|---|\n'],
    ['another column', `${evidence}| \`change_count\` | integer | │ | |`],
    ['a line that is no row', `${evidence}| a | b |\n\n| │`],
  ])('nothing in %s', (_, text) => {
    expect(labelsAt(edited(PHASE, text))).toEqual([]);
  });
});

describe('templates', () => {
  const template = (text: string): string =>
    `//- metadata.json\n{}\n//- phases/dynamic/task-template.md\n${text}`;

  test.each(['│', '[│', '[TASK│', '[TASK│]'])('a placeholder from %s', (typed) => {
    const fixture = template(`# Task ${typed}`);
    if (typed === '│') expect(labelsAt(fixture)).toEqual([]);
    else expect(new CursorFixture(fixture).accept('[TASK_ID]')).toBe('# Task [TASK_ID]');
  });

  test('those of the other template are not offered, nor any in a checkbox', () => {
    expect(labelsAt(template('[│'))).not.toContain('[TASK_COUNT]');
    expect(labelsAt(template('- [│ ] done'))).toEqual([]);
  });
});

describe('an empty file', () => {
  test('of a task leads to the next one', () => {
    const text = accepted(TASK, '│', 'task-1-collect.md');
    expect(text).toContain('# Task 1: ');
    expect(text).toContain('🎯 NEXT-MANDATORY: [task-2-draft.md](task-2-draft.md)');
  });

  test('of a phase lists its tasks and evidence', () => {
    const text = accepted(PHASE, '│', 'phase.md');
    expect(text).toContain('# Phase 0: ');
    expect(text).toContain('| 2 | Draft the notes | task-2-draft.md |');
    expect(text).toContain('| `changes_listed` | boolean |');
  });
});
