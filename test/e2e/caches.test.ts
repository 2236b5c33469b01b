import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import type { ShowMessageParams } from 'vscode-languageserver-protocol';
import type {
  CacheEntry,
  CacheInvalidateResult,
  CacheStatsResult,
  DidInvalidateParams,
} from '../../server/protocol/cache-requests.ts';
import type {
  WorkflowDescribeResult,
  WorkflowListResult,
} from '../../server/protocol/workflow-requests.ts';
import { type InitializeOptions, LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { SAMPLE_GATE, sampleMetadata, sampleWorkflow } from './sample-workflow.ts';
import { COMMAND, errorOf, rest, settled } from './server.ts';

const TYPE = 'sample_cached_v1';
const OTHER_TYPE = 'sample_other_v1';
const WORKFLOW = `workflows/${TYPE}`;
const METADATA = `${WORKFLOW}/metadata.json`;
const GATE = `${WORKFLOW}/phases/0/gate-definition.yaml`;
const TASK = `${WORKFLOW}/phases/0/task-1-collect.md`;
const files = sampleWorkflow(TYPE);

let folder: TemporaryFolder;
let client: LspClient;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({ ...files, ...sampleWorkflow(OTHER_TYPE) });
});

afterEach(async () => {
  expect(await client.shutdown()).toBe(0);
  folder[Symbol.dispose]();
});

async function start(options: InitializeOptions = {}): Promise<void> {
  client = new LspClient(COMMAND);
  await client.initialize({ roots: [folder.path], ...options });
}

const at = (file: string) => uriOf(folder.at(file));
const stats = () => client.request<CacheStatsResult>('praxis/cache/stats', {});
const invalidated = () =>
  client.nextNotification<DidInvalidateParams>('praxis/cache/didInvalidate');

/** Entries as `cache key`, in order. */
function named(entries: readonly CacheEntry[]): string[] {
  return entries.map(({ cache, key }) => `${cache} ${key}`).toSorted();
}

/** Opens a file, and one of the other workflow, so that both are in the caches. */
async function opened(file: string): Promise<void> {
  const other = `workflows/${OTHER_TYPE}/phases/0/phase.md`;
  for (const each of [other, file]) {
    client.open(at(each), readFileSync(folder.at(each), 'utf8'));
    await client.diagnostics(at(each));
  }
  for (const workflowType of [TYPE, OTHER_TYPE]) {
    await client.request('praxis/workflow/describe', { workflowType });
  }
  await settled(client);
  await rest(100);
}

describe('praxis/cache/didInvalidate tells', () => {
  beforeEach(() => start());

  it('of an edited gate: its document, its checkpoint and its workflow, and nothing of another', async () => {
    await opened(GATE);
    const told = invalidated();
    client.change(at(GATE), SAMPLE_GATE.replace('items_counted', 'items_weighed'));
    const { dropped, uris, workflowTypes } = await told;
    expect(named(dropped)).toEqual([
      `checkpoint ${TYPE}/0`,
      `document ${TYPE}/phases/0/gate-definition.yaml`,
      `workflow ${TYPE}`,
    ]);
    expect(uris).toEqual([at(GATE)]);
    expect(workflowTypes).toEqual([TYPE]);
    for (const { why, cause, microseconds } of dropped) {
      expect({ why, cause }).toEqual({ why: 'changed', cause: at(GATE) });
      expect(microseconds).toBeGreaterThanOrEqual(0);
    }
  });

  it('of prose typed in a task: that document, and that the workflow was kept', async () => {
    await opened(TASK);
    const told = invalidated();
    client.change(at(TASK), `${files[TASK]}\nOne more word.\n`);
    const { dropped, kept } = await told;
    expect(named(dropped)).toEqual([`document ${TYPE}/phases/0/task-1-collect.md`]);
    expect(named(kept)).toEqual([`workflow ${TYPE}`]);
    expect(kept).toMatchObject([{ why: 'cut-off' }]);
  });

  it('of a comment in a gate: that its checkpoint was kept', async () => {
    await opened(GATE);
    const told = invalidated();
    client.change(at(GATE), `# A comment.\n${SAMPLE_GATE}`);
    const { dropped, kept } = await told;
    expect(named(dropped)).toEqual([`document ${TYPE}/phases/0/gate-definition.yaml`]);
    expect(named(kept)).toEqual([`checkpoint ${TYPE}/0`, `workflow ${TYPE}`]);
  });

  it('of prose in a folder of the workflow’s own: whose it is', async () => {
    const prose = `${WORKFLOW}/core/glossary.md`;
    folder.write({ [prose]: '# Words\n' });
    await opened(prose);
    const told = invalidated();
    client.change(at(prose), '# More words\n');
    const { dropped, workflowTypes } = await told;
    expect(named(dropped)).toEqual([`document ${TYPE}/core/glossary.md`]);
    expect(workflowTypes).toEqual([TYPE]);
  });

  it('nothing of an edit that concerns nobody', async () => {
    await opened(TASK);
    const from = client.notifications('praxis/cache/didInvalidate').length;
    client.open(at('notes.md'), '# Notes\n');
    client.change(at('notes.md'), '# More notes\n');
    await settled(client);
    await rest(200);
    expect(client.notifications('praxis/cache/didInvalidate')).toHaveLength(from);
  });
});

