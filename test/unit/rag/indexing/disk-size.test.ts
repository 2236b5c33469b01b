import { expect, it } from 'vitest';
import { PassageStore, type StoreChange } from '../../../../server/rag/vectors/passage-store.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';
import { DIMENSIONS, storedRow } from '../stored-rows.ts';

/** The long run sets 1000. */
const EDITS = Number(process.env.PRAXIS_INDEX_EDITS ?? 130);
const FILES = 60;
const ROWS = 10;

function change(file: number, edit: number): StoreChange {
  const name = `/docs/${file}.md`;
  return {
    file: name,
    rows: Array.from({ length: ROWS }, (_, ordinal) =>
      storedRow(name, ordinal, ordinal % DIMENSIONS, {
        text: `${String(edit).padStart(4, '0')} `.repeat(100),
      }),
    ),
    held: { stamp: `${edit}`, fingerprint: 'f', description: '', digest: `${edit}`, rows: ROWS },
  };
}

it(
  `is on disk at most twice the size of what it holds, at any time of ${EDITS} edits`,
  async () => {
    using folder = new TemporaryFolder();
    const store = await PassageStore.open({
      folder: folder.at('cache'),
      modelId: 'model',
      dimensions: DIMENSIONS,
      chunkerVersion: '1',
      onNotice: (message) => expect(message).toBe(''),
    });
    await store.commit(Array.from({ length: FILES }, (_, file) => change(file, 0)));
    await store.compact();
    const live = folder.sizeOf('cache');
    let largest = 0;
    for (let edit = 1; edit <= EDITS; edit++) {
      expect(await store.commit([change(edit % FILES, edit)])).toBe(true);
      largest = Math.max(largest, folder.sizeOf('cache'));
    }
    await store.compact();
    const atRest = folder.sizeOf('cache');
    await store.close();
    expect(largest / live).toBeLessThan(2);
    expect(atRest / live).toBeLessThan(1.2);
  },
  20_000 + EDITS * 200,
);
