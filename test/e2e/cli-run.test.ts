import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GateDescribeResult } from '../../server/protocol/gate-requests.ts';
import type {
  CompletePhaseResult,
  PhaseView,
  SessionErrorsResult,
  SessionGetResult,
  SessionListResult,
  SessionStartResult,
  SessionSummary,
  TaskView,
} from '../../server/protocol/session-requests.ts';
import type { WorkflowListResult } from '../../server/protocol/workflow-requests.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { type LaunchOptions, type Outcome, praxis } from './command-line.ts';
import { layUniversal } from './running.ts';
import { sampleWorkflow } from './sample-workflow.ts';

/** Each step is a process of its own. */
vi.setConfig({ testTimeout: 60_000 });

const STATIC = 'release_checklist_v1';
const GATE = `universal/workflows/${STATIC}/phases/0/gate-definition.yaml`;

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  layUniversal(folder);
});

afterEach(() => folder[Symbol.dispose]());

const run = (words: string[], options: Partial<LaunchOptions> = {}): Promise<Outcome> =>
  praxis(['run', ...words], { in: folder.path, ...options });

/** What a program reads, and the exit code, which is 0 unless expected otherwise. */
async function json<R>(
  words: string[],
  options: Partial<LaunchOptions> = {},
  code = 0,
): Promise<R> {
  const outcome = await run([...words, '--json'], options);
  expect({ ...outcome, stdout: outcome.code === code ? '' : outcome.stdout }).toEqual({
    code,
    stdout: '',
    stderr: '',
  });
  return JSON.parse(outcome.stdout) as R;
}

interface Refused {
  readonly error: {
    readonly kind: string;
    readonly next: string;
    readonly [fact: string]: unknown;
  };
}

const refused = async (words: string[], options: Partial<LaunchOptions> = {}) =>
  (await json<Refused>(words, options, 2)).error;

const SHA256 = 'a1'.repeat(32);

/** Evidence for each phase of the release checklist, as it is typed. */
const EVIDENCE: readonly (readonly string[])[] = [
  ['changes_counted=12', 'breaking_changes=[]', 'release_kind=minor', 'version=1.3.0'],
  [
    'changelog_entry=Adds a command line that runs workflows from start to end.',
    'examples_run=0',
    'version_files=package.json',
    'version_files=CHANGELOG.md',
    'release_commit=0123456789abcdef',
  ],
  [
    'tests_total=40',
    'tests_passed=39',
    'tests_skipped=1',
    `artifact={"name": "praxis-ls.tgz", "bytes": 1024, "sha256": "${SHA256}"}`,
    'smoke_output=All is well.',
  ],
  [
    'release_tag=v1.3.0',
    `published_sha256=${SHA256}`,
    'rollback_rehearsed=yes',
    'watch_minutes=30',
    'signals_checked=["error rate", "latency"]',
  ],
];