it('a path that is called phases further up confuses nobody', async () => {
  const root = 'phases/7/repository';
  folder.write(sampleWorkflow(TYPE, `${root}/workflows`));
  await start({ roots: [folder.at(root)] });
  const metadata = `${root}/${METADATA}`;
  client.open(at(metadata), files[METADATA] ?? '');
  await client.diagnostics(at(metadata));
  await settled(client);
  const told = invalidated();
  client.change(at(metadata), sampleMetadata(TYPE, { name: 'Renamed' }));
  const { dropped, workflowTypes } = await told;
  expect(workflowTypes).toEqual([TYPE]);
  expect(named(dropped)).toEqual([
    `document ${TYPE}/metadata.json`,
    `metadata ${TYPE}`,
    `workflow ${TYPE}`,
  ]);
});

describe('praxis/cache/invalidate', () => {
  beforeEach(async () => {
    await start();
    await opened(TASK);
  });

  const invalidate = (params: object) =>
    client.request<CacheInvalidateResult>('praxis/cache/invalidate', params);

  it('drops what is held of one type, and nothing of another', async () => {
    const told = invalidated();
    const { dropped } = await invalidate({ workflowType: TYPE });
    expect(dropped).toMatchObject({ document: 9, metadata: 1, checkpoint: 2, workflow: 1 });
    const { workflowTypes, dropped: entries } = await told;
    expect(workflowTypes).toEqual([TYPE]);
    expect(new Set(entries.map(({ why }) => why))).toEqual(new Set(['invalidated']));
  });

  it('drops everything when no type is given; answers stay as they were', async () => {
    const before = await client.request('praxis/workflow/list', {});
    const { dropped } = await invalidate({});
    expect(dropped.workflow).toBe(2);
    expect(await client.request('praxis/workflow/list', {})).toEqual(before);
  });

  it('of an unknown type says which there are', async () => {
    const error = await errorOf(invalidate({ workflowType: 'sample_cahced_v1' }));
    expect(error).toMatchObject({ code: 1001, data: { kind: 'WorkflowNotFound' } });
    expect(JSON.stringify(error.data)).toContain(TYPE);
  });
});

describe('praxis/cache/stats', () => {
  it('tells of each cache what it holds and how it served', async () => {
    await start();
    const before = await stats();
    expect(before.caches.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['document', 'metadata', 'checkpoint', 'workflow']),
    );
    await opened(TASK);
    const { caches, computed, recentEvents, mode, reason } = await stats();
    expect(mode).toBe('production');
    expect(reason).toBe('no .git in the workspace');
    expect(computed).toBeGreaterThan(before.computed);
    // No session was asked for, and nothing searched: these caches are there, and empty.
    const empty = caches.filter(({ size }) => size === 0).map(({ name }) => name);
    expect(empty.toSorted()).toEqual(['dynamic', 'query', 'session']);
    for (const { name, hits, misses, hitRate, ...counts } of caches) {
      if (empty.includes(name)) continue;
      expect(misses, name).toBeGreaterThan(0);
      expect(hitRate, name).toBeCloseTo(hits / (hits + misses), 3);
      expect(counts, name).toMatchObject({ invalidations: 0, evictions: 0 });
    }
    expect(recentEvents).toEqual([]);
    const told = invalidated();
    client.change(at(TASK), '# Task 1: Collect\n');
    await told;
    const after = await stats();
    expect(after.recentEvents.at(0)).toMatchObject({ uri: at(TASK), outcome: 'dropped' });
    expect(Date.parse(after.recentEvents.at(0)?.at ?? '')).toBeLessThanOrEqual(Date.now());
  });
});

