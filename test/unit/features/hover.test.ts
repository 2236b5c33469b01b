import { describe, expect, test } from 'vitest';
import { hoverOf, NEIGHBOURS, WORKFLOW } from './cursor-fixture.ts';

const METADATA = `//- metadata.json
{
  "workflow_type": "release_v1",
  "dynamic_phases": false,
  "phases": [
    {
      "phase_number": 0,
      "phase_name": "Prepare",
      "tasks": [
        { "task_number": 1, "file": "task-1-collect.md" },
        { "task_number": 2, "file": "task-9-gone.md" }
      ],
      "checkpoint": { "required_evidence": ["changes_listed", "no_such_field"] }
    }
  ]
}
`;

/** The hover at `│` before `needle`, which stands once in a file of the small workflow. */
function hoverAtText(needle: string, fixture = METADATA + NEIGHBOURS) {
  const offset = fixture.indexOf(needle);
  if (offset === -1 || fixture.indexOf(needle, offset + 1) !== -1) {
    throw new Error(`"${needle}" must stand once in the fixture.`);
  }
  return hoverOf(`${fixture.slice(0, offset)}│${fixture.slice(offset)}`);
}

describe('hover in metadata.json', () => {
  test('a key: title, type, description, allowed values, default', () => {
    const hover = hoverAtText('dynamic_phases');
    expect(hover?.about).toBe('"dynamic_phases"');
    expect(hover?.markdown).toMatch(/^\*\*Dynamic phases\*\* · boolean\n\n/);
    expect(hover?.markdown).toContain('Allowed: `true`, `false`\n\nDefault: `false`');
  });

  test('a task file: title, size, steps, objective', () => {
    const hover = hoverAtText('task-1-collect.md" }');
    expect(hover?.about).toBe('"task-1-collect.md"');
    expect(hover?.markdown).toBe(
      '**Task 1: Collect the changes**\n\n' +
        '`phases/0/task-1-collect.md` · 7 lines · 1 step\n\n' +
        'List every change since the last release.',
    );
  });

  test('a task file that is not there, and those that are', () => {
    expect(hoverAtText('task-9-gone.md')?.markdown).toBe(
      '**Not there: `phases/0/task-9-gone.md`**\n\n' +
        'The tasks in this folder: `task-1-collect.md`, `task-2-draft.md`',
    );
  });

  test('a phase: its tasks and gate', () => {
    expect(hoverAtText('"Prepare"')?.markdown).toBe(
      '**Phase 0: Prepare**\n\n' +
        'Tasks:\n\n- 1: Collect the changes\n- 2: Draft the notes\n\n' +
        'Gate (strict):\n\n- `changes_listed`: boolean, required\n- `change_count`: integer',
    );
  });

  test('evidence: what the gate says of it', () => {
    expect(hoverAtText('changes_listed", ')?.markdown).toBe(
      '**`changes_listed`** · boolean, required\n\nEvery change is in the list',
    );
    expect(hoverAtText('no_such_field')?.markdown).toContain('not in the gate');
  });

  test('nothing between values', () => {
    expect(hoverAtText('\n  ]')).toBeUndefined();
  });

  test('the words of a key, in half-typed text too', () => {
    expect(
      hoverOf('//- metadata.json\n{ "phases": [ { "tasks": [ { "fi│le": "x')?.markdown,
    ).toMatch(/^\*\*Task file\*\*/);
  });
});