describe('a static workflow, by script', () => {
  it('runs from the list to the export', async () => {
    const listed = await json<WorkflowListResult & SessionListResult>(['list']);
    expect(
      listed.workflows.map(({ workflowType, errors }) => [workflowType, errors]),
    ).toContainEqual([STATIC, 0]);
    expect(listed.sessions).toEqual([]);

    const started = await json<SessionStartResult>(['start', STATIC, 'packages/parser']);
    expect(started).toMatchObject({ resumed: false, phase: 0, warnings: [] });
    const { sessionId } = started;

    expect(await json<PhaseView>(['phase'])).toMatchObject({ sessionId, phase: 0 });
    expect(await json<TaskView>(['task', '1'])).toMatchObject({ phase: 0, taskNumber: 1 });
    expect(await json<GateDescribeResult>(['gate'])).toMatchObject({ phase: 0, usable: true });
    const tried = await json<CompletePhaseResult>([
      'complete',
      ...(EVIDENCE[0] ?? []),
      '--dry-run',
    ]);
    expect(tried).toMatchObject({ checkpointPassed: true, warnings: [], dryRun: true });
    for (const [phase, pairs] of EVIDENCE.entries()) {
      const done = await json<CompletePhaseResult>(['complete', String(phase), ...pairs]);
      expect(done).toMatchObject({
        checkpointPassed: true,
        warnings: [],
        workflowComplete: phase === 3,
      });
    }
    expect(await json<SessionGetResult>(['status'])).toMatchObject({
      status: 'completed',
      completedPhases: [0, 1, 2, 3],
      drift: [],
    });
    expect(await json(['export'])).toMatchObject({
      session: {
        sessionId,
        phaseArtifacts: {
          1: { evidence: { version_files: ['package.json', 'CHANGELOG.md'], examples_run: 0 } },
          3: { evidence: { rollback_rehearsed: true } },
        },
      },
      overview: { workflowType: STATIC, totalPhases: 4 },
      attempts: [],
    });
    expect(await refused(['complete'])).toMatchObject({ kind: 'SessionComplete', code: 1009 });
  });

  it('is the same session from a folder inside, and from outside with --workspace', async () => {
    const inside = { in: folder.at(`universal/workflows/${STATIC}`) };
    const { sessionId } = await json<SessionStartResult>(
      ['start', STATIC, 'metadata.json'],
      inside,
    );
    const outside = { in: '/' };
    const state = await json<SessionGetResult>(['status', '--workspace', folder.path], outside);
    expect(state).toMatchObject({
      sessionId,
      // The file that is there from where the command was typed.
      targetFile: `universal/workflows/${STATIC}/metadata.json`,
    });
    const { stdout } = await run(['status', '--workspace', folder.path], outside);
    expect(stdout).toContain(`Next: praxis-ls run phase --workspace ${folder.path}`);
  });
});

describe('a dynamic workflow', () => {
  it('runs on the spec that its metadata names as an example, to the end', async () => {
    const metadata = folder.at('universal/workflows/spec_delivery_v1/metadata.json');
    const { usage } = JSON.parse(readFileSync(metadata, 'utf8')) as {
      usage: { example: { target_file: string; options: { spec_path: string } } };
    };
    const { target_file: target, options } = usage.example;
    const words = ['start', 'spec_delivery_v1', target];
    expect(await refused(words)).toMatchObject({
      kind: 'SourceInvalid',
      next: `praxis-ls run ${words.join(' ')} --json --option spec_path=PATH`,
    });
    const started = await json<SessionStartResult>([
      ...words,
      '--option',
      `spec_path=${options.spec_path}`,
    ]);
    expect(started.overview.phases.map(({ source }) => source)).toEqual([
      'static',
      'dynamic',
      'dynamic',
      'dynamic',
    ]);
    await json(['complete', '--evidence', '-'], {
      stdin: JSON.stringify({
        files_read: ['srd.md', 'specs.md', 'tasks.md'],
        goal: 'Limit the rate of requests for each client.',
        phases_found: 3,
        tasks_found: 10,
        first_task: '1.1',
        order_agreed: true,
      }),
    });
    const phase = await json<PhaseView>(['phase']);
    expect(phase).toMatchObject({ phase: 1, phaseName: 'Decide in Memory', source: 'dynamic' });
    const task = await run(['task', '2']);
    expect(task.stdout).toContain('Task 1.2: Read and check the policy file');
    expect(task.stdout).toContain('Next: praxis-ls run task 3');
    for (const number of [1, 2, 3]) {
      const done = await json<CompletePhaseResult>(['complete', 'tasks_completed=4']);
      expect(done.workflowComplete).toBe(number === 3);
    }
    expect((await run(['phase'])).stdout).toContain('Next: praxis-ls run export');
  });

  it('reads options from a file, and --option counts more', async () => {
    folder.write({ 'options.json': '{"spec_path": "nowhere", "budget": 5.0}' });
    const spec = 'universal/specs/2026-01-15-rate-limiter';
    await json([
      'start',
      'spec_delivery_v1',
      spec,
      '--options',
      'options.json',
      '--option',
      `spec_path=${spec}`,
    ]);
    const { stdout } = await run(['export', '--json']);
    expect(stdout).toContain('"budget": 5.0');
    expect(stdout).toContain(`"spec_path": "${spec}"`);
  });
});

