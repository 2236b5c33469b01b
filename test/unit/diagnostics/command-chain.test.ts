import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';
import { expectFindings } from './rendered-findings.ts';

/** What each file of two phases leads to, by the file: the whole line, or what follows NEXT-MANDATORY. */
const RIGHT: Readonly<Record<string, string>> = {
  'phases/0/phase.md': 'task-1-collect.md',
  'phases/0/task-1-collect.md': 'task-2-review.md',
  'phases/0/task-2-review.md': 'task-3-sort.md',
  'phases/0/task-3-sort.md': '../1/phase.md',
  'phases/1/phase.md': '[task-1-build.md](task-1-build.md)',
  'phases/1/task-1-build.md': '[task-2-publish.md](task-2-publish.md) after a rest',
  'phases/1/task-2-publish.md': 'line 🎯 PHASE-COMPLETE: Submit the evidence',
  'phases/2/phase.md': 'line The end.',
};

function chain(changes: Readonly<Record<string, string>> = {}): string {
  const files = Object.entries({ ...RIGHT, ...changes }).map(([name, way]) => {
    const [, phase, task] = /phases\/(\d)\/(?:task-(\d))?/.exec(name) ?? [];
    const title = task === undefined ? `Phase ${phase}` : `Task ${task}`;
    const line = way.startsWith('line ') ? way.slice(5) : `🎯 NEXT-MANDATORY: ${way}`;
    return `//- ${name}\n# ${title}: Work\n\n${line}\n`;
  });
  return `//- metadata.json\n{}\n${files.join('')}`;
}

/** All codes of the family in a chain. */
function codesIn(fixture: string): string[] {
  const { workspace, files } = workspaceFixture(fixture);
  return files
    .flatMap(({ file }) => workspace.caches.ask(diagnosticsOf, file))
    .map(({ code }) => code)
    .filter((code) => code.startsWith('command/'));
}

/** Expects one finding of the family: its code at the marked place, its message and related place. */
function expectOne(code: string, changes: Readonly<Record<string, string>>, found: string): void {
  const [name = '', way = ''] =
    Object.entries(changes).find(([, text]) => text.includes('«')) ?? [];
  const fixture = chain(changes).replace(`${way.replace(/^line /, '')}\n`, (line) => line + found);
  expect(fixture, name).toContain('//=');
  expectFindings(code, fixture);
  expect(codesIn(fixture.replaceAll(/^\/\/[=~].*\n/gm, ''))).toEqual([code]);
}

describe('the chain of NEXT-MANDATORY', () => {
  it('is right', () => {
    expect(codesIn(chain())).toEqual([]);
  });

  it('leads from no file to itself', () => {
    expectOne(
      'command/next-to-itself',
      { 'phases/0/task-2-review.md': '«task-2-review.md»' },
      '//= This NEXT-MANDATORY leads from task 2 of phase 0 to itself.\n',
    );
  });

  it('leads back to nothing that was done', () => {
    expectOne(
      'command/next-leads-back',
      { 'phases/0/task-2-review.md': '«task-1-collect.md»' },
      '//= This NEXT-MANDATORY leads back from task 2 of phase 0 to task 1.\n//~ phases/0/task-1-collect.md "Task 1: Work": Where the command leads.\n',
    );
    expectOne(
      'command/next-leads-back',
      { 'phases/0/task-2-review.md': '«phase.md»' },
      '//= This NEXT-MANDATORY leads back from task 2 of phase 0 to phase 0.\n//~ phases/0/phase.md "Phase 0: Work": Where the command leads.\n',
    );
    expectOne(
      'command/next-leads-back',
      { 'phases/1/task-2-publish.md': '«../0/phase.md»' },
      '//= This NEXT-MANDATORY leads back from task 2 of phase 1 to phase 0.\n//~ phases/0/phase.md "Phase 0: Work": Where the command leads.\n',
    );
  });

  it('passes over no task and no phase', () => {
    expectOne(
      'command/next-skips',
      { 'phases/0/task-1-collect.md': '«task-3-sort.md»' },
      '//= This NEXT-MANDATORY leads from task 1 of phase 0 to task 3 and passes over task 2.\n//~ phases/0/task-3-sort.md "Task 3: Work": Where the command leads.\n',
    );
    expectOne(
      'command/next-skips',
      { 'phases/0/phase.md': '«task-3-sort.md»' },
      '//= This NEXT-MANDATORY leads from phase 0 to task 3 and passes over tasks 1 to 2.\n//~ phases/0/task-3-sort.md "Task 3: Work": Where the command leads.\n',
    );
    expectOne(
      'command/next-skips',
      { 'phases/0/task-3-sort.md': '«../2/phase.md»' },
      '//= This NEXT-MANDATORY leads from task 3 of phase 0 to phase 2 and passes over phase 1.\n//~ phases/2/phase.md "Phase 2: Work": Where the command leads.\n',
    );
  });

  it('leaves no phase while tasks remain', () => {
    expectOne(
      'command/next-leaves-phase',
      { 'phases/0/task-1-collect.md': '«../1/phase.md»' },
      '//= This NEXT-MANDATORY leads to phase 1, but tasks 2 to 3 of phase 0 remain.\n//~ phases/1/phase.md "Phase 1: Work": Where the command leads.\n',
    );
  });

  it('breaks off nowhere', () => {
    expectFindings(
      'command/next-missing',
      chain({ 'phases/0/task-2-review.md': 'line Nothing more.' }).replace(
        '# Task 2: Work\n\nNothing more.\n',
        (text) =>
          text
            .replace('Task 2: Work', '«Task 2: Work»')
            .concat(
              '//= Task 2 of phase 0 has no NEXT-MANDATORY, but task-3-sort.md comes after it.\n//~ phases/0/task-3-sort.md "Task 3: Work": What comes next.\n',
            ),
      ),
    );
    expect(codesIn(chain({ 'phases/0/task-2-review.md': 'line Nothing more.' }))).toEqual([
      'command/next-missing',
    ]);
    expect(codesIn(chain({ 'phases/1/task-1-build.md': 'line Nothing more.' }))).toEqual([
      'command/next-missing',
    ]);
  });

  it('reaches every task', () => {
    const changed = chain({
      'phases/1/task-2-publish.md': 'line 🎯 PHASE-COMPLETE: Submit the evidence',
      'phases/1/task-3-announce.md': 'line 🎯 PHASE-COMPLETE: Submit the evidence',
    });
    expect(codesIn(changed)).toEqual(['command/task-not-reached']);
    expectFindings(
      'command/task-not-reached',
      changed
        .replace('# Task 3: Work\n\n🎯 PHASE', '# «Task 3: Work»\n\n🎯 PHASE')
        .concat(
          '//= No command leads to task 3: task 2 ends phase 1 with PHASE-COMPLETE.\n//~ phases/1/task-2-publish.md "🎯 PHASE-COMPLETE: Submit the evidence": Here the phase ends.\n',
        ),
    );
  });
});

