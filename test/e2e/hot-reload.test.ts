import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CacheStatsResult,
  DidInvalidateParams,
} from '../../server/protocol/cache-requests.ts';
import type { WorkflowDescribeResult } from '../../server/protocol/workflow-requests.ts';
import { LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

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
  client = new LspClient(['node', 'dist/main.js', '--stdio']);
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
});

describe('test_session_cache_with_stale_metadata', () => {
  it('no cache serves a task that the author took away', async () => {
    await client.initialize({ roots: [folder.path] });
    const before = await describeWorkflow();
    const uri = uriOf(folder.at(METADATA));
    const text = readFileSync(folder.at(METADATA), 'utf8');
    client.open(uri, text);
    client.change(
      uri,
      edit(text, (metadata) => {
        const phases = metadata.phases as { tasks: unknown[] }[];
        phases[0]?.tasks.pop();
      }),
    );
    const after = await describeWorkflow();
    expect(after.phases[0]?.tasks).toHaveLength((before.phases[0]?.tasks.length ?? 0) - 1);
    const stats = await client.request<CacheStatsResult>('praxis/cache/stats', {});
    expect(stats.caches.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['document', 'metadata', 'checkpoint', 'workflow']),
    );
    rmSync(folder.at(METADATA));
    client.close(uri);
    await expect(describeWorkflow()).rejects.toMatchObject({ code: 1001 });
  });
});
