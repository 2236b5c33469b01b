import { describe, expect, test } from 'vitest';
import { CursorFixture, labelsAt, NEIGHBOURS } from './cursor-fixture.ts';

/** A metadata.json beside the files of the small workflow. */
function metadata(text: string): string {
  return `${NEIGHBOURS}//- metadata.json\n${text}`;
}

describe('keys of metadata.json', () => {
  test('those that are required come first, those that are there not at all', () => {
    const labels = labelsAt(metadata('{ "version": "1.0.0", │ }'));
    expect(labels.slice(0, 3)).toEqual(['workflow_type', 'description', 'total_phases']);
    expect(labels).toContain('category');
    expect(labels).not.toContain('version');
  });

  test('behind the cursor a key counts as there too', () => {
    expect(labelsAt(metadata('{ │ "version": "1.0.0", "phases": [{ "purpose": "" }] }'))).toEqual(
      expect.not.arrayContaining(['version', 'phases']),
    );
  });

  test.each([
    ['no quote', '{ vers│ }', '{ "version": "1.0.0" }'],
    ['one quote', '{ "vers│ }', '{ "version": "1.0.0" }'],
    ['both quotes', '{ "vers│" }', '{ "version": "1.0.0" }'],
    [
      'one quote before other keys',
      '{ "vers│, "name": "x" }',
      '{ "version": "1.0.0", "name": "x" }',
    ],
    ['nothing typed', '{ │}', '{ "version": "1.0.0"}'],
    ['a key behind it', '{ │"name": "x" }', '{ "version": "1.0.0","name": "x" }'],
    [
      'a key on the next line',
      '{\n  "vers│\n  "name": "x"\n}',
      '{\n  "version": "1.0.0",\n  "name": "x"\n}',
    ],
    ['a colon and a value', '{ "vers│": "2.0.0" }', '{ "version": "2.0.0" }'],
    ['the text ends', '{ "vers│', '{ "version": "1.0.0"'],
  ])('%s', (_, before, after) => {
    expect(new CursorFixture(metadata(before)).accept('version')).toBe(after);
  });

  test('a client that filters by the replaced text finds the key behind its quote', () => {
    const { filterText } = new CursorFixture(metadata('{ "vers│ }')).item('version');
    expect(filterText).toBe('"version');
  });

  test.each([
    ['a phase', '{ "phases": [ { │ } ] }', 'phase_number'],
    ['a phase after another', '{ "phases": [ { "tasks": [ {} ] }, { "ph│ } ] }', 'phase_number'],
    ['a task, half-typed, all brackets open', '{ "phases": [ { "tasks": [ {"fi│', 'file'],
    ['a checkpoint', '{ "phases": [ { "checkpoint": { "│', 'required_evidence'],
    ['templates', '{ "dynamic_config": { "templates": { │', 'phase'],
    [
      'a phase behind a list that nobody closed',
      '{ "phases": [ { "key_deliverables": ["a"\n "x": 1, │',
      'phase_number',
    ],
  ])('of %s', (_, text, expected) => {
    expect(labelsAt(metadata(text))).toContain(expected);
    expect(labelsAt(metadata(text))).not.toContain('workflow_type');
  });

  test('what can only be one thing is filled in, of several nothing is chosen', () => {
    const phase = '{ "phases": [ { "phase_number": 0, │ } ] }';
    expect(new CursorFixture(metadata(phase)).item('phase_name').snippet).toBe(
      `"phase_name": "\${1:Prepare}"`,
    );
    const parser = new CursorFixture(metadata('{ "dynamic_config": { │ } }')).item('parser');
    expect(parser.snippet).toBe('"parser": "$1"');
    expect(parser.retrigger).toBe(true);
  });

  test('a list comes with its brackets, an object with its keys', () => {
    const cursor = new CursorFixture(metadata('{\n  │\n}'));
    expect(cursor.item('primary_outputs').snippet).toBe('"primary_outputs": ["$1"]');
    const { snippet, newText } = cursor.item('dynamic_config');
    expect(snippet).toContain('"dynamic_config": {\n  "source_type": ');
    expect(newText).not.toContain('\n');
  });

  test.each([
    ['behind a value', '{ "version": "1.0.0" │ }'],
    ['behind the document', '{} │'],
    ['in a comment', '{ // │\n }'],
    ['between a colon and its value', '{ "version": │ "1.0.0" }'],
  ])('nothing %s', (_, text) => {
    expect(labelsAt(metadata(text))).toEqual([]);
  });
});