describe('evidence', () => {
  beforeEach(async () => {
    folder.write({ [GATE]: readFileSync(GATE, 'utf8').replace('strict: false', 'strict: true') });
    await json(['start', STATIC, 'a']);
  });

  it('that the gate refuses exits with 1, and says field by field what to do', async () => {
    const words = ['complete', 'changes_counted=0', 'breaking_changes=[]', 'version=1.3.0'];
    const { code, stdout, stderr } = await run(words);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "✗ The gate of phase 0 (Scope and Version) refused the evidence (2 things to put right)

        ✗  Field 'release_kind' is required but missing
           → Add 'release_kind': a text (major, minor or patch)
        ✗  Validator 'positive' failed for field 'changes_counted': validation failed
           → Correct 'changes_counted' so that positive holds: lambda x: x > 0
        ✓  breaking_changes, version

      Only saved files count; unsaved edits in an editor are not seen.

      Next: praxis-ls run complete 0 changes_counted=N breaking_changes=ITEM release_kind=TEXT version=TEXT
      "
    `);
    const { attempts } = await json<SessionErrorsResult>(['errors']);
    expect(attempts).toHaveLength(1);
    expect(await json<CompletePhaseResult>(words, {}, 1)).toMatchObject({
      checkpointPassed: false,
    });
  });

  it('whose values do not fit is not submitted, and all such fields are named', async () => {
    const words = ['complete', 'changes_counted=many', 'breaking_changes=', 'version=1.3.0'];
    const { code, stdout, stderr } = await run(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
      "✗ 2 values do not fit. Nothing was submitted.
        changes_counted   expected a number without a fraction, such as 12, got "many"
                          Number of merged changes since the last release
        breaking_changes  expected a JSON list, such as ["a", "b"] or []; or the key
                          once for each item, got ""
                          One line for each breaking change; an empty list if there is
                          none
      Next: praxis-ls run gate
      "
    `);
    expect(await refused(words)).toMatchObject({
      kind: 'InvalidParams',
      code: -32602,
      misfits: [{ field: 'changes_counted' }, { field: 'breaking_changes' }],
    });
    expect((await json<SessionErrorsResult>(['errors'])).attempts).toEqual([]);
  });

  it('comes from standard input, numbers as they are written; pairs count more', async () => {
    const stdin =
      '{"changes_counted": 12345678901234567890, "breaking_changes": ["x"], "version": "2.0.0", "hours": 5.0}';
    await json(['complete', 'release_kind=major', 'breaking_changes=["y"]', '--evidence', '-'], {
      stdin,
    });
    const { stdout } = await run(['export', '--json']);
    expect(stdout).toContain('"changes_counted": 12345678901234567890');
    expect(stdout).toContain('"hours": 5.0');
    const state = JSON.parse(stdout) as { session: SessionGetResult };
    expect(state.session.phaseArtifacts).toMatchObject({
      0: { evidence: { breaking_changes: ['y'] } },
    });
  });

  it.each([
    ['{"a": tru}', 'Line 1, column 7'],
    ['[1]', 'no object'],
    ['', 'the text ends'],
  ])('that is no JSON object is refused: %s', async (stdin, reason) => {
    const error = await refused(['complete', '--evidence', '-'], { stdin });
    expect(error.message).toContain(reason);
  });

  it('for a field with a typing error is told which was meant', async () => {
    const { stdout } = await run(['complete', 'change_counted=3', '--dry-run']);
    expect(stdout).toContain(
      "Did you mean 'changes_counted'?".replace("you mean '", "you mean\n   '"),
    );
  });
});

