import { createRequire } from 'node:module';
import { PASSAGE_KINDS, type PassageKind } from '../../protocol/search-requests.ts';
import type { Chunk, IndexedFile } from '../chunk.ts';
import type { StoredChunk } from './vector-table.ts';

/** Raised when rows get other columns: a table of another version is another table. */
export const SCHEMA_VERSION = 2;

type ArrowModule = typeof import('apache-arrow', { with: { 'resolution-mode': 'require' }});
type ArrowSchema = InstanceType<ArrowModule['Schema']>;
type ArrowTable = InstanceType<ArrowModule['Table']>;

// vectordb loads the CommonJS half of apache-arrow, and takes no table that the other half made.
const arrow = (): ArrowModule => createRequire(import.meta.url)('apache-arrow') as ArrowModule;

/**
 * The columns of a row. Those that a search may filter by stand alone; the rest of a passage is read
 * and written as one JSON text, ten times as fast as a column for each.
 */
export function tableSchema(dimensions: number): ArrowSchema {
  const { Bool, Field, FixedSizeList, Float32, Int32, Schema, Utf8 } = arrow();
  return new Schema([
    new Field('id', new Utf8(), false),
    new Field('file', new Utf8(), false),
    new Field('kind', new Utf8(), false),
    new Field('workflow_type', new Utf8(), true),
    new Field('phase', new Int32(), true),
    new Field('tags', new Utf8(), false),
    new Field('critical', new Bool(), false),
    new Field('passage', new Utf8(), false),
    new Field(
      'vector',
      new FixedSizeList(dimensions, new Field('item', new Float32(), true)),
      false,
    ),
  ]);
}

/** Whether a table has the columns that we would give it. */
export function isOurSchema(schema: ArrowSchema, dimensions: number): boolean {
  const columns = ({ fields }: ArrowSchema): string =>
    fields.map(({ name, type }) => `${name} ${String(type)}`).join('\n');
  return columns(schema) === columns(tableSchema(dimensions));
}

/** Rows as an Arrow table: built by columns, since building it from objects blocks for ten times as long. */
export function rowsToTable(rows: readonly StoredChunk[], dimensions: number): ArrowTable {
  const {
    Bool,
    FixedSizeList,
    Float32,
    Int32,
    RecordBatch,
    Struct,
    Table,
    Utf8,
    makeData,
    vectorFromArray,
  } = arrow();
  const schema = tableSchema(dimensions);
  const numbers = new Float32Array(rows.length * dimensions);
  rows.forEach(({ vector }, index) => {
    if (vector.length !== dimensions) throw new Error('a vector has another length');
    numbers.set(vector, index * dimensions);
  });
  const text = (of: (row: StoredChunk) => string | null) =>
    vectorFromArray(rows.map(of), new Utf8()).data[0];
  const vectorField = schema.fields.find(({ name }) => name === 'vector')?.type.children[0];
  if (vectorField === undefined) throw new Error('no such column');
  const children = [
    text(({ file, ordinal }) => `${ordinal}#${file.file}`),
    text(({ file }) => file.file),
    text(({ file }) => file.kind),
    text(({ file }) => file.workflowType ?? null),
    vectorFromArray(
      rows.map(({ chunk }) => chunk.phase),
      new Int32(),
    ).data[0],
    text(({ chunk }) => chunk.tags.map(tagMark).join('')),
    vectorFromArray(
      rows.map(({ chunk }) => chunk.critical),
      new Bool(),
    ).data[0],
    text(passageOf),
    makeData({
      type: new FixedSizeList(dimensions, vectorField),
      length: rows.length,
      nullCount: 0,
      child: makeData({
        type: new Float32(),
        length: numbers.length,
        nullCount: 0,
        data: numbers,
      }),
    }),
  ].filter((column) => column !== undefined);
  const batch = makeData({
    type: new Struct(schema.fields),
    length: rows.length,
    nullCount: 0,
    children,
  });
  return new Table(schema, [new RecordBatch(schema, batch)]);
}

/** A row as vectordb gives it. Undefined where it is none of ours. */
export function rowToStored(row: Readonly<Record<string, unknown>>): StoredChunk | undefined {
  const { file, kind, workflow_type: workflowType, phase, tags, critical, passage, vector } = row;
  if (typeof file !== 'string' || !isKind(kind) || typeof passage !== 'string') return undefined;
  if (typeof tags !== 'string' || !isNumbers(vector)) return undefined;
  let rest: Passage;
  try {
    rest = JSON.parse(passage) as Passage;
  } catch {
    return undefined;
  }
  const indexed: IndexedFile = {
    file,
    kind,
    ...(typeof workflowType === 'string' ? { workflowType } : {}),
    ...(typeof rest.filePhase === 'number' ? { phase: rest.filePhase } : {}),
  };
  const { ordinal, filePhase: _, ...kept } = rest;
  const chunk: Chunk = {
    ...kept,
    phase: typeof phase === 'number' ? phase : null,
    tags: tags.split('\n').filter((tag) => tag !== ''),
    critical: critical === true,
  };
  return { file: indexed, ordinal, chunk, vector: Float32Array.from(vector) };
}

/**
 * A tag as it stands in the column `tags`, with bounds. Not a list: in one whose rows of deleted passages are all that a
 * read covers, as after a few changes of the same file, vectordb's decoder finds no page and gives up.
 */
export function tagMark(tag: string): string {
  return `\n${tag.replaceAll('\n', ' ')}\n`;
}

/** What the column `passage` holds: the chunk without the columns that stand alone. */
interface Passage extends Omit<Chunk, 'phase' | 'tags' | 'critical'> {
  readonly ordinal: number;
  /** The phase of the file's place; the column has that of the chunk. */
  readonly filePhase?: number;
}

function passageOf({ file, ordinal, chunk }: StoredChunk): string {
  const { hash, title, headings, text, keywords, range, lines } = chunk;
  const passage: Passage = {
    ordinal,
    ...(file.phase === undefined ? {} : { filePhase: file.phase }),
    hash,
    title,
    headings,
    text,
    keywords,
    range,
    lines,
  };
  return JSON.stringify(passage);
}

const KINDS: ReadonlySet<unknown> = new Set(PASSAGE_KINDS);

function isKind(value: unknown): value is PassageKind {
  return KINDS.has(value);
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}