describe('the chain of NEXT-MANDATORY is believed', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'where a branch leads back, and another one on',
      {
        'phases/0/task-2-review.md':
          'line If it failed:\n\n🎯 NEXT-MANDATORY: task-1-collect.md\n\nElse:\n\n🎯 NEXT-MANDATORY: task-3-sort.md',
      },
    ],
    [
      'where one line names two ways',
      {
        'phases/0/task-2-review.md': 'task-1-collect.md if it failed, or task-3-sort.md',
      },
    ],
    ['where words say what is next', { 'phases/0/task-3-sort.md': 'Begin phase 1' }],
    ['where the last task leads to the gate', { 'phases/0/task-3-sort.md': 'phase.md' }],
    ['where the last task leads nowhere', { 'phases/0/task-3-sort.md': 'line Done.' }],
    [
      'where the overview names the next phase',
      {
        'phases/0/phase.md': 'line ## Next Phase\n\n🎯 NEXT-MANDATORY: ../1/phase.md',
      },
    ],
    [
      'where a heading names the command and a link leads on',
      {
        'phases/0/task-2-review.md': 'line ## 🎯 NEXT-MANDATORY\n\n[On](task-3-sort.md)',
      },
    ],
    ['where a link leads on', { 'phases/0/task-2-review.md': 'line Next: [sort](task-3-sort.md)' }],
    [
      'where it leads to a text that is no task',
      {
        'phases/0/task-2-review.md': '../../core/sorting.md',
        'core/sorting.md': 'line Sort.',
      },
    ],
  ])('%s', (_, changes) => {
    expect(codesIn(chain(changes))).toEqual([]);
  });

  it('where a loop leads back', () => {
    const loop = 'line 🔄 LOOP-END:\n\n🎯 NEXT-MANDATORY: task-1-collect.md';
    expect(codesIn(chain({ 'phases/0/task-2-review.md': loop }))).toEqual([]);
  });

  it('where nothing uses it', () => {
    const words = Object.fromEntries(Object.keys(RIGHT).map((name) => [name, 'line Work.']));
    expect(codesIn(chain(words))).toEqual([]);
  });
});

describe('one broken link', () => {
  it.each<[Readonly<Record<string, string>>, string]>([
    [{ 'phases/0/task-1-collect.md': 'task-2-revue.md' }, 'command/next-target-missing'],
    [{ 'phases/0/task-1-collect.md': 'task-2-*.md' }, 'command/pattern-target'],
    [
      { 'phases/0/task-1-collect.md': 'line 🎯 NEXT-MANDATRY: task-2-review.md' },
      'command/unknown-name',
    ],
    [{ 'phases/0/task-1-collect.md': 'line 🎯 NEXT-MANDATORY:' }, 'command/missing-argument'],
  ])('%j is one finding', (changes, code) => {
    expect(codesIn(chain(changes))).toEqual([code]);
  });

  it('to a file that the metadata lists in vain is told there', () => {
    const { workspace, files } = workspaceFixture(`//- metadata.json
{ "phases": [
  { "phase_number": 0, "tasks": [{ "task_number": 1, "file": "task-1-a.md" }, { "task_number": 2, "file": "task-2-b.md" }] },
  { "phase_number": 1 }
] }
//- phases/0/phase.md
# Phase 0: Collect

🎯 NEXT-MANDATORY: task-1-a.md
//- phases/0/task-1-a.md
# Task 1: A

🎯 NEXT-MANDATORY: task-2-b.md

🎯 NEXT-MANDATORY: ../1/phase.md
`);
    const codes = files
      .flatMap(({ file }) => workspace.caches.ask(diagnosticsOf, file))
      .map(({ code }) => code)
      .filter((code) => code.startsWith('layout/') || code.startsWith('command/'));
    expect(codes.toSorted()).toEqual([
      'layout/gate-missing',
      'layout/phase-folder-missing',
      'layout/task-file-missing',
    ]);
  });
});
