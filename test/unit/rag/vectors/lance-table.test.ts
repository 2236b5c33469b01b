import { beforeEach, describe, expect, it } from 'vitest';
import { isProblem } from '../../../../server/rag/problem.ts';
import { loadVectorDb, openLanceTable } from '../../../../server/rag/vectors/lance-table.ts';
import type { TableSearch, VectorTable } from '../../../../server/rag/vectors/vector-table.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';
import { DIMENSIONS, storedRow } from '../stored-rows.ts';

const vectorDb = loadVectorDb();

async function open(folder: TemporaryFolder, dimensions = DIMENSIONS): Promise<VectorTable> {
  if (isProblem(vectorDb)) throw new Error(vectorDb.reason);
  const table = await openLanceTable(vectorDb, folder.path, 'passages', dimensions, true);
  if (table === undefined || isProblem(table)) throw new Error(JSON.stringify(table));
  return table;
}

/** A search along an axis. */
function along(axis: number, search: Partial<TableSearch> = {}): TableSearch {
  return { vector: storedRow('', 0, axis).vector, limit: 5, filters: {}, except: [], ...search };
}

describe('the table of vectors', () => {
  let folder: TemporaryFolder;
  let table: VectorTable;
  beforeEach(async () => {
    folder = new TemporaryFolder();
    table = await open(folder);
    return () => folder[Symbol.dispose]();
  });

  it('gives back what it was given, also after it is opened again', async () => {
    const rows = [
      storedRow("/a'b ä.md", 0, 0, { phase: 3, tags: ['x', "y'z"], critical: true }),
      storedRow("/a'b ä.md", 1, 1, { headings: [], keywords: [] }),
      storedRow('/gate.yaml', 0, 2, {}, { kind: 'gate', workflowType: 'w', phase: 2 }),
    ];
    expect(await table.replace(["/a'b ä.md", '/gate.yaml'], rows)).toBeUndefined();
    for (const each of [table, await open(folder)]) {
      expect(await each.files()).toEqual(
        new Map([
          ["/a'b ä.md", 2],
          ['/gate.yaml', 1],
        ]),
      );
      expect(await each.read(["/a'b ä.md"])).toEqual(rows.slice(0, 2));
      expect(await each.read(['/gate.yaml', '/nowhere'])).toEqual(rows.slice(2));
    }
    expect(await table.read([])).toEqual([]);
  });

  it('bears the same file changed again and again, with and without compaction', async () => {
    const rows = (file: string, count: number) =>
      Array.from({ length: count }, (_, ordinal) => storedRow(file, ordinal, ordinal % DIMENSIONS));
    const others = Array.from({ length: 70 }, (_, index) => `/other-${index}`);
    await table.replace(
      others,
      others.flatMap((file) => rows(file, 9)),
    );
    for (let change = 0; change < 30; change++) {
      expect(await table.replace(['/other-0'], rows('/other-0', 9 + (change % 2)))).toBeUndefined();
      if (change % 10 === 9) expect(await table.compact()).toBeUndefined();
    }
    expect(await table.read(['/other-0'])).toEqual(rows('/other-0', 10));
  });

  it('replaces the rows of a file altogether', async () => {
    await table.replace(
      ['/a', '/b'],
      [0, 1, 2].map((n) => storedRow('/a', n, n)),
    );
    await table.replace(['/a'], [storedRow('/a', 0, 5)]);
    expect(await table.read(['/a'])).toEqual([storedRow('/a', 0, 5)]);
    await table.replace(['/a', '/b'], [storedRow('/b', 0, 1)]);
    expect(await table.files()).toEqual(new Map([['/b', 1]]));
    await table.replace(['/b'], []);
    await table.compact();
    expect(await table.files()).toEqual(new Map());
    expect(await table.search(along(1))).toEqual([]);
  });

  it('finds the nearest rows, nearest first', async () => {
    const between = { ...storedRow('/c#d', 7, 0), vector: Float32Array.of(1, 1, 0, 0, 0, 0, 0, 0) };
    await table.replace(
      ['/a', '/b', '/c#d'],
      [storedRow('/a', 0, 0), storedRow('/b', 1, 1), between],
    );
    expect(await table.search(along(0, { limit: 2 }))).toEqual([
      { file: '/a', ordinal: 0, similarity: expect.closeTo(1, 5) },
      { file: '/c#d', ordinal: 7, similarity: expect.closeTo(Math.SQRT1_2, 5) },
    ]);
  });

  it('finds only what the filters let through, before the limit counts', async () => {
    const place = { kind: 'phase', workflowType: "it's", phase: 1 } as const;
    await table.replace(
      ['/a', '/b', '/c'],
      [
        ...Array.from({ length: 20 }, (_, n) => storedRow('/a', n, 0)),
        storedRow('/b', 0, 1, { phase: 1, tags: ['x', "it's"], critical: true }, place),
        storedRow('/c', 0, 2, { phase: 0, tags: ['x'] }),
      ],
    );
    const found = async (search: Partial<TableSearch>): Promise<unknown> => {
      const hits = await table.search(along(0, search));
      return isProblem(hits) ? hits : hits.map(({ file }) => file).toSorted();
    };
    expect(await found({ filters: { phase: 1 } })).toEqual(['/b']);
    expect(await found({ filters: { tags: ['x'] } })).toEqual(['/b', '/c']);
    expect(await found({ filters: { tags: ['x', "it's"] } })).toEqual(['/b']);
    expect(await found({ filters: { kind: 'phase' } })).toEqual(['/b']);
    expect(await found({ filters: { workflowType: "it's" } })).toEqual(['/b']);
    expect(await found({ filters: { critical: true } })).toEqual(['/b']);
    expect(await found({ except: ['/a', '/b'] })).toEqual(['/c']);
    expect(await found({ filters: { workflowType: "' OR 'a' = 'a" } })).toEqual([]);
  });

  it('does not let values through that would end the process', async () => {
    await table.replace(['/a'], [storedRow('/a', 0, 0)]);
    const wrong = (vector: unknown): TableSearch => along(0, { vector: vector as Float32Array });
    for (const vector of ['text', ['a'], undefined, null, {}, new Float64Array(DIMENSIONS)]) {
      expect(await table.search(wrong(vector))).toEqual([]);
    }
    expect(await table.search(wrong(new Float32Array(DIMENSIONS + 1)))).toEqual([]);
    expect(await table.search(wrong(new Float32Array(DIMENSIONS).fill(Number.NaN)))).toEqual([]);
    expect(await table.search(wrong(new Float32Array(DIMENSIONS)))).toEqual([]);
    for (const limit of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(await table.search(along(0, { limit }))).toEqual([]);
    }
    const hostile = { phase: '1; DROP' as unknown as number };
    expect(await table.search(along(0, { filters: hostile }))).toEqual([]);
    const short = { ...storedRow('/b', 0, 0), vector: new Float32Array(3) };
    expect(await table.replace(['/b'], [short])).toMatchObject({ kind: 'problem' });
    expect(await table.search(along(0))).toMatchObject([{ file: '/a' }]);
  });

  it('is told from a table with other columns', async () => {
    if (isProblem(vectorDb)) throw new Error(vectorDb.reason);
    const other = await openLanceTable(vectorDb, folder.path, 'passages', DIMENSIONS * 2, true);
    expect(other).toMatchObject({ code: 'cache-damaged' });
  });
});