describe('hover in a gate', () => {
  const gate = (text: string): string =>
    `//- metadata.json\n{}\n//- phases/0/gate-definition.yaml\n${text}`;
  const field =
    'evidence_schema:\n  tests:\n    type: integer\n    description: "How *many* `ran`"\n';

  test('a key: the words of the schema', () => {
    expect(hoverOf(gate('checkpoint:\n  str│ict: true'))?.markdown).toMatch(
      /^\*\*Strict\*\* · boolean/,
    );
  });

  test('a field: its type and description, as text', () => {
    expect(hoverOf(gate(field.replace('tests', 'te│sts')))?.markdown).toBe(
      '**`tests`** · integer, optional\n\nHow \\*many\\* \\`ran\\`',
    );
  });

  test('a type: what passes', () => {
    const hover = hoverOf(gate(field.replace('integer', 'int│eger')));
    expect(hover?.about).toBe('integer');
    expect(hover?.markdown).toContain('without a fraction');
  });

  test.each([
    ['own', 'mine', 'validators:\n  mine: "lambda x: x > 3"\n', '```python\nlambda x: x > 3\n```'],
    [
      'of the library',
      'in_range',
      '',
      'Passes when the number lies between `min_val` and `max_val`',
    ],
    ['of nobody', 'gone', '', 'not defined'],
  ])('a validator: %s', (_, name, more, expected) => {
    const text = `${field}    validator: │${name}\n${more}`;
    const hover = hoverOf(gate(text));
    expect(hover?.about).toBe(name);
    expect(hover?.markdown).toContain(expected);
  });

  test('a lambda with backticks cannot leave its block', () => {
    const text = `${field}    validator: │mine\nvalidators:\n  mine: "lambda x: '\`\`\`' in x"\n`;
    expect(hoverOf(gate(text))?.markdown).toContain("````python\nlambda x: '```' in x\n````");
  });
});

describe('hover in Markdown', () => {
  const task = (text: string): string =>
    WORKFLOW.replace('# Task 2: Draft the notes\n', `# Task 2: Draft the notes\n\n${text}\n`);

  test('a command: meaning, example, code points', () => {
    const hover = hoverOf(task('↩️ RET│URN-TO: phase.md'));
    expect(hover?.about).toBe('↩️ RETURN-TO');
    expect(hover?.markdown).toMatch(/^\*\*↩️ RETURN-TO\*\* · U\+21A9 U\+FE0F\n/);
    expect(hover?.markdown).toContain('```markdown\n↩️ RETURN-TO: phase.md\n```');
  });

  test('a mention in code too', () => {
    expect(hoverOf(task('Use `🛑 EXECUTE-│NOW` sparingly'))?.markdown).toContain('EXECUTE-NOW');
  });

  test('a NAME that does not exist: what was meant', () => {
    expect(hoverOf(task('🎯 NEXT-MAN│DATRY: phase.md'))?.markdown).toContain(
      'Did you mean `🎯 NEXT-MANDATORY`?',
    );
  });

  test('the target of a command: what it is', () => {
    const hover = hoverOf(task('🎯 NEXT-MANDATORY: [next](../1/pha│se.md)'));
    expect(hover?.about).toBe('../1/phase.md');
    expect(hover?.markdown).toMatch(/^\*\*Phase 1: Publish\*\*/);
  });

  test('the target of a command that leads nowhere', () => {
    expect(hoverOf(task('↩️ RETURN-TO: task-│7.md'))?.markdown).toMatch(/^\*\*Not there/);
  });

  test('a link to any file', () => {
    const fixture = `${task('Read [the na│mes](../../core/names.md) first')}//- core/names.md\n# Names\n`;
    expect(hoverOf(fixture)?.markdown).toBe('**Names**\n\n`core/names.md` · 1 line');
  });

  test('evidence in the table: the gate speaks', () => {
    const table = '| Evidence | Type |\n|---|---|\n| `change_│count` | integer |\n';
    const fixture = WORKFLOW.replace('# Phase 0: Prepare\n', `# Phase 0: Prepare\n\n${table}\n`);
    const hover = hoverOf(fixture);
    expect(hover?.about).toBe('change_count');
    expect(hover?.markdown).toContain('Checked by `many`');
  });

  test('a placeholder in a template: what is put there', () => {
    const template = '//- metadata.json\n{}\n//- phases/dynamic/phase-template.md\n';
    const hover = hoverOf(`${template}# Phase [PHASE_│NUMBER]: [N]`);
    expect(hover?.about).toBe('[PHASE_NUMBER]');
    expect(hover?.markdown).toContain('The number of the phase');
    expect(hoverOf(`${template}# Phase [│N]`)).toBeUndefined();
  });

  test('a title that is full of marks stays a title', () => {
    const fixture = WORKFLOW.replace(
      '# Task 1: Collect the changes',
      '# Task 1: \\*a\\*\\* [b](c)',
    ).replace('[task-1-collect.md](task-1-', '[x](│task-1-');
    expect(hoverOf(fixture)?.markdown.split('\n')[0]).toBe('**Task 1: \\*a\\*\\* b**');
  });

  test('nothing on prose', () => {
    expect(hoverOf(task('Just pro│se'))).toBeUndefined();
  });
});
