import { expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';

/** A workflow of three phases with two tasks each, by the names of its files. */
function workflow(): Map<string, string> {
  const files = new Map<string, string>();
  const entries = [0, 1, 2].map((phase) => {
    const tasks = [1, 2].map((number) => ({
      task_number: number,
      name: `Sort ${number}`,
      file: `task-${number}-sort.md`,
    }));
    const list = tasks
      .map(
        ({ task_number, name, file }) =>
          `### Task ${task_number}: ${name}\n**File:** [f](${file})\n`,
      )
      .join('\n');
    files.set(
      `phases/${phase}/phase.md`,
      `# Phase ${phase}: Sorting\n\n**Total Tasks:** 2\n\n${list}\n🎯 NEXT-MANDATORY: task-1-sort.md\n`,
    );
    for (const { task_number, name, file } of tasks) {
      const next =
        task_number === 1
          ? '🎯 NEXT-MANDATORY: task-2-sort.md'
          : phase === 2
            ? '🎯 PHASE-COMPLETE: Submit the evidence'
            : `🎯 NEXT-MANDATORY: ../${phase + 1}/phase.md`;
      files.set(
        `phases/${phase}/${file}`,
        `# Task ${task_number}: ${name}\n\n**Phase:** ${phase} (Sorting)\n\n${next}\n`,
      );
    }
    files.set(`phases/${phase}/gate-definition.yaml`, 'checkpoint: {}\nevidence_schema: {}\n');
    return {
      phase_number: phase,
      phase_name: 'Sorting',
      phase_file: `phases/${phase}/phase.md`,
      purpose: 'Sort',
      estimated_effort: '1 hour',
      key_deliverables: ['A list'],
      validation_criteria: ['It is sorted'],
      tasks,
    };
  });
  const metadata = {
    workflow_type: 'sort_lists_v1',
    version: '1.0.0',
    description: 'Sort what has to be sorted, step by step',
    total_phases: 3,
    start_phase: 0,
    estimated_duration: '3 hours',
    primary_outputs: ['Sorted lists'],
    phases: entries,
  };
  return files.set('metadata.json', JSON.stringify(metadata, undefined, 2));
}

type Change = (files: Map<string, string>) => unknown;

const edit =
  (name: string, from: string | RegExp, to: string): Change =>
  (files) => {
    const text = files.get(name) ?? '';
    const edited = text.replace(from, () => to);
    expect(edited).not.toBe(text);
    files.set(name, edited);
  };

const remove =
  (start: string): Change =>
  (files) => {
    for (const name of files.keys()) if (name.startsWith(start)) files.delete(name);
  };

const move =
  (from: string, to: string): Change =>
  (files) => {
    for (const [name, text] of [...files]) {
      if (!name.startsWith(from)) continue;
      files.delete(name);
      files.set(to + name.slice(from.length), text);
    }
  };

function codesAfter(change: Change): string[] {
  const files = workflow();
  change(files);
  const text = [...files].map(([name, body]) => `//- ${name}\n${body}\n`).join('');
  const fixture = workspaceFixture(text, { base: 'workflows/sort_lists_v1' });
  return fixture.files.flatMap(({ file }) =>
    fixture.workspace.caches.ask(diagnosticsOf, file).map(({ code }) => code),
  );
}

it('finds nothing where nothing is wrong', () => {
  expect(codesAfter((files) => files)).toEqual([]);
});

it.each<[string, Change, string]>([
  [
    'a wrong phase number',
    edit('metadata.json', '"phase_number": 1', '"phase_number": 7'),
    'metadata/phase-number-mismatch',
  ],
  [
    'a repeated phase number',
    edit('metadata.json', '"phase_number": 1', '"phase_number": 0'),
    'metadata/phase-number-mismatch',
  ],
  [
    'a phase that is not listed',
    edit('metadata.json', /\{\s*"phase_number": 1,[\s\S]*?(?=\{\s*"phase_number": 2)/, ''),
    'layout/phase-not-listed',
  ],
  [
    'a phase folder under another number',
    move('phases/2/', 'phases/5/'),
    'layout/phase-folder-missing',
  ],
  ['a phase folder that is gone', remove('phases/1/'), 'layout/phase-folder-missing'],
  ['a phase.md that is gone', remove('phases/1/phase.md'), 'layout/phase-file-missing'],
  [
    'a phase.md called README.md',
    move('phases/1/phase.md', 'phases/1/README.md'),
    'layout/phase-file-missing',
  ],
  ['a task file that is gone', remove('phases/1/task-2'), 'layout/task-file-missing'],
  [
    'a task that is not listed',
    edit('metadata.json', /,\s*\{\s*"task_number": 2,[^}]*\}/, ''),
    'layout/task-not-listed',
  ],
  [
    'the first task not listed',
    edit('metadata.json', /\{\s*"task_number": 1,[^}]*\},/, ''),
    'layout/task-not-listed',
  ],
  [
    'a task file that nothing knows',
    (files) => files.set('phases/2/task-3-more.md', '# Task 3: More\n'),
    'layout/task-not-listed',
  ],
  ['a task file that is empty', (files) => files.set('phases/1/task-1-sort.md', ''), 'task/empty'],
  [
    'a list of another number of tasks',
    edit('phases/1/phase.md', 'Tasks:** 2', 'Tasks:** 4'),
    'phase/total-tasks-mismatch',
  ],
])('%s is one finding', (_, change, code) => {
  expect(codesAfter(change)).toEqual([code]);
});

it('a renamed task is told wherever its old name stands', () => {
  expect(
    codesAfter(move('phases/1/task-2-sort.md', 'phases/1/task-2-order.md')).toSorted(),
  ).toEqual(['command/next-target-missing', 'layout/task-file-missing', 'phase/task-file-missing']);
});