describe('values of metadata.json', () => {
  test.each([
    ['"workflow_type": │', 'release_v1', '"workflow_type": "release_v1"'],
    ['"workflow_type": "rel│', 'release_v1', '"workflow_type": "release_v1"'],
    ['"workflow_type": "│"', 'release_v1', '"workflow_type": "release_v1"'],
    ['"workflow_type": "old_│v0"', 'release_v1', '"workflow_type": "release_v1"'],
    ['"total_phases": │', '2', '"total_phases": 2'],
    ['"total_phases": 7│', '2', '"total_phases": 2'],
    ['"total_phases": │\n"name": ""', '2', '"total_phases": 2,\n"name": ""'],
    ['"dynamic_phases": t│', 'true', '"dynamic_phases": true'],
    ['"start_phase": │', '0', '"start_phase": 0'],
  ])('%s', (text, label, expected) => {
    expect(new CursorFixture(metadata(`{ ${text} }`)).accept(label)).toBe(`{ ${expected} }`);
  });

  test('a key that follows gets its comma', () => {
    const text = '{\n  "workflow_type": "rel│\n  "version": "1.0.0"\n}';
    expect(new CursorFixture(metadata(text)).accept('release_v1')).toBe(
      '{\n  "workflow_type": "release_v1",\n  "version": "1.0.0"\n}',
    );
  });

  test('of the task files those that no entry lists come first', () => {
    const tasks = '{ "tasks": [ { "file": "task-1-collect.md" }, { "file": "│" } ] }';
    expect(labelsAt(metadata(`{ "phases": [ ${tasks} ] }`))).toEqual([
      'task-2-draft.md',
      'task-1-collect.md',
    ]);
  });

  test('task files are those of the folder that the phase number names', () => {
    const phase = '{ "phase_number": 1, "tasks": [ { "file": "│" } ] }';
    expect(labelsAt(metadata(`{ "phases": [ ${phase} ] }`))).toEqual(['task-1-tag.md']);
  });

  test('an unclosed file name does not swallow the rest of its line', () => {
    const text = '{ "phases": [ { "tasks": [ { "file": "ta│, "name": "x" } ] } ] }';
    expect(new CursorFixture(metadata(text)).accept('task-1-collect.md')).toBe(
      '{ "phases": [ { "tasks": [ { "file": "task-1-collect.md", "name": "x" } ] } ] }',
    );
  });

  test('evidence is what the gate has, unlisted names first', () => {
    const evidence = '"required_evidence": ["changes_listed", "│"]';
    expect(labelsAt(metadata(`{ "phases": [ { "checkpoint": { ${evidence} } } ] }`))).toEqual([
      'change_count',
      'changes_listed',
    ]);
  });

  test('the number and name of a phase follow from the folders', () => {
    expect(labelsAt(metadata('{ "phases": [ {}, { "phase_number": │ } ] }'))[0]).toBe('1');
    expect(labelsAt(metadata('{ "phases": [ {}, { "phase_name": "│" } ] }'))[0]).toBe('Publish');
    expect(labelsAt(metadata('{ "phases": [ { "phase_file": "│" } ] }'))[0]).toBe(
      'phases/0/phase.md',
    );
  });

  test('parsers and template paths', () => {
    const config = (text: string): string => metadata(`{ "dynamic_config": { ${text} } }`);
    expect(labelsAt(config('"parser": "│"'))).toEqual([
      'spec_tasks_parser',
      'workflow_definition_parser',
    ]);
    expect(labelsAt(config('"templates": { "phase": "│" }'))).toEqual([
      'phases/dynamic/phase-template.md',
    ]);
  });

  test('the next task is one entry, numbered and pointed at its file', () => {
    const text = '{ "phases": [ { "tasks": [ { "file": "task-1-collect.md" }, │ ] } ] }';
    const entry = new CursorFixture(metadata(text)).item('{ Task }');
    expect(JSON.parse(entry.newText)).toEqual({
      task_number: 2,
      name: 'Draft the notes',
      file: 'task-2-draft.md',
    });
  });

  test('the next phase is one entry, with the tasks that have files', () => {
    const entry = new CursorFixture(metadata('{ "phases": [ {}, │ ] }')).item('{ Phase }');
    expect(JSON.parse(entry.newText)).toMatchObject({
      phase_number: 1,
      phase_name: 'Publish',
      tasks: [{ task_number: 1, name: 'Tag the release', file: 'task-1-tag.md' }],
    });
  });
});

describe('an empty metadata.json', () => {
  test('becomes the whole file, with every phase and task that is there', () => {
    const whole = new CursorFixture(metadata('│')).item('metadata.json');
    expect(JSON.parse(whole.newText)).toEqual({
      workflow_type: 'release_v1',
      version: '1.0.0',
      description: '',
      total_phases: 2,
      estimated_duration: '',
      primary_outputs: [''],
      phases: [
        {
          phase_number: 0,
          phase_name: 'Prepare',
          purpose: 'Get ready',
          estimated_effort: '20 minutes',
          key_deliverables: [''],
          validation_criteria: [''],
          tasks: [
            { task_number: 1, name: 'Collect the changes', file: 'task-1-collect.md' },
            { task_number: 2, name: 'Draft the notes', file: 'task-2-draft.md' },
          ],
        },
        {
          phase_number: 1,
          phase_name: 'Publish',
          purpose: '',
          estimated_effort: '',
          key_deliverables: [''],
          validation_criteria: [''],
          tasks: [{ task_number: 1, name: 'Tag the release', file: 'task-1-tag.md' }],
        },
      ],
    });
  });

  test('of a workflow without phases holds one to begin with', () => {
    const whole = new CursorFixture('//- metadata.json\n│').item('metadata.json');
    expect(JSON.parse(whole.newText)).toMatchObject({
      total_phases: 1,
      phases: [{ phase_number: 0 }],
    });
  });
});