describe('the list of workflows', () => {
  /** Bytes that a process has read so far, as Linux counts them. */
  function bytesRead(pid: number | undefined): number {
    const io = readFileSync(`/proc/${pid}/io`, 'utf8');
    return Number(/^rchar: (\d+)/m.exec(io)?.[1]);
  }

  const list = () => client.request<WorkflowListResult>('praxis/workflow/list', {});

  /** Prose makes reading expensive, and so worth sharing. */
  function writeMany(count: number): void {
    for (let index = 0; index < count; index++) {
      const name = `sample_many${index}_v1`;
      folder.write({
        ...sampleWorkflow(name),
        [`workflows/${name}/README.md`]: 'Much to read.\n\n'.repeat(5_000),
      });
    }
  }

  it.skipIf(process.platform !== 'linux')(
    'asked for twice at once, before the scan is done, is made once',
    async () => {
      writeMany(30);
      const costs: number[] = [];
      for (const askers of [1, 2, 3]) {
        await start({ client: 'bare' });
        const before = bytesRead(client.pid);
        const answers = await Promise.all(Array.from({ length: askers }, list));
        for (const { workflows } of answers) expect(workflows).toHaveLength(32);
        costs.push(bytesRead(client.pid) - before);
        if (askers < 3) await client.shutdown();
      }
      const [one = 0, two = 0, three = 0] = costs;
      expect(one).toBeGreaterThan(30 * 5_000 * 15);
      expect(two).toBeLessThan(one * 1.3);
      expect(three).toBeLessThan(one * 1.3);
    },
  );

  it('can be cancelled while it is made, and is made for who asks next', async () => {
    writeMany(60);
    await start({ client: 'bare' });
    const cancelling = new CancellationTokenSource();
    const asked = client.request('praxis/workflow/list', {}, cancelling.token);
    const command = client.request(
      'workspace/executeCommand',
      { command: 'praxis.workflow.list' },
      cancelling.token,
    );
    cancelling.cancel();
    expect(await errorOf(asked)).toMatchObject({ code: -32800 });
    expect(await errorOf(command)).toMatchObject({ code: -32800 });
    expect((await list()).workflows).toHaveLength(62);
  });

  it('shows what is on the screen, unsaved', async () => {
    await start({ client: 'bare' });
    client.open(at(METADATA), sampleMetadata(TYPE, { name: 'Unsaved', total_phases: 9 }));
    const { workflows } = await list();
    expect(workflows.find(({ workflowType }) => workflowType === TYPE)).toMatchObject({
      name: 'Unsaved',
      errors: 1,
      uri: at(WORKFLOW),
    });
  });
});

describe('a command', () => {
  const execute = <R>(command: string, ...args: unknown[]) =>
    client.request<R>('workspace/executeCommand', { command, arguments: args });
  const shown = () =>
    client.notifications<ShowMessageParams>('window/showMessage').map(({ params }) => params);

  it('with arguments answers as the request does, and shows nothing', async () => {
    await start({ client: 'bare' });
    const params = { workflowType: TYPE };
    expect(await execute('praxis.workflow.describe', params)).toEqual(
      await client.request('praxis/workflow/describe', params),
    );
    expect(shown()).toEqual([]);
  });

  it('without arguments works on the workflow of the document touched last, and shows it', async () => {
    await start({ client: 'bare' });
    await opened(TASK);
    const { overview } = await execute<WorkflowDescribeResult>('praxis.workflow.describe');
    expect(overview.workflowType).toBe(TYPE);
    expect(shown()).toMatchObject([{ type: 3, message: expect.stringContaining('Sample 1.0.0') }]);
    client.change(at(`workflows/${OTHER_TYPE}/phases/0/phase.md`), '# Phase 0: Prepare\n');
    const other = await execute<WorkflowDescribeResult>('praxis.workflow.describe');
    expect(other.overview.workflowType).toBe(OTHER_TYPE);
  });

  it('without arguments works on the very copy that was touched', async () => {
    const [source, installed] = ['universal', '.praxis-os'].map((base) => `${base}/${METADATA}`);
    for (const file of [source, installed]) {
      folder.write({ [file ?? '']: sampleMetadata(TYPE, { name: file?.split('/')[0] }) });
    }
    await start({ client: 'bare' });
    client.open(at(source ?? ''), readFileSync(folder.at(source ?? ''), 'utf8'));
    const { overview } = await execute<WorkflowDescribeResult>('praxis.workflow.describe');
    expect(overview.name).toBe('universal');
    const strongest = await execute<WorkflowDescribeResult>('praxis.workflow.describe', {
      workflowType: TYPE,
    });
    expect(strongest.overview.name).toBe('.praxis-os');
  });

  it('without arguments or a document asks, and takes no for an answer', async () => {
    await start();
    client.chooseAction = (actions) => actions.find(({ title }) => title === OTHER_TYPE) ?? null;
    const { overview } = await execute<WorkflowDescribeResult>('praxis.workflow.describe');
    expect(overview.workflowType).toBe(OTHER_TYPE);
    client.chooseAction = () => null;
    expect(await errorOf(execute('praxis.workflow.describe'))).toMatchObject({ code: -32602 });
    expect(shown().at(-1)).toMatchObject({
      type: 1,
      message: expect.stringContaining('workflowType'),
    });
  });

  it.each([
    'praxis.workflow.list',
    'praxis.cache.stats',
    'praxis.cache.invalidate',
    'praxis.status',
  ])('%s without arguments shows its outcome in one line', async (command) => {
    await start({ client: 'bare' });
    await execute(command);
    expect(shown()).toHaveLength(1);
    expect(shown()[0]?.message).toMatch(/^[^\n]{10,}$/);
  });
});
