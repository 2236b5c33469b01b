import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { layUniversal, Runner } from './running.ts';
import { codesOf, errorOf } from './server.ts';

const SPEC = 'universal/specs/2026-01-15-rate-limiter';
const TASKS = `${SPEC}/tasks.md`;

let folder: TemporaryFolder;
let runner: Runner;

beforeEach(async () => {
  folder = new TemporaryFolder();
  layUniversal(folder);
  runner = await Runner.over(folder);
});

afterEach(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

/** Evidence for the first, static phase of spec_delivery_v1. */
async function completeFirst(sessionId: string): Promise<void> {
  const { evidence } = await runner.client.request<{
    evidence: { name: string; type: string }[];
  }>('praxis/gate/describe', { workflowType: 'spec_delivery_v1', phase: 0 });
  const values: Record<string, unknown> = {
    boolean: true,
    integer: 1,
    string: 'all of it',
    list: ['a'],
    object: { a: 1 },
  };
  const given = Object.fromEntries(evidence.map(({ name, type }) => [name, values[type]]));
  const { errors } = await runner.complete(sessionId, 0, given, { dryRun: true });
  expect(errors).toEqual([]);
  expect(await runner.complete(sessionId, 0, given)).toMatchObject({ nextPhase: 1 });
}

function lineOf(text: string, needle: string): number {
  return text.slice(0, text.indexOf(needle)).split('\n').length - 1;
}

describe('a dynamic workflow', () => {
  it('has the file that a session runs on checked, wherever it stands', async () => {
    const text = readFileSync(folder.at(TASKS), 'utf8');
    folder.write({ 'notes/plan.md': text });
    const plan = folder.at('notes/plan.md');
    await runner.start('spec_delivery_v1', 'notes', { options: { spec_path: 'notes/plan.md' } });
    runner.client.open(uriOf(plan), text.replace(/^(## Phase 2):/m, '$1'));
    const { client } = runner;
    await expect
      .poll(async () => codesOf(await client.diagnostics(uriOf(plan))), { timeout: 5_000 })
      .toContain('dynamic/phase-without-separator');
  });

  it('shows in its source that an edit there makes the session drift', async () => {
    const { client } = runner;
    const { sessionId } = await runner.start('spec_delivery_v1', SPEC, {
      options: { spec_path: SPEC },
    });
    await completeFirst(sessionId);
    const uri = uriOf(folder.at(TASKS));
    const text = readFileSync(folder.at(TASKS), 'utf8');
    const edited = text.replace('Decide in Memory', 'Decide Locally');
    client.open(uri, edited);
    const drifted = async () =>
      (await client.diagnostics(uri)).diagnostics.find(
        ({ code }) => code === 'session/workflow-drifted',
      );
    await expect.poll(drifted, { timeout: 5_000 }).toMatchObject({
      severity: 3,
      range: { start: { line: lineOf(edited, 'Decide Locally') } },
      message: expect.stringMatching(/^Phase 1 is called "Decide Locally" now/),
    });
    client.change(uri, text);
    await expect.poll(drifted, { timeout: 5_000 }).toBeUndefined();
  });

  it('serves the phases and tasks that its source has, and those of an edited source at once', async () => {
    const started = await runner.start('spec_delivery_v1', SPEC, { options: { spec_path: SPEC } });
    const { sessionId, overview } = started;
    expect(overview.phases.map(({ phase, source }) => [phase, source])).toEqual([
      [0, 'static'],
      [1, 'dynamic'],
      [2, 'dynamic'],
      [3, 'dynamic'],
    ]);
    expect(overview.totalPhases).toBe(4);
    expect(overview.phases[1]?.tasks[1]).toMatchObject({
      taskNumber: 2,
      taskId: '1.2',
      name: 'Read and check the policy file',
      dependencies: ['1.1'],
      acceptanceCriteria: expect.arrayContaining(['A rate or burst of zero or less is a fault']),
    });
    await completeFirst(sessionId);
    const view = await runner.phase(sessionId);
    expect(view).toMatchObject({ phase: 1, source: 'dynamic', phaseName: 'Decide in Memory' });
    expect(view.content).toMatch(/^# Phase 1: Decide in Memory/);
    expect(view.gate.checklist[0]).toBe('All tests of the phase pass');
    const task = await runner.task(sessionId, 1, 2);
    expect(task).toMatchObject({ source: 'dynamic', taskId: '1.2' });
    expect(task.content).not.toMatch(/\[(?:TASK|PHASE|ACCEPTANCE)_/);

    const uri = uriOf(folder.at(TASKS));
    const text = readFileSync(folder.at(TASKS), 'utf8');
    runner.client.open(uri, text);
    runner.client.change(uri, text.replace('Read and check the policy file', 'Parse the policy'));
    expect(await runner.task(sessionId, 1, 2)).toMatchObject({ taskName: 'Parse the policy' });
    runner.client.change(uri, text.replace(/## Phase 2[\s\S]*/, ''));
    expect(await runner.phase(sessionId)).toMatchObject({ totalPhases: 2 });
    runner.client.close(uri);
    writeFileSync(folder.at(TASKS), text.replace('Decide in Memory', 'Decide Locally'));
    expect(await runner.phase(sessionId)).toMatchObject({
      phaseName: 'Decide Locally',
      drift: [{ kind: 'phase-renamed', phase: 1 }],
    });

    for (const phase of [1, 2]) {
      expect(await runner.complete(sessionId, phase, { done: true })).toMatchObject({
        checkpointPassed: true,
        nextPhase: phase + 1,
        workflowComplete: false,
      });
    }
    expect(await runner.complete(sessionId, 3, {})).toMatchObject({ workflowComplete: true });
  });

  it('is refused where its source cannot be read, and leaves no session behind', async () => {
    const start = (options?: object) =>
      errorOf(runner.start('spec_delivery_v1', 'x', options === undefined ? {} : { options }));
    expect(await start()).toMatchObject({
      code: 1010,
      message:
        "Failed to initialize dynamic registry: Dynamic workflow requires 'spec_path' in options",
    });
    expect(await start({ spec_path: 'universal/specs/none' })).toMatchObject({
      code: 1010,
      message: expect.stringContaining('Source file not found: universal/specs/none'),
    });
    folder.write({ 'empty/tasks.md': '', 'prose/tasks.md': '# Nothing\n', 'void/x': '' });
    expect((await start({ spec_path: 'empty' })).message).toContain('Source file is empty');
    expect((await start({ spec_path: 'prose' })).message).toContain('No phases found in');
    expect((await start({ spec_path: 'void' })).message).toContain(
      'tasks.md not found in directory',
    );
    expect(await start({ spec_path: '../outside' })).toMatchObject({ code: 1012 });
    folder.delete('universal/workflows/spec_delivery_v1/phases/dynamic/task-template.md');
    expect(await start({ spec_path: SPEC })).toMatchObject({
      code: 1002,
      message: expect.stringContaining('Failed to load templates: Template not found'),
    });
    expect((await runner.list()).sessions).toEqual([]);
  });

  it('passes no generated phase while its source cannot be read', async () => {
    const { sessionId } = await runner.start('spec_delivery_v1', SPEC, {
      options: { spec_path: SPEC },
    });
    const uri = uriOf(folder.at(TASKS));
    const text = readFileSync(folder.at(TASKS), 'utf8');
    runner.client.open(uri, text);
    runner.client.change(uri, '# Nothing\n');
    // Phase 0 is written by hand: it does not need the source.
    await completeFirst(sessionId);
    expect(await errorOf(runner.complete(sessionId, 1, {}))).toMatchObject({
      code: 1010,
      message: expect.stringMatching(/^Phase 1 cannot be completed: .*No phases found in/),
      data: { kind: 'SourceInvalid', uri },
    });
    expect(await runner.get(sessionId)).toMatchObject({ currentPhase: 1, completedPhases: [0] });
    runner.client.change(uri, text);
    expect(await runner.complete(sessionId, 1, {})).toMatchObject({ nextPhase: 2 });
  });

  it('begins with static phases where it is a hybrid', async () => {
    const spec = 'universal/specs/2026-02-03-queue-migration';
    const { overview } = await runner.start('service_migration_v1', spec, {
      options: { spec_path: spec },
    });
    const sources = overview.phases.map(({ phase, source }) => `${phase} ${source}`);
    expect(sources.slice(0, 3)).toEqual(['0 static', '1 static', '2 dynamic']);
    expect(overview.totalPhases).toBe(sources.length);
  });
});