describe('what cannot be run exits with 2', () => {
  it('a gate that cannot be used, with file and line', async () => {
    await json(['start', STATIC, 'a']);
    folder.write({
      [GATE]: 'checkpoint:\n  strict: true\nevidence_schema:\n  a: boolean\n',
    });
    const { code, stderr } = await run(['complete', 'a=yes']);
    expect(code).toBe(2);
    expect(stderr).toContain(`${GATE}:4:6  "a" must be a mapping`);
    expect(stderr).toContain('(gate/wrong-type)');
    expect(stderr).toContain('only saved');
    expect(stderr).toMatch(/\nNext: praxis-ls run complete a=yes\n$/);
    expect(await refused(['complete', 'a=yes'])).toMatchObject({
      kind: 'WorkflowInvalid',
      code: 1002,
      diagnostics: [{ code: 'gate/wrong-type', range: { start: { line: 3 } } }],
    });
  });

  it('a workflow with errors, unless it is forced', async () => {
    rmSync(folder.at(`universal/workflows/${STATIC}/phases/0/phase.md`));
    const { code, stderr } = await run(['start', STATIC, 'a']);
    expect(code).toBe(2);
    expect(stderr).toContain('--force');
    expect(await json<SessionStartResult>(['start', STATIC, 'a', '--force'])).toMatchObject({
      resumed: false,
    });
  });

  it('a session that is not told from others, with the list to choose from', async () => {
    const first = await json<SessionStartResult>(['start', STATIC, 'a']);
    const second = await json<SessionStartResult>(['start', STATIC, 'b']);
    const { code, stdout, stderr } = await run(['status']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const { sessionId } of [first, second]) expect(stderr).toContain(sessionId.slice(0, 8));
    const [, proposed = ''] = /\nNext: praxis-ls run (.*)\n$/.exec(stderr) ?? [];
    expect((await run(proposed.split(' '))).code).toBe(0);
    for (const words of [[first.sessionId.slice(0, 8)], ['--session', first.sessionId]]) {
      expect(await json<SessionGetResult>(['status', ...words])).toMatchObject({ targetFile: 'a' });
    }
    expect(await json<PhaseView>(['phase', '--workflow', STATIC])).toMatchObject({
      sessionId: second.sessionId,
    });
  });

  it.each([
    [['list', '--bogus'], 'InvalidParams', 'praxis-ls run list --help'],
    [['frob'], 'InvalidParams', 'praxis-ls run --help'],
    [[], 'InvalidParams', 'praxis-ls run --help'],
    [['start', STATIC], 'InvalidParams', 'praxis-ls run start --help'],
    [['start', 'nope_v1', 'a'], 'WorkflowNotFound', 'praxis-ls run list'],
    [['start', STATIC, '../a'], 'PathOutsideWorkspace', 'praxis-ls run start --help'],
    [['status'], 'SessionNotFound', 'praxis-ls run start WORKFLOW TARGET'],
    [['status', 'abcd'], 'SessionNotFound', 'praxis-ls run list --sessions'],
    [['list', '--workspace', 'nowhere'], 'InvalidParams', 'praxis-ls run list --help'],
  ])('%j', async (words, kind, next) => {
    expect(await refused(words)).toMatchObject({ kind, next });
  });

  it('what the session is not ready for', async () => {
    await json(['start', STATIC, 'a']);
    const inText = await run(['phase', '3']);
    expect(inText).toMatchObject({ code: 2, stdout: '' });
    expect(inText.stderr).toMatch(
      /^✗ Cannot access phase 3\.[\s\S]*\nNext: praxis-ls run phase\n$/,
    );
    for (const [words, kind, next] of [
      [['phase', '3'], 'PhaseNotAccessible', 'praxis-ls run phase'],
      [['task', '9'], 'TaskNotFound', 'praxis-ls run phase'],
      [['task'], 'InvalidParams', 'praxis-ls run task --help'],
      [['complete', '2', 'a=1'], 'PhaseMismatch', 'praxis-ls run phase'],
      [['rollback'], 'PhaseNotAccessible', 'praxis-ls run status'],
      [['delete'], 'InvalidParams', 'praxis-ls run delete --json --yes'],
    ] as const) {
      expect(await refused([...words]), words.join(' ')).toMatchObject({ kind, next });
    }
    await json(['pause']);
    expect(await refused(['complete'])).toMatchObject({
      kind: 'SessionPaused',
      next: 'praxis-ls run resume',
      remediation: expect.stringContaining('praxis-ls run resume'),
    });
  });
});

it('tells a state file that is damaged from one that is not there', async () => {
  const id = '124c1a7c-f603-40b9-a067-a1afd3d57e51';
  folder.write({ [`.praxis-os/.cache/state/${id}.json`]: '{"session_id": ' });
  expect((await run(['list'])).stdout).toContain(`${id}.json cannot be read`);
  expect(await refused(['status', '124c'])).toMatchObject({
    kind: 'SessionCorrupt',
    code: 1004,
    remediation: expect.stringContaining(`${id}.json`),
  });
});

