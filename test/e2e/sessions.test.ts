import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GateDescribeResult } from '../../server/protocol/gate-requests.ts';
import type { SessionDidChangeParams } from '../../server/protocol/session-requests.ts';
import { uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { Runner } from './running.ts';
import { SAMPLE_GATE, sampleMetadata, sampleWorkflow } from './sample-workflow.ts';
import { errorOf } from './server.ts';

const TYPE = 'release_v1';
const BASE = `.praxis-os/workflows/${TYPE}`;
const STRICT_GATE = SAMPLE_GATE.replace('strict: false', 'strict: true');

let folder: TemporaryFolder;
let runner: Runner;

beforeEach(async () => {
  folder = new TemporaryFolder();
  folder.write({
    ...sampleWorkflow(TYPE, '.praxis-os/workflows'),
    [`${BASE}/phases/0/gate-definition.yaml`]: STRICT_GATE,
  });
  runner = await Runner.over(folder);
});

afterEach(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

const stateOf = (sessionId: string) => folder.at(`.praxis-os/.cache/state/${sessionId}.json`);

const savedState = (sessionId: string): Record<string, unknown> =>
  JSON.parse(readFileSync(stateOf(sessionId), 'utf8'));

describe('a static workflow', () => {
  it('runs from start to end', async () => {
    const started = await runner.start(TYPE, 'src/a.py', { options: { note: 'n', nested: [1] } });
    expect(started).toMatchObject({
      resumed: false,
      phase: 0,
      phaseName: 'Prepare',
      source: 'static',
      currentPhase: 0,
      completedPhases: [],
      isComplete: false,
      drift: [],
      warnings: [],
      gate: { source: 'yaml', strict: true, evidence: ['items_counted'] },
      overview: { workflowType: TYPE, totalPhases: 2 },
    });
    expect(started.content).toMatch(/^# Phase 0: Prepare/);
    expect(started.tasks).toEqual([
      { taskNumber: 1, name: 'Collect', file: 'task-1-collect.md' },
      { taskNumber: 2, name: 'Check', file: 'task-2-check.md' },
    ]);
    expect(started.overview.phases.map(({ name, tasks }) => [name, tasks.length])).toEqual([
      ['Prepare', 2],
      ['Deliver', 2],
    ]);
    const { sessionId } = started;
    expect(savedState(sessionId)).toMatchObject({
      session_id: sessionId,
      workflow_type: TYPE,
      target_file: 'src/a.py',
      current_phase: 0,
      completed_phases: [],
      phase_artifacts: {},
      checkpoints: {},
      metadata: { note: 'n', nested: [1], total_phases: 2 },
    });

    expect(await runner.task(sessionId, 0, 1)).toMatchObject({
      taskName: 'Collect',
      taskFile: 'task-1-collect.md',
      source: 'file',
      steps: [{ type: 'step', description: 'Begin' }],
    });

    const failed = await runner.complete(sessionId, 0, { items_counted: 'many' });
    expect(failed).toMatchObject({
      checkpointPassed: false,
      errors: ["Field 'items_counted' must be integer, got: str"],
      workflowComplete: false,
      diagnostics: {
        fieldsSubmitted: ['items_counted'],
        fieldsRequired: ['items_counted'],
        fieldsMissing: [],
        fieldsFailed: ['items_counted'],
        strictMode: true,
        gateSource: 'yaml',
        unsaved: false,
      },
    });
    expect(failed).not.toHaveProperty('nextPhase');
    expect(savedState(sessionId)).toMatchObject({ current_phase: 0, checkpoints: { 0: 'failed' } });

    const passed = await runner.complete(sessionId, 0, { items_counted: 3 });
    expect(passed).toMatchObject({
      checkpointPassed: true,
      nextPhase: 1,
      next: { phase: 1, phaseName: 'Deliver' },
      remediation: '',
      nextSteps: [],
    });
    const last = await runner.complete(sessionId, 1, {});
    expect(last).toMatchObject({
      checkpointPassed: true,
      workflowComplete: true,
      warnings: ["Field 'items_counted' is required but missing"],
    });
    expect(last).not.toHaveProperty('nextPhase');
    expect(await runner.phase(sessionId)).toMatchObject({ isComplete: true, currentPhase: 2 });
    expect(await errorOf(runner.complete(sessionId, 2, {}))).toMatchObject({ code: 1009 });
    expect(savedState(sessionId)).toMatchObject({
      current_phase: 2,
      completed_phases: [0, 1],
      checkpoints: { 0: 'passed', 1: 'passed' },
    });
    const { attempts } = await runner.client.request<{ attempts: unknown[] }>(
      'praxis/session/errors',
      { sessionId },
    );
    expect(attempts).toMatchObject([
      { phase: 0, errors: ["Field 'items_counted' must be integer, got: str"] },
      { phase: 1, errors: [], warnings: ["Field 'items_counted' is required but missing"] },
    ]);
  });

  it('is resumed on the same target, however that is written, and begun anew when it is done', async () => {
    const { sessionId } = await runner.start(TYPE, 'src/a.py');
    await runner.change('pause', sessionId);
    for (const target of ['src/a.py', './src/a.py', 'src//a.py', folder.at('src/a.py')]) {
      expect(await runner.start(TYPE, target)).toMatchObject({ sessionId, resumed: true });
    }
    expect((await runner.get(sessionId)).status).toBe('active');
    const withOptions = await runner.start(TYPE, 'src/a.py', { options: { late: 1 } });
    expect(withOptions.warnings.join()).toContain('(late) are not used');
    expect((await runner.start(TYPE, 'src/b.py')).resumed).toBe(false);
    await runner.complete(sessionId, 0, { items_counted: 1 });
    await runner.complete(sessionId, 1, {});
    expect((await runner.start(TYPE, 'src/a.py')).sessionId).not.toBe(sessionId);
  });

  it('shows the current and completed phases, and no further', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    expect(await errorOf(runner.phase(sessionId, 1))).toMatchObject({
      code: 1005,
      message: 'Cannot access phase 1. Current phase is 0.',
    });
    expect(await errorOf(runner.task(sessionId, 1, 1))).toMatchObject({ code: 1005 });
    expect(await errorOf(runner.task(sessionId, 0, 9))).toMatchObject({
      code: 1006,
      message: 'Failed to get task content: Task 9 not found in Phase 0',
    });
    expect(await errorOf(runner.complete(sessionId, 1, {}))).toMatchObject({ code: 1007 });
    await runner.complete(sessionId, 0, { items_counted: 1 });
    expect(await runner.phase(sessionId, 0)).toMatchObject({ phase: 0, phaseName: 'Prepare' });
    expect(await runner.task(sessionId, 0, 2)).toMatchObject({ taskName: 'Check' });
  });

  it('changes nothing in a trial', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    const before = readFileSync(stateOf(sessionId), 'utf8');
    expect(
      await runner.complete(sessionId, 0, { items_counted: 1 }, { dryRun: true }),
    ).toMatchObject({ checkpointPassed: true, dryRun: true });
    expect(readFileSync(stateOf(sessionId), 'utf8')).toBe(before);
  });
});

describe('pause, retry, rollback and delete', () => {
  it('holds the session while it is paused', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    expect(await runner.change('pause', sessionId)).toMatchObject({ status: 'paused' });
    expect(savedState(sessionId)).toMatchObject({ metadata: { paused: true } });
    expect(await errorOf(runner.complete(sessionId, 0, {}))).toMatchObject({ code: 1008 });
    expect(await runner.phase(sessionId)).toMatchObject({ phase: 0 });
    expect(await runner.change('resume', sessionId)).toMatchObject({ status: 'active' });
    await runner.complete(sessionId, 0, { items_counted: 1 });
  });

  it('keeps what it undoes', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    await runner.complete(sessionId, 0, { items_counted: 1 });
    await runner.complete(sessionId, 1, { items_counted: 2 });
    expect(await runner.change('rollback', sessionId, { phase: 0 })).toMatchObject({
      status: 'active',
      currentPhase: 0,
      completedPhases: [],
    });
    const { history, phaseArtifacts } = await runner.get(sessionId);
    expect(phaseArtifacts).toEqual({});
    expect(history).toMatchObject([
      {
        action: 'rollback',
        from_phase: 2,
        to_phase: 0,
        completed_phases: [0, 1],
        checkpoints: { 0: 'passed', 1: 'passed' },
        phase_artifacts: {
          0: { evidence: { items_counted: 1 } },
          1: { evidence: { items_counted: 2 } },
        },
      },
    ]);
    expect(await errorOf(runner.change('rollback', sessionId))).toMatchObject({ code: 1005 });
    await runner.complete(sessionId, 0, { items_counted: 'x' });
    expect(await runner.change('retryPhase', sessionId)).toMatchObject({ currentPhase: 0 });
    const retried = await runner.get(sessionId);
    expect(retried.checkpoints).toEqual({});
    expect(retried.history).toHaveLength(2);
  });

  it('deletes only what is there, and for good', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    expect(await runner.change('delete', sessionId)).toMatchObject({ sessionId });
    expect(existsSync(stateOf(sessionId))).toBe(false);
    for (const action of ['delete', 'get', 'pause']) {
      expect(await errorOf(runner.change(action, sessionId))).toMatchObject({
        code: 1003,
        message: `Session ${sessionId} not found`,
      });
    }
    expect((await runner.list()).sessions).toEqual([]);
  });
});

