import { createRequire } from 'node:module';
import type * as VectorDb from 'vectordb';
import type { FilePath } from '../../workspace/paths.ts';
import { isProblem, messageOf, problem, type RetrievalProblem } from '../problem.ts';
import { ofFiles, searchCondition } from './row-filter.ts';
import { isOurSchema, rowsToTable, rowToStored, tableSchema } from './table-rows.ts';
import type { StoredChunk, TableHit, TableSearch, VectorTable } from './vector-table.ts';

/** The most rows that a search may ask for. */
const MOST_HITS = 10_000;

/** Loads vectordb: 300 ms and 50 MB, so in the worker only, and only where there is a model. */
export function loadVectorDb(): typeof VectorDb | RetrievalProblem {
  try {
    return createRequire(import.meta.url)('vectordb') as typeof VectorDb;
  } catch (error) {
    return problem(
      'no-native-library',
      `The library that stores vectors does not work here (${process.platform} ${process.arch}): ${messageOf(error)}.`,
      'The index is kept in memory and made again at each start. Use a platform that vectordb has binaries for (Linux with glibc, macOS, Windows on x64).',
    );
  }
}

/**
 * Opens the table of that name in a folder, or makes it where `create` says so. A table that is
 * damaged or has other columns is a problem of the code `cache-damaged`; one that is not there, and
 * may not be made, is undefined.
 */
export async function openLanceTable(
  vectorDb: typeof VectorDb,
  folder: FilePath,
  name: string,
  dimensions: number,
  create: boolean,
): Promise<VectorTable | RetrievalProblem | undefined> {
  const outcome = await attempted(async () => {
    const connection = await vectorDb.connect(folder);
    if (!(await connection.tableNames()).includes(name)) {
      if (!create) return undefined;
      return await connection.createTable<number[]>({ name, schema: tableSchema(dimensions) });
    }
    return await connection.openTable<number[]>(name);
  });
  if (outcome === undefined || isProblem(outcome)) return outcome;
  const schema = await attempted(() => outcome.schema);
  if (isProblem(schema)) return schema;
  if (!isOurSchema(schema, dimensions)) {
    return problem('cache-damaged', 'The table has columns that are not ours.', REBUILT);
  }
  return new LanceTable(outcome as VectorDb.LocalTable, vectorDb, dimensions);
}

/**
 * The table as vectordb keeps it. Several calls of vectordb end the whole process when they get a
 * value of another type, whatever the caller catches: none is made here with a value that was not
 * made or checked here. Calls run one after the other: two writes at a time are conflicts.
 */
class LanceTable implements VectorTable {
  readonly #table: VectorDb.LocalTable;
  readonly #cosine: VectorDb.MetricType;
  readonly #dimensions: number;
  #last: Promise<unknown> = Promise.resolve();

  constructor(table: VectorDb.LocalTable, vectorDb: typeof VectorDb, dimensions: number) {
    this.#table = table;
    this.#cosine = vectorDb.MetricType.Cosine;
    this.#dimensions = dimensions;
  }

  async files(): Promise<ReadonlyMap<FilePath, number> | RetrievalProblem> {
    const rows = await this.#inTurn(async () => {
      const count = await this.#table.countRows();
      if (count === 0) return []; // A limit of 0 throws.
      return this.#table.filter('true').select(['file']).limit(count).execute();
    });
    if (isProblem(rows)) return rows;
    const counts = new Map<FilePath, number>();
    for (const { file } of rows as { file: unknown }[]) {
      if (typeof file === 'string') counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    return counts;
  }

  async read(files: readonly FilePath[]): Promise<readonly StoredChunk[] | RetrievalProblem> {
    const condition = ofFiles(files);
    const rows = await this.#inTurn(async () => {
      const count = await this.#table.countRows(condition);
      if (count === 0) return [];
      return this.#table.filter(condition).limit(count).execute();
    });
    if (isProblem(rows)) return rows;
    return rows
      .map((row) => rowToStored(row as Readonly<Record<string, unknown>>))
      .filter((row) => row !== undefined)
      .sort((a, b) => a.ordinal - b.ordinal);
  }

  async replace(
    files: readonly FilePath[],
    rows: readonly StoredChunk[],
  ): Promise<RetrievalProblem | undefined> {
    const condition = ofFiles(files);
    return this.#inTurn(async () => {
      const held = await this.#table.countRows(condition);
      if (rows.length === 0) {
        if (held > 0) await this.#table.delete(condition);
      } else if (held === 0) {
        await this.#table.add(rowsToTable(rows, this.#dimensions));
      } else {
        await this.#table.mergeInsert('id', rowsToTable(rows, this.#dimensions), {
          whenMatchedUpdateAll: true,
          whenNotMatchedInsertAll: true,
          whenNotMatchedBySourceDelete: condition,
        });
      }
      return undefined;
    });
  }

  async search({
    vector,
    limit,
    filters,
    except,
  }: TableSearch): Promise<readonly TableHit[] | RetrievalProblem> {
    // A plain array: anything else ends the process. So does one of another length or with a NaN.
    const numbers = vector instanceof Float32Array ? Array.from(vector) : [];
    if (numbers.length !== this.#dimensions || !numbers.every(Number.isFinite)) return [];
    if (!Number.isSafeInteger(limit) || limit < 1) return [];
    const condition = searchCondition(filters, except);
    const rows = await this.#inTurn(async () => {
      const query = this.#table
        .search(numbers)
        .metricType(this.#cosine)
        .limit(Math.min(limit, MOST_HITS))
        .select(['id', '_distance']);
      if (condition !== undefined) query.filter(condition).prefilter(true);
      return query.execute();
    });
    return isProblem(rows) ? rows : rows.map(hitOf).filter((hit) => hit !== undefined);
  }

  async compact(): Promise<RetrievalProblem | undefined> {
    return this.#inTurn(async () => {
      await this.#table.compactFiles();
      await this.#table.cleanupOldVersions(0, true);
      return undefined;
    });
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T | RetrievalProblem> {
    const turn = this.#last.then(() => attempted(call));
    this.#last = turn;
    return turn;
  }
}

function hitOf(row: unknown): TableHit | undefined {
  if (typeof row !== 'object' || row === null || !('id' in row && '_distance' in row)) {
    return undefined;
  }
  const { id, _distance: distance } = row;
  if (typeof id !== 'string' || typeof distance !== 'number' || !Number.isFinite(distance)) {
    return undefined; // A row of zeros has no direction.
  }
  const mark = id.indexOf('#');
  return {
    file: id.slice(mark + 1),
    ordinal: Number(id.slice(0, mark)),
    similarity: 1 - distance,
  };
}

const REBUILT = 'It is set aside, and the index is built again.';

async function attempted<T>(call: () => Promise<T>): Promise<T | RetrievalProblem> {
  try {
    return await call();
  } catch (error) {
    const message = messageOf(error);
    if (/permission denied|read-only|os error (?:13|30|28)\b|no space/i.test(message)) {
      return problem(
        'cache-unwritable',
        `The index cannot be written: ${message}.`,
        'The index is kept in memory. Make the folder writable, or free space on the disk.',
      );
    }
    return problem('cache-damaged', `The index on disk cannot be used: ${message}.`, REBUILT);
  }
}
