import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CacheStatsResult,
  DidInvalidateParams,
} from '../../server/protocol/cache-requests.ts';
import type { WorkflowDescribeResult } from '../../server/protocol/workflow-requests.ts';
import { LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { Runner } from './running.ts';
import { COMMAND, errorOf } from './server.ts';

/**
 * The three tests that the analysis of the original system asked for, under their names: there a
 * changed metadata.json was not seen until the server was restarted.
 */

const TYPE = 'release_checklist_v1';
const METADATA = `universal/workflows/${TYPE}/metadata.json`;

let folder: TemporaryFolder;
let client: LspClient;

beforeEach(() => {
  folder = new TemporaryFolder();
  cpSync('universal', folder.at('universal'), { recursive: true });
  mkdirSync(folder.at('.git'));
  client = new LspClient(COMMAND);
});

afterEach(async () => {
  await client.shutdown();
  folder[Symbol.dispose]();
});

function edit(text: string, change: (metadata: Record<string, unknown>) => void): string {
  const value: Record<string, unknown> = JSON.parse(text);
  change(value);
  return JSON.stringify(value, undefined, 2);
}

async function describeWorkflow(): Promise<WorkflowDescribeResult['overview']> {
  const { overview } = await client.request<WorkflowDescribeResult>('praxis/workflow/describe', {
    workflowType: TYPE,
  });
  return overview;
}

describe.each(['development', 'production'])('in %s mode', (mode) => {
  beforeEach(async () => {
    await client.initialize({
      roots: [folder.path],
      initializationOptions: { praxis: { cache: { mode } } },
    });
  });

  it('test_metadata_cache_invalidation', async () => {
    expect((await describeWorkflow()).description).not.toBe('Changed behind the server’s back.');
    const text = readFileSync(folder.at(METADATA), 'utf8');
    writeFileSync(
      folder.at(METADATA),
      edit(text, (metadata) => {
        metadata.description = 'Changed behind the server’s back.';
      }),
    );
    // No event is sent. Production trusts the watcher, which needs a moment; development does not.
    if (mode === 'production') {
      await expect
        .poll(async () => (await describeWorkflow()).description)
        .toBe('Changed behind the server’s back.');
    } else {
      expect((await describeWorkflow()).description).toBe('Changed behind the server’s back.');
    }
  });

  it('test_full_hot_reload', async () => {
    const uri = uriOf(folder.at(METADATA));
    const text = readFileSync(folder.at(METADATA), 'utf8');
    client.open(uri, text);
    expect((await client.diagnostics(uri)).diagnostics).toEqual([]);
    const before = await describeWorkflow();

    // Typed, not saved: the running server answers from it at once.
    const published = client.nextDiagnostics(uri);
    const invalidated = client.nextNotification<DidInvalidateParams>('praxis/cache/didInvalidate');
    client.change(
      uri,
      edit(text, (metadata) => {
        metadata.name = 'Renamed on the screen';
        metadata.total_phases = 99;
      }),
    );
    expect(await describeWorkflow()).toMatchObject({ name: 'Renamed on the screen' });
    const { diagnostics } = await published;
    expect(diagnostics.map(({ code }) => code)).toEqual(['metadata/total-phases-mismatch']);
    const { dropped, workflowTypes } = await invalidated;
    expect(workflowTypes).toEqual([TYPE]);
    expect(dropped.map(({ cache }) => cache).toSorted()).toEqual([
      'document',
      'metadata',
      'workflow',
    ]);

    // Closed without saving: the disk counts again.
    client.close(uri);
    expect(await describeWorkflow()).toMatchObject({ name: before.name, errors: before.errors });
  });

  it('test_session_cache_with_stale_metadata', async () => {
    const runner = new Runner(client);
    const { sessionId } = await runner.start(TYPE, 'the-release');
    const text = readFileSync(folder.at(METADATA), 'utf8');
    expect(await runner.task(sessionId, 0, 2)).toMatchObject({ taskName: 'Choose the Version' });
    const inFirstPhase = (change: (tasks: Record<string, unknown>[]) => void): string =>
      edit(text, (metadata) => {
        const [phase] = metadata.phases as { tasks: Record<string, unknown>[] }[];
        change(phase?.tasks ?? []);
      });

    // Saved behind the server's back: the next task is the new one, under the running session.
    writeFileSync(
      folder.at(METADATA),
      inFirstPhase((tasks) => {
        Object.assign(tasks[1] ?? {}, { name: 'Pick it', file: 'task-1-collect-changes.md' });
      }),
    );
    await expect
      .poll(() => runner.task(sessionId, 0, 2))
      .toMatchObject({
        taskName: 'Pick it',
        content: expect.stringMatching(/^# Task 1: Collect the Changes/),
      });

    // Typed, not saved: the task is taken away. The session says so, with what there is instead.
    const uri = uriOf(folder.at(METADATA));
    client.open(uri, text);
    client.change(
      uri,
      inFirstPhase((tasks) => {
        tasks.pop();
      }),
    );
    expect(await errorOf(runner.task(sessionId, 0, 2))).toMatchObject({
      code: 1006,
      data: { remediation: 'The phase has the tasks 1.' },
    });
    expect(await runner.phase(sessionId)).toMatchObject({
      tasks: [{ taskNumber: 1 }],
      drift: [{ kind: 'task-removed', phase: 0 }],
    });

    // No cache of the session outlives the change: a new session begins with the new workflow.
    const { sessionId: another, drift } = await runner.start(TYPE, 'another-release');
    expect(another).not.toBe(sessionId);
    expect(drift).toEqual([]);

    // The workflow itself goes: the session is kept and says what is missing, and comes back with it.
    client.close(uri);
    rmSync(folder.at(METADATA));
    await expect
      .poll(async () => (await runner.get(sessionId)).drift)
      .toMatchObject([{ kind: 'workflow-gone' }]);
    expect(await errorOf(runner.phase(sessionId))).toMatchObject({ code: 1001 });
    writeFileSync(folder.at(METADATA), text);
    await expect.poll(async () => (await runner.get(sessionId)).drift).toEqual([]);
    expect(await runner.task(sessionId, 0, 2)).toMatchObject({ taskName: 'Choose the Version' });
    const stats = await client.request<CacheStatsResult>('praxis/cache/stats', {});
    expect(stats.caches.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'document',
        'metadata',
        'checkpoint',
        'workflow',
        'session',
        'dynamic',
      ]),
    );
  });
});