describe('what is on the screen', () => {
  it('judges by the gate in the buffer, saved or not', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    const gate = uriOf(folder.at(`${BASE}/phases/0/gate-definition.yaml`));
    runner.client.open(gate, STRICT_GATE);
    expect(await runner.complete(sessionId, 0, { items_counted: 'x' })).toMatchObject({
      checkpointPassed: false,
      diagnostics: { unsaved: false },
    });
    runner.client.change(gate, STRICT_GATE.replace('integer', 'string'));
    expect(await runner.complete(sessionId, 0, { items_counted: 'x' })).toMatchObject({
      checkpointPassed: true,
      diagnostics: { unsaved: true, gateUri: gate },
    });
    const described = await runner.client.request<GateDescribeResult>('praxis/gate/describe', {
      workflowType: TYPE,
      phase: 0,
    });
    expect(described).toMatchObject({
      source: 'yaml',
      unsaved: true,
      evidence: [{ name: 'items_counted', type: 'string', required: true }],
    });
  });

  it('refuses a gate that cannot be used, with file and line, and never passes it', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    folder.write({
      [`${BASE}/phases/0/gate-definition.yaml`]:
        'checkpoint:\n  strict: true\nevidence_schema:\n  a: boolean\n',
    });
    const refused = await errorOf(runner.complete(sessionId, 0, {}));
    expect(refused).toMatchObject({
      code: 1002,
      message: expect.stringContaining('phases/0/gate-definition.yaml, line 4: "a" must be'),
      data: { kind: 'WorkflowInvalid', diagnostics: [{ code: 'gate/wrong-type' }] },
    });
    expect((await runner.get(sessionId)).currentPhase).toBe(0);
  });

  it('reads on from half-typed metadata, with a warning, and completes nothing', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    const uri = uriOf(folder.at(`${BASE}/metadata.json`));
    const text = sampleMetadata(TYPE);
    runner.client.open(uri, text.replace('"version": "1.0.0",', '"version": '));
    const view = await runner.phase(sessionId);
    expect(view.content).toMatch(/^# Phase 0/);
    expect(view.warnings.join()).toMatch(/metadata\.json, line \d+:/);
    expect(await errorOf(runner.complete(sessionId, 0, { items_counted: 1 }))).toMatchObject({
      code: 1002,
    });
    expect(await errorOf(runner.start(TYPE, 'b'))).toMatchObject({ code: 1002 });
    expect(await runner.start(TYPE, 'b', { force: true })).toMatchObject({ resumed: false });
  });

  it('tells of drift in the next answer, by a notification and at the place of the edit', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    const uri = uriOf(folder.at(`${BASE}/metadata.json`));
    runner.client.open(uri, sampleMetadata(TYPE));
    await runner.phase(sessionId);
    const told = runner.client.nextNotification<SessionDidChangeParams>(
      'praxis/session/didChange',
      ({ change }) => change === 'drift',
    );
    const shown = runner.client.waitFor('the information', () => {
      const [last] = runner.client
        .notifications<{ uri: string; diagnostics: { code: string; severity: number }[] }>(
          'textDocument/publishDiagnostics',
        )
        .map(({ params }) => params)
        .filter((params) => params.uri === uri)
        .reverse();
      return last?.diagnostics.find(({ code }) => code === 'session/workflow-drifted');
    });
    runner.client.change(uri, sampleMetadata(TYPE).replace('"Prepare"', '"Set up"'));
    expect((await runner.phase(sessionId)).drift).toMatchObject([
      {
        kind: 'phase-renamed',
        phase: 0,
        message: 'Phase 0 is called "Set up" now; it was "Prepare".',
      },
    ]);
    expect((await told).session?.drift).toHaveLength(1);
    expect(await shown).toMatchObject({ severity: 3 });
    runner.client.change(uri, sampleMetadata(TYPE));
    expect((await runner.phase(sessionId)).drift).toEqual([]);
  });

  it('tells of drift that is older than its first look at the sessions', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    await runner.client.shutdown();
    runner = await Runner.over(folder);
    expect(await runner.start(TYPE, 'a')).toMatchObject({ sessionId, resumed: true, drift: [] });
    const told = runner.client.nextNotification<SessionDidChangeParams>(
      'praxis/session/didChange',
      ({ change }) => change === 'drift',
    );
    const uri = uriOf(folder.at(`${BASE}/metadata.json`));
    runner.client.open(uri, sampleMetadata(TYPE));
    runner.client.change(uri, sampleMetadata(TYPE).replace('"Prepare"', '"Set up"'));
    expect((await told).session?.drift).toMatchObject([{ kind: 'phase-renamed', phase: 0 }]);
  });

  it('passes no phase that the author took away', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    await runner.complete(sessionId, 0, { items_counted: 1 });
    const metadata = JSON.parse(sampleMetadata(TYPE));
    const [first, second] = metadata.phases;
    const uri = uriOf(folder.at(`${BASE}/metadata.json`));
    const without = { ...metadata, phases: [first, { ...second, phase_number: 2 }] };
    runner.client.open(uri, JSON.stringify({ ...without, total_phases: 2 }));
    folder.delete(`${BASE}/phases/1`);
    expect(await errorOf(runner.complete(sessionId, 1, {}))).toMatchObject({
      code: 1005,
      data: { phases: [0, 2] },
    });
    expect((await runner.phase(sessionId)).warnings.join()).toContain('no phase 1');
    expect(await runner.change('rollback', sessionId)).toMatchObject({ currentPhase: 0 });
  });

  it('takes a state file that was edited by hand as it is', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    const text = readFileSync(stateOf(sessionId), 'utf8');
    writeFileSync(
      stateOf(sessionId),
      text.replace('"target_file": "a"', '"target_file": "renamed"'),
    );
    expect((await runner.get(sessionId)).targetFile).toBe('renamed');
    const uri = uriOf(stateOf(sessionId));
    runner.client.open(uri, text.replace('"target_file": "a"', '"target_file": "typed"'));
    expect((await runner.get(sessionId)).targetFile).toBe('typed');
    expect(await errorOf(runner.change('pause', sessionId))).toMatchObject({
      code: 1011,
      message: expect.stringContaining('not saved'),
    });
    runner.client.close(uri);
    await runner.change('pause', sessionId);
  });

  it('keeps what it does not know, and numbers as they were written', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    const text = readFileSync(stateOf(sessionId), 'utf8');
    writeFileSync(
      stateOf(sessionId),
      text.replace(
        '"metadata": {',
        '"elsewhere": {"x": 5.0, "long": 12345678901234567890},\n  "metadata": {',
      ),
    );
    await runner.change('pause', sessionId);
    const saved = readFileSync(stateOf(sessionId), 'utf8');
    expect(saved).toContain('"x": 5.0,');
    expect(saved).toContain('"long": 12345678901234567890');
  });
});

