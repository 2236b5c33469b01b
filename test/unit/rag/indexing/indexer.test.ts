import { utimesSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { found, IndexedFolder, NO_MODEL, standard } from '../indexed-folder.ts';
import { WordEmbedder } from '../word-embedder.ts';

const LOCKS = { Mutexes: 'A mutex guards a section.', Semaphores: 'A semaphore counts.' };

describe('the index', () => {
  let work: IndexedFolder;
  beforeEach(() => {
    work = new IndexedFolder();
    work.write('locks.md', standard('Locks', LOCKS));
    work.write('tests.md', standard('Tests', { Units: 'A unit test is small.' }));
    return () => work[Symbol.asyncDispose]();
  });

  it('is off until it is configured, and then gets ready', async () => {
    const indexer = work.open();
    expect(indexer.status().state).toBe('building');
    await indexer.settled();
    expect(indexer.status()).toMatchObject({
      state: 'ready',
      documents: 2,
      chunks: 3,
      embedded: 3,
      waiting: { files: 0, chunks: 0 },
      model: { id: 'words', dimensions: 16 },
      keeper: 'us',
      problems: [],
      work: { filesRead: 2, textsEmbedded: 3 },
    });
    const answer = await indexer.search({ query: 'mutex', limit: 1, filters: {} });
    expect(answer.method).toBe('both');
    expect(answer.passages).toMatchObject([
      { file: work.at('locks.md').file, title: 'Locks', headings: ['Mutexes'], kind: 'standard' },
    ]);
  });

  it('reads and embeds nothing again that is as it was', async () => {
    await work.close(await work.opened());
    work.embedded();
    const next = await work.opened();
    expect(work.embedded()).toEqual([]);
    expect(next.status()).toMatchObject({
      state: 'ready',
      documents: 2,
      chunks: 3,
      embedded: 3,
      work: { filesRead: 0, textsEmbedded: 0 },
    });
    expect(await found(next, 'semaphore')).toHaveLength(3);
  });

  it('asks the model nothing where no passage is such a one', async () => {
    const indexer = await work.opened();
    work.embedded();
    const search = { query: 'mutex', limit: 1 };
    expect(await indexer.search({ ...search, filters: { kind: 'task' } })).toEqual({
      passages: [],
      method: 'words',
    });
    expect(work.embedded()).toEqual([]);
    // What was typed just now counts.
    indexer.setBuffer({ file: work.at('typed.md').file, kind: 'task' }, '# Typed\n\nA mutex.\n');
    const { passages } = await indexer.search({ ...search, filters: { kind: 'task' } });
    expect(passages).toMatchObject([{ title: 'Typed', kind: 'task' }]);
    expect(work.embedded()).toContain('mutex');
  });

  it('embeds only the section that was edited, and moves the others', async () => {
    const indexer = await work.opened();
    work.embedded();
    work.write('locks.md', `\n\n${standard('Locks', { ...LOCKS, Semaphores: 'Dijkstra.' })}`);
    indexer.touched([work.at('locks.md').file]);
    await indexer.settled();
    expect(work.embedded()).toEqual([expect.stringContaining('Dijkstra.')]);
    await work.close(indexer);
    const next = await work.opened();
    expect(next.status().work).toEqual({ filesRead: 0, textsEmbedded: 0 });
    const { passages } = await next.search({ query: 'mutex', limit: 1, filters: {} });
    expect(passages[0]?.lines.start.line).toBe(6);
    expect((await found(next, 'semaphore counts')).join()).not.toContain('counts.');
  });

  it('embeds what two files say once', async () => {
    work.write('copy/locks.md', standard('Locks', LOCKS));
    const indexer = await work.opened();
    expect(work.embedded()).toHaveLength(3);
    expect(indexer.status()).toMatchObject({ documents: 3, chunks: 5, embedded: 5 });
  });

  it('counts the passages that are searched and have a vector: all of them, at rest', async () => {
    work.write('copy/locks.md', standard('Locks', LOCKS));
    const indexer = await work.opened();
    const counts = async (): Promise<number[]> => {
      await indexer.settled();
      const { chunks, embedded } = indexer.status();
      return [embedded, chunks];
    };
    expect(await counts()).toEqual([5, 5]);
    // What a buffer masks does not count, and what it says does; twice the same, too.
    const section = 'A section that is there twice.';
    indexer.setBuffer(work.at('tests.md'), standard('Tests', { A: section, B: 'Typed.' }));
    indexer.setBuffer(work.at('typed.md'), standard('Tests', { A: section }));
    expect(await counts()).toEqual([7, 7]);
    indexer.setBuffer(work.at('tests.md'), undefined);
    indexer.setBuffer(work.at('typed.md'), undefined);
    expect(await counts()).toEqual([5, 5]);
    indexer.configure({ ...work.configuration(), files: [work.at('locks.md')] });
    expect(await counts()).toEqual([2, 2]);
    indexer.configure(work.configuration());
    expect(await counts()).toEqual([5, 5]);
    indexer.rebuild();
    expect(await counts()).toEqual([5, 5]);
    work.embedder = new WordEmbedder('other');
    indexer.configure(work.configuration({ model: '/another' }));
    expect(await counts()).toEqual([5, 5]);
    await work.close(indexer);
    const next = await work.opened({ model: '/another' });
    expect(next.status()).toMatchObject({ chunks: 5, embedded: 5, work: { textsEmbedded: 0 } });
  });

  it('takes a file that was touched and says the same for what it was', async () => {
    const indexer = await work.opened();
    utimesSync(work.at('locks.md').file, 1, 1);
    indexer.touched([work.at('locks.md').file]);
    await indexer.settled();
    await work.close(indexer);
    expect((await work.opened()).status().work).toEqual({ filesRead: 0, textsEmbedded: 0 });
    expect(work.embedded()).toEqual([]);
  });

  it('reads a file again that changed while it did not run', async () => {
    await work.close(await work.opened());
    work.write('tests.md', standard('Tests', { Doubles: 'A mock pretends.' }));
    const next = await work.opened();
    expect(next.status().work).toEqual({ filesRead: 1, textsEmbedded: 1 });
    expect((await found(next, 'mock'))[0]).toContain('A mock pretends.');
    expect((await found(next, 'unit')).join()).not.toContain('A unit test');
  });

  it('forgets files that are gone or not configured any more', async () => {
    const indexer = await work.opened();
    work.delete('tests.md');
    indexer.touched([work.at('tests.md').file]);
    await indexer.settled();
    expect([...indexer.hashes().keys()]).toEqual([work.at('locks.md').file]);
    work.files = [];
    indexer.configure(work.configuration());
    await indexer.settled();
    expect(indexer.status()).toMatchObject({ documents: 0, chunks: 0, embedded: 0 });
    expect(await found(indexer, 'mutex')).toEqual([]);
    await work.close(indexer);
    work.files = [work.at('locks.md')];
    expect((await work.opened()).status().work.filesRead).toBe(1);
  });

  it('makes passages anew when a file becomes one of another kind', async () => {
    await work.close(await work.opened());
    work.files = work.files.map((file) => ({ ...file, kind: 'phase', phase: 4 }));
    const next = await work.opened();
    expect(next.status().work).toEqual({ filesRead: 2, textsEmbedded: 0 });
    expect(await found(next, 'mutex', { kind: 'phase', phase: 4 })).toHaveLength(3);
    expect(await found(next, 'mutex', { kind: 'standard' })).toEqual([]);
  });

  it('never compares vectors of two models', async () => {
    const indexer = await work.opened();
    const other = new WordEmbedder('other');
    work.embedder = other;
    indexer.configure(work.configuration({ model: '/another' }));
    await indexer.settled();
    expect(other.texts).toHaveLength(3);
    expect(indexer.status()).toMatchObject({ embedded: 3, model: { id: 'other' } });
    expect(indexer.status().work.filesRead).toBe(2);
    await work.close(indexer);
    work.embedder = new WordEmbedder('words');
    expect((await work.opened()).status().work.textsEmbedded).toBe(3);
  });

  it('builds everything again when it is told to', async () => {
    const indexer = await work.opened();
    work.embedded();
    indexer.setBuffer(work.at('tests.md'), standard('Tests', { Typed: 'Unsaved words.' }));
    indexer.rebuild();
    await indexer.settled();
    expect(work.embedded()).toHaveLength(4);
    expect(indexer.status()).toMatchObject({ state: 'ready', documents: 2, chunks: 3 });
    expect((await found(indexer, 'unsaved'))[0]).toContain('Unsaved words.');
    await work.close(indexer);
    expect((await work.opened()).status().work.filesRead).toBe(0);
  });

  it('goes on with words where there is no model, and says why', async () => {
    work.embedder = NO_MODEL;
    const indexer = await work.opened();
    expect(indexer.status()).toMatchObject({
      state: 'degraded',
      documents: 2,
      embedded: 0,
      keeper: 'nobody',
      problems: [NO_MODEL],
    });
    const answer = await indexer.search({ query: 'mutex', limit: 1, filters: {} });
    expect(answer.method).toBe('words');
    expect(answer.passages[0]?.headings).toEqual(['Mutexes']);
    work.embedder = new WordEmbedder();
    indexer.rebuild();
    await indexer.settled();
    expect(indexer.status()).toMatchObject({ state: 'ready', embedded: 3, problems: [] });
  });

  it('answers by what there was when it was asked, where there is no model to wait for', async () => {
    work.embedder = NO_MODEL;
    const indexer = await work.opened();
    const typed = work.at('typed.md');
    indexer.setBuffer(typed, '# Typed\n\nUnsaved words.\n');
    const asked = found(indexer, 'unsaved');
    indexer.setBuffer(typed, undefined);
    expect(await asked).toHaveLength(1);
    expect(await found(indexer, 'unsaved')).toEqual([]);
  });

  it('finds by words while a model takes long, and keeps what it read meanwhile', async () => {
    let load = (): void => undefined;
    work.loading = new Promise((resolve) => {
      load = resolve;
    });
    const indexer = work.open();
    await expect.poll(() => indexer.status().documents, { timeout: 10_000 }).toBe(2);
    expect(await found(indexer, 'mutex')).toHaveLength(1);
    expect(indexer.status()).toMatchObject({ state: 'building', documents: 2, embedded: 0 });
    load();
    await indexer.settled();
    expect(indexer.status()).toMatchObject({ state: 'ready', embedded: 3 });
    await work.close(indexer);
    expect((await work.opened()).status().work).toEqual({ filesRead: 0, textsEmbedded: 0 });
  });

  it('goes on with words when the model fails at work', async () => {
    const embedder = new WordEmbedder();
    work.embedder = embedder;
    const indexer = await work.opened();
    embedder.failure = new Error('out of memory');
    indexer.setBuffer(work.at('tests.md'), standard('Tests', { Typed: 'Unsaved words.' }));
    await indexer.settled();
    expect(indexer.status()).toMatchObject({
      state: 'degraded',
      problems: [{ code: 'model-damaged', reason: 'The model failed: out of memory.' }],
    });
    expect((await found(indexer, 'unsaved'))[0]).toContain('Unsaved words.');
  });

  it('keeps in memory what cannot be kept on disk, and says so', async () => {
    work.folder.write({ blocked: '' });
    const indexer = await work.opened({ cacheFolder: work.folder.at('blocked/cache') });
    expect(indexer.status()).toMatchObject({
      state: 'degraded',
      embedded: 3,
      keeper: 'nobody',
      problems: [{ code: 'cache-unwritable' }],
    });
    const { method } = await indexer.search({ query: 'mutex', limit: 1, filters: {} });
    expect(method).toBe('both');
  });

  it('has two of it on one workspace: one keeps, and the other takes over', async () => {
    const first = await work.opened();
    const second = await work.opened();
    expect(first.status().keeper).toBe('us');
    expect(second.status()).toMatchObject({ state: 'ready', keeper: 'another', problems: [] });
    expect(second.status().work).toEqual({ filesRead: 0, textsEmbedded: 0 });
    work.write('tests.md', standard('Tests', { Doubles: 'A mock pretends.' }));
    for (const each of [first, second]) each.touched([work.at('tests.md').file]);
    await Promise.all([first.settled(), second.settled()]);
    expect(second.hashes()).toEqual(first.hashes());
    await work.close(first);
    work.write('locks.md', standard('Locks', { Spinning: 'A spinlock spins.' }));
    second.touched([work.at('locks.md').file]);
    await expect.poll(() => second.status().keeper, { timeout: 5_000 }).toBe('us');
    await second.settled();
    await work.close(second);
    expect((await work.opened()).status().work).toEqual({ filesRead: 0, textsEmbedded: 0 });
  });

  it('has no method where there is nothing to search', async () => {
    work.files = [];
    const indexer = await work.opened();
    const search = { query: 'mutex', limit: 1, filters: {} };
    expect(await indexer.search(search)).toEqual({ passages: [], method: 'none' });
    indexer.setBuffer(work.at('typed.md'), '# Typed\n\nA mutex.\n');
    expect((await indexer.search(search)).method).not.toBe('none');
    indexer.setBuffer(work.at('typed.md'), undefined);
    expect(await indexer.search(search)).toEqual({ passages: [], method: 'none' });
  });

  it('has at the first question what was kept, and does not wait long for a model', async () => {
    await work.close(await work.opened());
    const next = work.open();
    expect(await found(next, 'semaphore')).toHaveLength(3);
    await work.close(next);
    let load = (): void => undefined;
    work.loading = new Promise((resolve) => {
      load = resolve;
    });
    const slow = work.open();
    const { method } = await slow.search({ query: 'mutex', limit: 1, filters: {} });
    expect(['none', 'words']).toContain(method);
    load();
  });

  it('tells of each change, and of none when nothing happens', async () => {
    const indexer = await work.opened();
    await sleep(50);
    const before = work.changes;
    await indexer.search({ query: 'mutex', limit: 1, filters: {} });
    await sleep(50);
    expect(work.changes).toBe(before);
    indexer.setBuffer(work.at('tests.md'), standard('Tests', { Typed: 'Unsaved words.' }));
    await indexer.settled();
    expect(work.changes).toBeGreaterThan(before);
  });
});
