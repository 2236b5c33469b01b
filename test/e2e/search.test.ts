import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hover } from 'vscode-languageserver-protocol';
import type { CacheStatsResult } from '../../server/protocol/cache-requests.ts';
import type { IndexStatusResult, SearchResult } from '../../server/protocol/search-requests.ts';
import type { StatusResult } from '../../server/protocol/status-request.ts';
import { type LaunchOptions, type LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { layUniversal } from './running.ts';
import { startServer } from './server.ts';

const TYPE = 'release_checklist_v1';
const METADATA = `universal/workflows/${TYPE}/metadata.json`;
const STANDARD = 'universal/standards/gates/cross-field-rules.md';
/** The first search may have to wait for the index. */
const PATIENT: LaunchOptions = { timeoutMs: 30_000 };

let folder: TemporaryFolder;
let client: LspClient;

beforeEach(async () => {
  folder = new TemporaryFolder();
  layUniversal(folder);
  folder.write({ '.praxis-os/x': '' });
  client = await startServer({ roots: [folder.path] }, PATIENT);
});

afterEach(async () => {
  await client.shutdown();
  folder[Symbol.dispose]();
});

const search = (query: string, more: object = {}) =>
  client.request<SearchResult>('praxis/search', { query, ...more });

const status = () => client.request<IndexStatusResult>('praxis/index/status', {});

async function ready(): Promise<IndexStatusResult> {
  await expect.poll(status, { timeout: 60_000, interval: 200 }).toMatchObject({ state: 'ready' });
  return status();
}

/** Hovers at the first place of `needle` in a file, which is opened. */
async function hoverAt(file: string, needle: string): Promise<string | undefined> {
  const text = folder.read(file);
  const before = text.slice(0, text.indexOf(needle) + 2).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const textDocument = { uri: uriOf(folder.at(file)) };
  const hover = await client.request<Hover | null>('textDocument/hover', {
    textDocument,
    position,
  });
  return hover === null ? undefined : (hover.contents as { value: string }).value;
}

describe('search', () => {
  it('finds passages by words and by meaning, with ranges that open', async () => {
    expect(await ready()).toMatchObject({ keeper: 'us', documents: expect.any(Number) });
    const { method, results } = await search('compare two evidence fields with each other');
    expect(method).toBe('both');
    const files = results.map(({ uri }) => decodeURI(uri).split('/').at(-1));
    expect(files).toContain('cross-field-rules.md');
    for (const { uri, range, text } of results) {
      const lines = folder.read(decodeURI(uri).slice(uriOf(folder.path).length + 1)).split('\n');
      expect(text.startsWith((lines[range.start.line] ?? '').slice(range.start.character))).toBe(
        true,
      );
    }
    const filtered = await search('evidence', {
      filters: { kind: 'gate', workflowType: TYPE },
      limit: 3,
    });
    expect(filtered.results.length).toBeGreaterThan(0);
    for (const { kind, workflowType } of filtered.results) {
      expect({ kind, workflowType }).toEqual({ kind: 'gate', workflowType: TYPE });
    }
  });

  it('says why filters rule out everything', async () => {
    await ready();
    expect(await search('evidence', { filters: { workflowType: 'none_v1' } })).toMatchObject({
      results: [],
      hint: expect.stringMatching(/^There is no workflow "none_v1" .*release_checklist_v1/),
    });
    expect(await search('evidence', { filters: { kind: 'task' } })).toMatchObject({
      results: [],
      hint: 'Task files are not searched. Set praxis.retrieval.tasks to true.',
    });
    const nothing = await search('evidence', { filters: { phase: 99 } });
    expect(nothing.results).toEqual([]);
    expect(nothing).not.toHaveProperty('hint');
  });

  it('sees what is typed at once, and no longer what was deleted', async () => {
    await ready();
    const uri = uriOf(folder.at(STANDARD));
    const text = folder.read(STANDARD);
    client.open(uri, text);
    client.change(
      uri,
      `${text}\n\n## Zebrafish\n\nA zebrafish swims through the crossfield lagoon.\n`,
    );
    const typed = await search('zebrafish lagoon');
    expect(typed.results[0]).toMatchObject({ uri, headings: ['Zebrafish'] });
    client.change(uri, text);
    expect(
      (await search('zebrafish lagoon')).results.map(({ headings }) => headings),
    ).not.toContainEqual(['Zebrafish']);
    client.close(uri);
    writeFileSync(
      folder.at('universal/standards/gates/otter.md'),
      '# Otters\n\nThe otterly unique otter.\n',
    );
    await expect
      .poll(async () => (await search('otterly unique')).results[0]?.title, { timeout: 10_000 })
      .toBe('Otters');
    folder.delete('universal/standards/gates/otter.md');
    await expect
      .poll(async () => (await search('otterly unique')).results.map(({ title }) => title), {
        timeout: 10_000,
      })
      .not.toContain('Otters');
  });

  it('is told of in the state of the server, which does not begin it', async () => {
    const indexNow = async () => (await client.request<StatusResult>('praxis/status', {})).index;
    expect(await indexNow()).toMatchObject({ state: 'off', chunks: 0 });
    const { chunks } = await ready();
    expect(await indexNow()).toMatchObject({ state: 'ready', chunks });
  });

  it('is told of by itself, in the form of its status', async () => {
    const told = client.nextNotification<IndexStatusResult>('praxis/index/didChange');
    const now = await ready();
    expect((await told).state).toBe('building');
    const all = client.notifications<IndexStatusResult>('praxis/index/didChange');
    expect(all.map(({ params }) => params)).toContainEqual(now);
    expect(now.progress).toEqual({ done: now.chunks, total: now.chunks });
  });

  it('answers the same question from the cache until something changes', async () => {
    await ready();
    expect(await search('strict gates')).toMatchObject({ cached: false });
    expect(await search('  Strict  GATES ')).toMatchObject({ cached: true });
    const uri = uriOf(folder.at(STANDARD));
    client.open(uri, `${folder.read(STANDARD)}\nstrict gates\n`);
    expect(await search('strict gates')).toMatchObject({ cached: false });
    const { caches } = await client.request<CacheStatsResult>('praxis/cache/stats', {});
    expect(caches.find(({ name }) => name === 'query')).toMatchObject({ hits: 1 });
  });

  // That no file is read again is `indexer.test.ts`'s to say: while a model takes more than two seconds to load, as on
  // a busy machine, files are read for their words, and that is right.
  it('starts a second time without embedding again', async () => {
    const { chunks, progress } = await ready();
    await client.shutdown();
    client = await startServer({ roots: [folder.path] }, PATIENT);
    expect(await ready()).toMatchObject({ chunks, progress, work: { textsEmbedded: 0 } });
  });

  it('is off where the settings say so, and says nothing in hovers', async () => {
    await client.shutdown();
    client = await startServer({
      roots: [folder.path],
      initializationOptions: { praxis: { retrieval: { enabled: false } } },
    });
    expect(await status()).toMatchObject({ state: 'off' });
    expect(await search('strict')).toMatchObject({ method: 'none', results: [] });
    client.open(uriOf(folder.at(METADATA)), folder.read(METADATA));
    expect(await hoverAt(METADATA, '"total_phases"')).not.toContain('Standards:');
  });
});

describe('an index that must do without something', () => {
  it('says so once in the log, with what to do, and in its state', async () => {
    await client.shutdown();
    const model = folder.at('nowhere');
    client = await startServer(
      { roots: [folder.path], initializationOptions: { praxis: { retrieval: { model } } } },
      PATIENT,
    );
    await expect
      .poll(status, { timeout: 60_000, interval: 200 })
      .toMatchObject({ state: 'degraded' });
    const { reason } = await status();
    expect((await client.request<StatusResult>('praxis/status', {})).index).toMatchObject({
      reason,
    });
    const told = client
      .notifications<{ message: string }>('window/logMessage')
      .map(({ params }) => params.message)
      .filter((message) => message.includes(model));
    expect(told).toEqual([reason]);
    expect(reason).toContain('praxis.retrieval.model');
  });
});

// Where Node's own recursive `mkdir` does not return.
describe.runIf(process.platform === 'linux')('a cache folder that cannot be made', () => {
  it('leaves the index in memory, and is told with what to do', async () => {
    await client.shutdown();
    folder.delete('.praxis-os');
    const env = { ...process.env, XDG_CACHE_HOME: '/proc/nope' };
    client = await startServer({ roots: [folder.path] }, { ...PATIENT, env });
    await expect.poll(status, { timeout: 60_000, interval: 200 }).toMatchObject({
      state: 'degraded',
      keeper: 'nobody',
      reason: expect.stringMatching(/"\/proc\/nope\/.*Make the folder writable\./),
    });
    expect(await search('strict gates')).toMatchObject({ method: 'both' });
  });
});

describe('search that is switched off', () => {
  const switchTo = (enabled: boolean): void => {
    client.configuration = { praxis: { retrieval: { enabled } } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
  };

  it('ends while the server runs, and goes on with what was kept', async () => {
    const { documents } = await ready();
    expect(await search('strict gates')).toMatchObject({ method: 'both' });
    switchTo(false);
    await expect.poll(status).toMatchObject({ state: 'off', documents: 0 });
    expect(await search('strict gates')).toMatchObject({
      method: 'none',
      cached: false,
      results: [],
    });
    switchTo(true);
    // Files are read for their words where the model takes long.
    expect(await ready()).toMatchObject({ documents, keeper: 'us', work: { textsEmbedded: 0 } });
    expect(await search('strict gates')).toMatchObject({ method: 'both' });
  });
});

describe('hover', () => {
  it('shows under what it showed before what the standards say', async () => {
    await ready();
    client.open(uriOf(folder.at(METADATA)), folder.read(METADATA));
    const key = await expect.poll(() => hoverAt(METADATA, '"total_phases"'), { timeout: 10_000 });
    await key.toMatch(/\*\*Standards:\*\* \[.+\]\(file:.+\.md#L\d+\)/);
    const shown = await hoverAt(METADATA, '"total_phases"');
    expect(shown?.indexOf('Total phases')).toBeLessThan(shown?.indexOf('Standards:') ?? 0);
  });

  it('shows nothing where nothing relevant is known', async () => {
    await ready();
    client.open(uriOf(folder.at(METADATA)), folder.read(METADATA));
    expect(await hoverAt(METADATA, '"author"')).not.toMatch(/zebrafish/);
    expect(await hoverAt(METADATA, 'Library')).toBeUndefined();
  });
});