describe('what leads nowhere', () => {
  it('is answered with the reason and a remedy', async () => {
    const nobody = '00000000-0000-0000-0000-000000000000';
    expect(await errorOf(runner.phase(nobody))).toMatchObject({ code: 1003 });
    expect(await errorOf(runner.phase('nope'))).toMatchObject({
      code: -32602,
      message:
        'sessionId: expected a session id of 36 characters (0-9, a-f and hyphens), got "nope"',
    });
    expect(await errorOf(runner.start('nothing_v1', 'a'))).toMatchObject({ code: 1001 });
    for (const target of ['../x', '/etc/x']) {
      expect(await errorOf(runner.start(TYPE, target))).toMatchObject({ code: 1012 });
    }
    expect(await errorOf(runner.start(TYPE, 'a;b'))).toMatchObject({ code: -32602 });
    expect(await errorOf(runner.start(TYPE, ' '))).toMatchObject({ code: -32602 });
    const { sessionId } = await runner.start(TYPE, 'a');
    expect(
      await errorOf(
        runner.client.request('praxis/session/completePhase', {
          sessionId,
          phase: 0.9,
          evidence: {},
        }),
      ),
    ).toMatchObject({ code: -32602 });
  });

  it('is said of a state file that cannot be read, which is copied aside once and stays', async () => {
    const id = '11111111-1111-1111-1111-111111111111';
    folder.write({ [`.praxis-os/.cache/state/${id}.json`]: '{ not json' });
    const corrupt = await errorOf(runner.get(id));
    expect(corrupt).toMatchObject({
      code: 1004,
      message: expect.stringMatching(/^Corrupted state file: /),
    });
    await errorOf(runner.get(id));
    const copies = readdirSync(folder.at('.praxis-os/.cache/state')).filter((name) =>
      name.includes('unreadable'),
    );
    expect(copies).toHaveLength(1);
    expect(readFileSync(stateOf(id), 'utf8')).toBe('{ not json');
    expect(await runner.list()).toMatchObject({
      sessions: [],
      unreadable: [{ reason: expect.any(String) }],
    });
  });

  it('never writes a state that it could not keep as it is', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    const text = readFileSync(stateOf(sessionId), 'utf8');
    const deep = `${'['.repeat(300)}${']'.repeat(300)}`;
    const changed = text.replace('"metadata": {', `"deep": ${deep},\n  "metadata": {`);
    writeFileSync(stateOf(sessionId), changed);
    expect(await errorOf(runner.change('pause', sessionId))).toMatchObject({ code: 1004 });
    expect(readFileSync(stateOf(sessionId), 'utf8')).toBe(changed);
  });

  it('stays inside the workspace, links resolved', async () => {
    const outside = new TemporaryFolder();
    outside.write({ 'secret.md': '# secret\n' });
    rmSync(folder.at(`${BASE}/phases/0/task-1-collect.md`));
    symlinkSync(outside.at('secret.md'), folder.at(`${BASE}/phases/0/task-1-collect.md`));
    const { sessionId } = await runner.start(TYPE, 'a');
    expect(await errorOf(runner.task(sessionId, 0, 1))).toMatchObject({ code: 1012 });
    outside[Symbol.dispose]();
  });

  it('runs nothing in a workspace that is not trusted, and reads all the same', async () => {
    const { sessionId } = await runner.start(TYPE, 'a');
    const careful = await Runner.over(folder, {
      initializationOptions: { praxis: { trusted: false } },
    });
    expect(await careful.phase(sessionId)).toMatchObject({ phase: 0 });
    for (const attempt of [
      careful.start(TYPE, 'b'),
      careful.complete(sessionId, 0, {}),
      careful.change('pause', sessionId),
      careful.change('delete', sessionId),
    ]) {
      expect(await errorOf(attempt)).toMatchObject({ code: 1013 });
    }
    await careful.client.shutdown();
  });
});
