import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../temporary-folder.ts';
import { Runner } from './running.ts';
import { sampleWorkflow } from './sample-workflow.ts';
import { errorOf, settled } from './server.ts';

const TYPE = 'target_v1';
const BASE = `.praxis-os/workflows/${TYPE}`;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let folder: TemporaryFolder;
let runner: Runner;

beforeAll(async () => {
  folder = new TemporaryFolder();
  // Development mode: gates are rewritten faster than any watcher tells.
  folder.write({ '.git/HEAD': '' });
  runner = await Runner.over(folder);
});

// One server for all: whatever was done to it before, it answers.
beforeEach(() => {
  for (const left of ['.praxis-os', 'out', 'tasks.md']) folder.delete(left);
  folder.write(sampleWorkflow(TYPE, '.praxis-os/workflows'));
});

afterAll(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

function gateOf(lambda: string, place: 'validator' | 'rule'): string {
  const text = JSON.stringify(lambda);
  return place === 'rule'
    ? `checkpoint: {strict: true}\nevidence_schema: {}\ncross_field_validation:\n  - {rule: ${text}, error_message: it does not hold}\n`
    : `checkpoint: {strict: true}\nevidence_schema:\n  f: {type: string, validator: v}\nvalidators: {v: ${text}}\n`;
}

describe('a hostile lambda', () => {
  it.each(
    [
      'lambda x: ().__class__.__bases__[0].__subclasses__()',
      "lambda x: __import__('os').system('true')",
      "lambda x: open('/etc/hostname').read()",
      "lambda x: eval('1')",
      'lambda x: x.constructor.constructor("return process")()',
      "lambda x: 'a' * 10 ** 9",
      'lambda x: [0] * 10 ** 9',
      'lambda x: 9 ** 9 ** 9',
      'lambda x: list(range(10 ** 12))',
      'lambda x: sum(a * b * c * d for a in range(999) for b in range(999) for c in range(999) for d in range(999))',
      'lambda x: [[[c for c in range(2000)] for b in range(2000)] for a in range(2000)]',
      "lambda x: re.match('(a+)+$', 'a' * 5000 + '!')",
      "lambda x: re.match('(?:a|a)*b|(x+x+)+y', 'a' * 9000)",
      "lambda x: re.search('(.*)*(.*)*(.*)*z', 'b' * 5000)",
      '(lambda f: f(f))(lambda f: f(f))',
      'lambda x: (lambda f: f(f))(lambda f: f(f))',
      `lambda x: ${'('.repeat(3_000)}x${')'.repeat(3_000)}`,
      `lambda x: ${'['.repeat(900)}${']'.repeat(900)}`,
      `lambda x: ${'not '.repeat(20_000)}x`,
      `lambda x: x${' + x'.repeat(20_000)}`,
      "lambda x: '{:>999999999}'.format(x)",
      "lambda x: f'{x:>999999999}'",
      "lambda x: 'ab'.join(['c' * 1000] * 100000)",
      "lambda x: ('a' * 100000).replace('a', 'b' * 100000)",
      "lambda x: str(10 ** 100000) and int('9' * 100000)",
      'lambda x: round(1e308 * 10) and 1 // 0',
    ].map((lambda) => [lambda.slice(0, 70), lambda] as const),
  )('%s is bounded', async (_, lambda) => {
    for (const place of ['validator', 'rule'] as const) {
      const { sessionId } = await runner.start(TYPE, place);
      let fastest = Number.POSITIVE_INFINITY;
      // What it takes is bounded; a machine that is busy adds to it, so the best of some tries counts.
      for (let attempt = 0; attempt < 6 && fastest >= 100; attempt++) {
        const gate = `${gateOf(lambda, place)}# ${attempt}\n`;
        folder.write({ [`${BASE}/phases/0/gate-definition.yaml`]: gate });
        const began = performance.now();
        await runner.complete(sessionId, 0, { f: 'text' }, { dryRun: true });
        fastest = Math.min(fastest, performance.now() - began);
      }
      expect(fastest).toBeLessThan(100);
      const verdict = await runner.complete(sessionId, 0, { f: 'text' });
      expect(await runner.get(sessionId)).toMatchObject({ currentPhase: 0 });
      expect(verdict.checkpointPassed).toBe(false);
      expect(verdict.errors).toHaveLength(1);
    }
  });
});

describe('hostile params', () => {
  it.each([
    '../../../../../../../../etc/hostname.json',
    '..%2f..%2fx',
    `${'a'.repeat(35)}/`,
    'A'.repeat(36),
    '',
    'con',
    '__proto__',
  ])('the session id %j is refused before it touches a path', async (id) => {
    for (const action of ['get', 'phase', 'pause', 'delete', 'errors']) {
      expect(await errorOf(runner.change(action, id))).toMatchObject({ code: -32602 });
    }
    expect(await errorOf(runner.complete(id, 0, {}))).toMatchObject({ code: -32602 });
  });

  it('a session id of the right form that nobody has finds nothing', async () => {
    for (const id of [NOBODY, '-'.repeat(36), 'f'.repeat(36)]) {
      expect(await errorOf(runner.phase(id))).toMatchObject({ code: 1003 });
    }
  });

  it.each([
    ['../x', 1012],
    ['/etc/passwd', 1012],
    ['a/../../x', 1012],
    ['', -32602],
    ['   ', -32602],
    ['a\0b', -32602],
    ['a;rm -rf .', -32602],
    ['$(id)', -32602],
    ['%2e%2e/x', -32602],
    ['..%5Cx', -32602],
  ])('the target %j is refused', async (target, code) => {
    expect(await errorOf(runner.start(TYPE, target))).toMatchObject({ code });
    expect((await runner.list()).sessions).toEqual([]);
  });

  it('a target behind a link that leads out is refused', async () => {
    symlinkSync('/', folder.at('out'));
    expect(await errorOf(runner.start(TYPE, 'out/etc/hostname'))).toMatchObject({ code: 1012 });
  });

  it.each(['../../etc', 'a/b', '.', '..', '__proto__', 'con\0'])(
    'the workflow type %j is not found',
    async (type) => {
      const refused = await errorOf(runner.start(type, 'x'));
      expect([1001, -32602]).toContain(refused.code);
    },
  );
});

describe('evidence that is too much', () => {
  it('is refused when it is larger than 10 MiB, and the phase stays', async () => {
    const { sessionId } = await runner.start(TYPE, 'x');
    const evidence = { log: 'x'.repeat(11 * 1024 * 1024) };
    expect(await errorOf(runner.complete(sessionId, 0, evidence))).toMatchObject({
      code: -32602,
      message: expect.stringContaining('10 MiB'),
    });
    expect(await runner.get(sessionId)).toMatchObject({ currentPhase: 0, checkpoints: {} });
  });

  it('is refused when it is nested a thousand levels deep', async () => {
    const { sessionId } = await runner.start(TYPE, 'x');
    let deep: unknown = 1;
    for (let level = 0; level < 1_000; level++) deep = level % 2 === 0 ? [deep] : { deep };
    expect(await errorOf(runner.complete(sessionId, 0, { deep }))).toMatchObject({
      code: -32602,
      message: expect.stringContaining('levels'),
    });
    expect(await settled(runner.client)).toBeLessThan(1_000);
  });

  it('may be given three times at nearly 10 MiB, or is refused with the reason', async () => {
    const { sessionId } = await runner.start(TYPE, 'x', {});
    const evidence = { log: 'x'.repeat(9 * 1024 * 1024), items_counted: 'x' };
    folder.write({
      [`${BASE}/phases/0/gate-definition.yaml`]:
        'checkpoint: {strict: true}\nevidence_schema: {items_counted: {type: integer}}\n',
    });
    for (let attempt = 0; attempt < 3; attempt++) {
      const answer = await runner
        .complete(sessionId, 0, evidence)
        .catch((error: { code: number; message: string }) => error);
      if ('code' in answer) expect(answer.message).toMatch(/bytes|MiB/);
      expect((await runner.get(sessionId)).currentPhase).toBe(0);
    }
  });
});

describe('what leads out of the workspace', () => {
  let outside: TemporaryFolder;
  beforeEach(() => {
    outside = new TemporaryFolder();
  });
  afterEach(() => outside[Symbol.dispose]());

  it('is no place for states: a state folder that is a link', async () => {
    mkdirSync(folder.at('.praxis-os/.cache'), { recursive: true });
    symlinkSync(outside.path, folder.at('.praxis-os/.cache/state'));
    expect(await errorOf(runner.start(TYPE, 'x'))).toMatchObject({ code: 1012 });
    writeFileSync(outside.at(`${NOBODY}.json`), '{}');
    expect(await errorOf(runner.get(NOBODY))).toMatchObject({ code: 1012 });
  });

  it('is no place for states: rag.index_path', async () => {
    const elsewhere = outside.at('index');
    for (const index_path of [elsewhere, path.relative(folder.path, elsewhere)]) {
      folder.write({ '.praxis-os/config.json': JSON.stringify({ rag: { index_path } }) });
      expect(await errorOf(runner.start(TYPE, 'x'))).toMatchObject({ code: 1012 });
      expect(await errorOf(runner.get(NOBODY))).toMatchObject({ code: 1012 });
      expect(await runner.list()).toMatchObject({ sessions: [] });
      expect(readdirSync(outside.path)).toEqual([]);
    }
  });

  it('is not read as a task, a phase or a gate', async () => {
    const { sessionId } = await runner.start(TYPE, 'x');
    for (const name of ['task-1-collect.md', 'phase.md', 'gate-definition.yaml']) {
      rmSync(folder.at(`${BASE}/phases/0/${name}`));
      symlinkSync('/etc/hostname', folder.at(`${BASE}/phases/0/${name}`));
    }
    expect(await errorOf(runner.task(sessionId, 0, 1))).toMatchObject({ code: 1012 });
    expect(await errorOf(runner.phase(sessionId))).toMatchObject({ code: 1012 });
    expect(await errorOf(runner.complete(sessionId, 0, {}))).toMatchObject({ code: 1012 });
  });

  it('is not read as the source of a dynamic workflow', async () => {
    outside.write({ 'tasks.md': '## Phase 1: Leak\n- [ ] **Task 1.1**: secret\n' });
    const dynamic = '.praxis-os/workflows/made_v1';
    folder.write({
      [`${dynamic}/metadata.json`]: JSON.stringify({
        workflow_type: 'made_v1',
        version: '1.0.0',
        description: 'A workflow whose phases are generated.',
        total_phases: 'dynamic',
        estimated_duration: '1 hour',
        primary_outputs: ['x'],
        dynamic_phases: true,
        dynamic_config: { source_path_key: 'spec_path' },
        phases: [],
      }),
      [`${dynamic}/phases/dynamic/phase-template.md`]: '[PHASE_NAME]\n',
      [`${dynamic}/phases/dynamic/task-template.md`]: '[TASK_NAME]\n',
    });
    symlinkSync(outside.at('tasks.md'), folder.at('tasks.md'));
    for (const spec_path of [outside.path, outside.at('tasks.md'), 'tasks.md', '../../etc']) {
      const refused = await errorOf(runner.start('made_v1', 'x', { options: { spec_path } }));
      expect([1010, 1012]).toContain(refused.code);
      expect(JSON.stringify(refused)).not.toContain('secret');
    }
  });
});

describe('a workspace that is not trusted', () => {
  it('refuses every request that changes a session, and answers those that read', async () => {
    const { sessionId } = await runner.start(TYPE, 'x');
    const before = await runner.get(sessionId);
    const careful = await Runner.over(folder, {
      initializationOptions: { praxis: { trusted: false } },
    });
    const attempts = [
      careful.start(TYPE, 'x'),
      careful.start(TYPE, 'y'),
      careful.complete(sessionId, 0, { items_counted: 1 }),
      careful.complete(sessionId, 0, { items_counted: 1 }, { dryRun: true }),
      ...['pause', 'resume', 'retryPhase', 'rollback', 'delete'].map((action) =>
        careful.change(action, sessionId),
      ),
      careful.client.request('workspace/executeCommand', {
        command: 'praxis.session.pause',
        arguments: [{ sessionId }],
      }),
    ];
    for (const attempt of attempts) {
      expect(await errorOf(attempt)).toMatchObject({ code: 1013, data: { kind: 'NotTrusted' } });
    }
    expect(await careful.get(sessionId)).toEqual(before);
    expect(await careful.phase(sessionId)).toMatchObject({ phase: 0 });
    expect(await careful.task(sessionId, 0, 1)).toMatchObject({ taskNumber: 1 });
    expect((await careful.list()).sessions).toHaveLength(1);
    await careful.client.shutdown();
  });
});