describe('changes of a session', () => {
  it('pause, resume, retry, roll back and delete it', async () => {
    await json(['start', STATIC, 'a']);
    expect(await json<SessionSummary>(['pause'])).toMatchObject({ status: 'paused' });
    expect((await run(['list', '--status', 'paused'])).stdout).toContain('(paused)');
    expect(await json<SessionSummary>(['resume'])).toMatchObject({ status: 'active' });
    await json(['complete', ...(EVIDENCE[0] ?? [])]);
    expect(await json<SessionSummary>(['retry'])).toMatchObject({ currentPhase: 1 });
    expect(await json<SessionSummary>(['rollback'])).toMatchObject({ currentPhase: 0 });
    const report = await run(['export', '--output', 'report.md']);
    expect(report).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(folder.at('report.md'), 'utf8')).toContain(
      'rollback from phase 1 to phase 0',
    );
    expect(await json<SessionSummary>(['delete', '--yes'])).toMatchObject({ targetFile: 'a' });
    expect(
      readdirSync(folder.at('.praxis-os/.cache/state')).filter((file) => file.endsWith('.json')),
    ).toEqual([]);
  });
});

describe('what people see', () => {
  it('has colours where they are wanted, and only there', async () => {
    const colours = { environment: { FORCE_COLOR: '1' } };
    expect((await run(['list'], colours)).stdout).toContain('\u001b[1mWorkflows (4)\u001b[22m');
    expect((await run(['status'], colours)).stderr).toContain('\u001b[31m✗');
    for (const environment of [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }]) {
      const { stdout } = await run(['list'], { environment });
      expect(stdout).not.toContain('\u001b');
    }
    const { stdout } = await run(['list', '--json'], colours);
    expect(stdout).not.toContain('\u001b');
  });

  it('cannot be steered by what stands in files', async () => {
    const files = sampleWorkflow('hostile_v1', 'universal/workflows');
    const phase = 'universal/workflows/hostile_v1/phases/0/phase.md';
    folder.write({
      ...files,
      [phase]: `${files[phase]}\nInvisible: \u001b]0;title\u0007\u001b[2J`,
    });
    await json(['start', 'hostile_v1', 'a']);
    const { stdout } = await run(['phase']);
    expect(stdout).toContain('Invisible: ]0;title[2J');
  });

  it('shows progress and drift', async () => {
    await json(['start', STATIC, 'a']);
    await json(['complete', ...(EVIDENCE[0] ?? [])]);
    const metadata = `universal/workflows/${STATIC}/metadata.json`;
    folder.write({
      [metadata]: readFileSync(metadata, 'utf8').replace('Prepare the Release', 'Get Ready'),
    });
    const { stdout } = await run(['status']);
    expect(stdout).toMatch(
      /^ {2}✓ {2}0 {2}Scope and Version\n {2}▶ {2}1 {2}Get Ready\n {2}· {2}2 /m,
    );
    expect(stdout).toContain('The workflow was edited since the session began');
    expect(stdout).toContain('Only saved files count');
  });

  it('explains itself in the help, beside the server', async () => {
    const help = await praxis(['--help'], { in: folder.path });
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('--stdio');
    expect(help.stdout).toContain('run <verb>');
    const ofRun = await run(['--help']);
    expect(ofRun.code).toBe(0);
    for (const words of [
      'Exit codes:',
      'Only saved files count',
      'complete [PHASE] [key=value ...]',
    ]) {
      expect(ofRun.stdout).toContain(words);
    }
    const ofVerb = await run(['complete', '--help']);
    expect(ofVerb.stdout).toContain('praxis-ls run complete [SESSION] [PHASE] [key=value ...]');
    expect(ofVerb.stdout).toContain('Each key=value is typed by its field');
  });

  it('ends quietly when nobody reads on', async () => {
    const { execFile } = await import('node:child_process');
    const program = `"${process.execPath}" "${process.cwd()}/dist/main.js" run list --json | head -c 1`;
    const stderr = await new Promise<string>((resolve) => {
      execFile('sh', ['-c', program], { cwd: folder.path }, (_error, _out, err) => resolve(err));
    });
    expect(stderr).toBe('');
  });
});
