import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IndexedFile } from '../../../../server/rag/chunk.ts';
import { IndexService } from '../../../../server/rag/indexing/index-service.ts';
import type { IndexConfiguration, IndexStatus } from '../../../../server/rag/indexing/protocol.ts';
import { startWorkerProcess } from '../../../../server/rag/indexing/worker-process.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';

const WORKER = path.resolve('dist/index-worker.js'); // `npm test` builds it.
const PATIENCE = { timeout: 15_000 };

describe('the service of the index', () => {
  let folder: TemporaryFolder;
  let index: IndexService;
  let notices: string[];
  let file: IndexedFile;
  beforeEach(() => {
    folder = new TemporaryFolder();
    folder.write({ 'docs/undo.md': '# Undoing\n\nRevert the previous stage.\n' });
    file = { file: folder.at('docs/undo.md'), kind: 'standard' };
    notices = [];
    index = new IndexService({
      startWorker: (listener) => startWorkerProcess(WORKER, listener),
      onNotice: (message) => notices.push(message),
    });
  });
  afterEach(async () => {
    await index.close();
    folder[Symbol.dispose]();
  });

  const configuration = (): IndexConfiguration => ({
    files: [file],
    model: '',
    allowHub: false,
    cacheFolder: folder.at('cache'),
    hubCache: folder.at('hub'),
  });
  const configure = (): void => index.configure(configuration());
  const ready = (): Promise<void> =>
    expect.poll(() => index.status().state, PATIENCE).toBe('ready');
  const titles = async (query: string): Promise<string[]> => {
    const { passages } = await index.search({ query, limit: 5, filters: {} });
    return passages.map(({ title }) => title);
  };

  it('starts nothing before it is configured', async () => {
    expect(index.status().state).toBe('off');
    index.setBuffer(file, '# Typed');
    expect(await index.search({ query: 'undo', limit: 1, filters: {} })).toMatchObject({
      passages: [],
      method: 'none',
    });
    expect(index.workerPid).toBeUndefined();
    expect(existsSync(folder.at('cache'))).toBe(false);
  });

  it('finds by meaning, tells of its states, and ends', async () => {
    const states = new Set<IndexStatus['state']>();
    index.onChange(({ state }) => states.add(state));
    configure();
    await ready();
    const answer = await index.search({ query: 'roll back the last step', limit: 1, filters: {} });
    expect(answer).toMatchObject({
      method: 'both',
      passages: [{ title: 'Undoing', file: file.file, method: 'vectors' }],
    });
    expect(states).toEqual(new Set(['building', 'ready']));
    const pid = index.workerPid ?? 0;
    await index.close();
    expect(() => process.kill(pid, 0)).toThrow();
    expect(notices).toEqual([]);
  });

  it('has what was typed before it was configured, and answers in the order of calls', async () => {
    index.setBuffer(file, '# First\n\nUnsaved words.\n');
    configure();
    expect(await titles('unsaved')).toEqual(['First']);
    const first = titles('unsaved');
    index.setBuffer(file, '# Second\n\nUnsaved words.\n');
    const second = titles('unsaved');
    await ready();
    // A later text may be in an earlier answer, never the other way round.
    expect(await second).toEqual(['Second']);
    expect(['First', 'Second']).toContain((await first)[0]);
    index.setBuffer(file, undefined);
    expect(await titles('revert')).toEqual(['Undoing']);
  });

  it('moves its generation on with every change, and with nothing else', async () => {
    configure();
    await ready();
    await sleep(500);
    const before = index.generation;
    const search = { query: 'undo', limit: 1, filters: {} };
    expect((await index.search(search)).generation).toBe(before);
    expect(index.generation).toBe(before);
    const early = index.search(search);
    index.setBuffer(file, '# Typed\n\nUnsaved words.\n');
    expect(index.generation).toBeGreaterThan(before);
    expect((await early).generation).toBeLessThanOrEqual(index.generation);
    await expect
      .poll(
        async () => (await index.search({ ...search, query: 'unsaved words' })).passages[0]?.method,
      )
      .toBe('both');
    const embedded = await index.search(search);
    expect(embedded.generation).toBe(index.generation);
    expect(embedded.generation).toBeGreaterThan(before + 1);
  });

  it('starts a worker again that was killed, says so, and loses nothing', async () => {
    configure();
    index.setBuffer({ ...file, file: folder.at('docs/new.md') }, '# Typed\n\nUnsaved words.\n');
    await ready();
    const before = index.generation;
    process.kill(index.workerPid ?? 0, 'SIGKILL');
    await expect.poll(() => index.status().state).toBe('degraded');
    expect(index.status().problems).toMatchObject([{ code: 'worker-died' }]);
    expect(index.generation).toBeGreaterThan(before);
    // Asked while there is none: answered by the next.
    expect((await titles('unsaved'))[0]).toBe('Typed');
    await ready();
    // The dead one's lock keeps nobody waiting.
    expect(index.status()).toMatchObject({ keeper: 'us', problems: [] });
    const { method } = await index.search({ query: 'step back', limit: 1, filters: {} });
    expect(method).toBe('both');
    expect(notices).toEqual([expect.stringMatching(/SIGKILL.*started again in 0.25 seconds/)]);
  });

  it('waits longer each time a worker dies young, and does not keep searches waiting then', async () => {
    folder.write({ 'dies.js': 'process.exit(7);' });
    const poor = new IndexService({
      startWorker: (listener) => startWorkerProcess(folder.at('dies.js'), listener),
      onNotice: (message) => notices.push(message),
    });
    poor.configure(configuration());
    const search = poor.search({ query: 'undo', limit: 1, filters: {} });
    await expect.poll(() => notices.length, PATIENCE).toBe(3);
    expect(notices.map((notice) => /again in (.*) seconds/.exec(notice)?.[1])).toEqual([
      '0.25',
      '0.5',
      '1',
    ]);
    expect(notices[0]).toContain('exit code 7');
    expect(await search).toMatchObject({ method: 'none', generation: -1 });
    expect(await poor.search({ query: 'undo', limit: 1, filters: {} })).toMatchObject({
      method: 'none',
    });
    await poor.close();
  });

  it('is off while it is stopped, leaves alone what is kept, and goes on with it', async () => {
    configure();
    await ready();
    const search = { query: 'undo', limit: 1, filters: {} };
    const before = await index.search(search);
    const pid = index.workerPid ?? 0;
    const states: IndexStatus['state'][] = [];
    index.onChange(({ state }) => states.push(state));
    const waiting = index.search(search);
    const stopped = index.stop();
    expect(index.status()).toMatchObject({ state: 'off', documents: 0, keeper: 'nobody' });
    expect(states).toEqual(['off']);
    expect(await waiting).toMatchObject({ passages: [], method: 'none' });
    expect(await index.search(search)).toMatchObject({ passages: [], method: 'none' });
    // What was answered before is no answer of now.
    expect(index.generation).toBeGreaterThan(before.generation);
    await stopped;
    expect(() => process.kill(pid, 0)).toThrow();
    configure();
    await ready();
    expect(index.status()).toMatchObject({
      documents: 1,
      keeper: 'us',
      work: { textsEmbedded: 0 },
    });
    expect((await index.search(search)).method).toBe('both');
    expect(notices).toEqual([]);
  });

  it('goes on although it is configured again before the worker has ended', async () => {
    configure();
    await ready();
    const pid = index.workerPid;
    void index.stop();
    configure();
    expect(index.status().state).toBe('building');
    await ready();
    expect(await titles('revert')).toEqual(['Undoing']);
    expect(index.workerPid).not.toBe(pid);
    expect(index.status()).toMatchObject({ keeper: 'us', work: { textsEmbedded: 0 } });
  });

  it('is being built from the moment it is configured', () => {
    configure();
    expect(index.status().state).toBe('building');
  });

  it('gives up a worker that says nothing any more, and starts another', async () => {
    folder.write({ 'hangs.js': 'for (;;);' });
    const hanging = new IndexService({
      startWorker: (listener) => startWorkerProcess(folder.at('hangs.js'), listener, 300),
      onNotice: (message) => notices.push(message),
    });
    hanging.configure(configuration());
    const pid = hanging.workerPid ?? 0;
    await expect.poll(() => notices.length, PATIENCE).toBe(2);
    expect(hanging.status()).toMatchObject({
      state: 'degraded',
      problems: [{ code: 'worker-died' }],
    });
    expect(notices).toEqual([
      expect.stringMatching(/no sign of life for 0.9 seconds.* again in 0.25 seconds/),
      expect.stringMatching(/no sign of life for 0.9 seconds.* again in 0.5 seconds/),
    ]);
    await hanging.close();
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('builds from nothing when it is told to', async () => {
    configure();
    await ready();
    folder.write({ 'docs/undo.md': '# Undoing\n\nOther words entirely.\n' });
    index.rebuild();
    await expect.poll(() => titles('entirely'), PATIENCE).toEqual(['Undoing']);
  });

  it('builds from nothing with the next worker if there is none to be told', async () => {
    configure();
    await ready();
    await sleep(500);
    process.kill(index.workerPid ?? 0, 'SIGKILL');
    await expect.poll(() => index.status().state).toBe('degraded');
    index.rebuild();
    await ready();
    // A mere start embeds nothing. Files are read twice where the model takes long.
    expect(index.status().work.textsEmbedded).toBe(1);
  });
});
