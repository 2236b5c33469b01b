import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Indexer } from '../../../../server/rag/indexing/indexer.ts';
import { IndexedFolder, standard } from '../indexed-folder.ts';
import { WordEmbedder } from '../word-embedder.ts';

describe('a model that fails, or is replaced', () => {
  let work: IndexedFolder;
  let embedder: WordEmbedder;
  beforeEach(() => {
    work = new IndexedFolder();
    work.write('locks.md', standard('Locks', { Mutexes: 'A mutex guards a section.' }));
    embedder = new WordEmbedder();
    work.embedder = embedder;
    return () => work[Symbol.asyncDispose]();
  });

  /** Types something, so that there is something to embed. */
  const typed = (indexer: Indexer): void =>
    indexer.setBuffer(work.at('typed.md'), standard('Typed', { Typed: 'Unsaved words.' }));

  it('is waited for once: when it takes long, all files are read for their words', async () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      work.write(`${name}.md`, standard(name, { Words: `The word${name} stands here.` }));
    }
    const end = held<void>();
    work.loading = end.promise;
    const indexer = work.open();
    // A wait for each file would take ten seconds.
    await expect.poll(() => indexer.status().work.filesRead, { timeout: 7000 }).toBe(5);
    end.resolve();
    await indexer.settled();
    expect(indexer.status()).toMatchObject({ state: 'ready', chunks: 5, embedded: 5 });
  }, 20_000);

  it('may fail to end as well: that is said, and a rebuild has the next', async () => {
    const indexer = await work.opened();
    embedder.failure = new Error('out of memory');
    embedder.closing = rejected('no session');
    typed(indexer);
    await indexer.settled();
    expect(indexer.status()).toMatchObject({ state: 'degraded' });
    work.embedder = new WordEmbedder();
    indexer.rebuild();
    await indexer.settled();
    expect(indexer.status()).toMatchObject({ state: 'ready', keeper: 'us', problems: [] });
    expect(work.notices).toEqual([expect.stringContaining('no session')]);
  });

  it('ends before the next is loaded, which then keeps the index', async () => {
    const indexer = await work.opened();
    const end = held<void>();
    embedder.failure = new Error('out of memory');
    embedder.closing = end.promise;
    typed(indexer);
    await expect.poll(() => indexer.status().problems).toMatchObject([{ code: 'model-damaged' }]);
    work.embedder = new WordEmbedder();
    indexer.rebuild();
    await sleep(50);
    expect(work.loads).toBe(1);
    end.resolve();
    await indexer.settled();
    expect(work.loads).toBe(2);
    expect(indexer.status()).toMatchObject({ state: 'ready', keeper: 'us', problems: [] });
  });

  it('ends before the index does', async () => {
    const indexer = await work.opened();
    const end = held<void>();
    embedder.failure = new Error('out of memory');
    embedder.closing = end.promise;
    typed(indexer);
    await indexer.settled();
    let closed = false;
    const closing = work.close(indexer).then(() => {
      closed = true;
    });
    await sleep(50);
    expect(closed).toBe(false);
    end.resolve();
    await closing;
    expect(embedder.closed).toBe(true);
  });

  it('ends if another was chosen while it was loaded', async () => {
    const load = held<void>();
    work.loading = load.promise;
    const indexer = work.open();
    await expect.poll(() => work.loads).toBe(1);
    work.embedder = new WordEmbedder('other');
    indexer.configure(work.configuration({ model: '/another' }));
    load.resolve();
    await indexer.settled();
    expect(embedder.closed).toBe(true);
    expect(indexer.status()).toMatchObject({
      state: 'ready',
      keeper: 'us',
      model: { id: 'other' },
    });
  });

  it('is not the next one: what it throws at its end is none of that one', async () => {
    const late = held<Float32Array[]>();
    const indexer = await work.opened();
    let asked = false;
    embedder.embed = () => {
      asked = true;
      return late.promise;
    };
    typed(indexer);
    await expect.poll(() => asked).toBe(true);
    work.embedder = new WordEmbedder('other');
    indexer.configure(work.configuration({ model: '/another' }));
    await expect.poll(() => indexer.status().model?.id).toBe('other');
    late.reject(new Error('disposed'));
    await indexer.settled();
    expect(indexer.status()).toMatchObject({ state: 'ready', problems: [] });
  });

  it('may throw while it is loaded: words are searched, and a rebuild tries again', async () => {
    work.loading = rejected('a bad image');
    const indexer = await work.opened();
    expect(indexer.status()).toMatchObject({
      state: 'degraded',
      documents: 1,
      problems: [{ code: 'model-damaged', reason: 'The model cannot be opened: a bad image.' }],
    });
    const { method } = await indexer.search({ query: 'mutex', limit: 1, filters: {} });
    expect(method).toBe('words');
    work.loading = Promise.resolve();
    indexer.rebuild();
    await indexer.settled();
    expect(indexer.status()).toMatchObject({ state: 'ready', embedded: 1, problems: [] });
    expect(work.notices).toEqual([]);
  });

  it('may fail at queries alone: that is said once, and words answer', async () => {
    const indexer = await work.opened();
    embedder.failure = new Error('out of memory');
    for (const query of ['mutex', 'guards']) {
      const { method } = await indexer.search({ query, limit: 1, filters: {} });
      expect(method).toBe('words');
    }
    expect(work.notices).toEqual([expect.stringContaining('out of memory')]);
  });

  it('may be loading when the index is to be built anew: then it takes nothing of what was kept', async () => {
    const indexer = await work.opened();
    const load = held<void>();
    work.loading = load.promise;
    work.embedder = new WordEmbedder();
    indexer.configure(work.configuration({ allowHub: true }));
    await expect.poll(() => work.loads).toBe(2);
    indexer.rebuild();
    await sleep(20);
    load.resolve();
    await indexer.settled();
    expect(indexer.status()).toMatchObject({
      state: 'ready',
      keeper: 'us',
      work: { filesRead: 2, textsEmbedded: 2 },
    });
  });
});

/** A promise that is kept, or not, when the test says so. */
function held<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((kept, broken) => {
    resolve = kept;
    reject = broken;
  });
  return { promise, resolve, reject };
}

/** A promise that was rejected before anybody waits for it. */
function rejected(message: string): Promise<never> {
  const promise = Promise.reject(new Error(message));
  promise.catch(() => undefined);
  return promise;
}
