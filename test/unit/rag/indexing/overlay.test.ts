import { beforeEach, describe, expect, it } from 'vitest';
import type { Indexer } from '../../../../server/rag/indexing/indexer.ts';
import { found, IndexedFolder, standard } from '../indexed-folder.ts';

describe('the text of open buffers', () => {
  let work: IndexedFolder;
  let indexer: Indexer;
  const saved = standard('Locks', {
    Mutexes: 'A mutex guards.',
    Semaphores: 'A semaphore counts.',
  });
  beforeEach(async () => {
    work = new IndexedFolder();
    work.write('locks.md', saved);
    indexer = await work.opened();
    work.embedded();
    return () => work[Symbol.asyncDispose]();
  });

  it('is found by words at once, and the text on disk is not', async () => {
    indexer.setBuffer(work.at('locks.md'), standard('Locks', { Spinning: 'A spinlock spins.' }));
    const texts = await found(indexer, 'spinlock mutex semaphore');
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('A spinlock spins.');
    expect(indexer.status().chunks).toBe(1);
  });

  it('is found by meaning as soon as it is embedded, only what is new', async () => {
    indexer.setBuffer(work.at('locks.md'), saved.replace('counts', 'tallies'));
    await indexer.settled();
    expect(work.embedded()).toEqual([expect.stringContaining('tallies')]);
    const { passages } = await indexer.search({ query: 'semaphore', limit: 1, filters: {} });
    expect(passages[0]).toMatchObject({ method: 'both' });
  });

  it('is what was typed last, of many texts in a row', async () => {
    for (let typed = 0; typed < 50; typed++) {
      indexer.setBuffer(work.at('locks.md'), `# Locks\n\nWord number ${typed} is word${typed}.\n`);
    }
    expect(await found(indexer, 'word49')).toHaveLength(1);
    await indexer.settled();
    expect(work.embedded().length).toBeLessThan(5);
  });

  it('gives way to the disk when the buffer is closed, without embedding again', async () => {
    indexer.setBuffer(work.at('locks.md'), '# Nothing\n\nAt all.\n');
    await indexer.settled();
    indexer.setBuffer(work.at('locks.md'), undefined);
    expect(await found(indexer, 'mutex')).toHaveLength(2);
    work.embedded();
    await indexer.settled();
    expect(work.embedded()).toEqual([]);
  });

  it('is not embedded again when it is saved', async () => {
    const typed = saved.replace('counts', 'tallies');
    indexer.setBuffer(work.at('locks.md'), typed);
    await indexer.settled();
    work.embedded();
    work.write('locks.md', typed);
    indexer.touched([work.at('locks.md').file]);
    await indexer.settled();
    indexer.setBuffer(work.at('locks.md'), undefined);
    await indexer.settled();
    expect(work.embedded()).toEqual([]);
    await work.close(indexer);
    expect((await work.opened()).status().work).toEqual({ filesRead: 0, textsEmbedded: 0 });
  });

  it('masks what becomes of the file on disk meanwhile', async () => {
    indexer.setBuffer(work.at('locks.md'), '# Locks\n\nTyped words.\n');
    work.write('locks.md', standard('Locks', { Barriers: 'A barrier waits.' }));
    indexer.touched([work.at('locks.md').file]);
    await indexer.settled();
    expect(await found(indexer, 'barrier')).not.toContain('barrier');
    expect((await found(indexer, 'typed')).join()).toContain('Typed words.');
    work.delete('locks.md');
    indexer.touched([work.at('locks.md').file]);
    await indexer.settled();
    expect((await found(indexer, 'typed')).join()).toContain('Typed words.');
    indexer.setBuffer(work.at('locks.md'), undefined);
    expect(await found(indexer, 'typed locks barrier')).toEqual([]);
  });

  it('is found of a file that is not on disk at all', async () => {
    indexer.setBuffer(work.at('new.md'), '# New\n\nUntitled words.\n');
    expect((await found(indexer, 'untitled')).join()).toContain('Untitled');
    indexer.setBuffer(work.at('new.md'), undefined);
    expect((await found(indexer, 'untitled')).join()).not.toContain('Untitled');
  });
});
