import type { FilePath } from '../../workspace/paths.ts';
import type { Chunk, IndexedFile } from '../chunk.ts';

/** A passage and where it is from. */
export interface ChunkRef {
  readonly file: IndexedFile;
  /** Which of the file's chunks, from 0. */
  readonly ordinal: number;
  readonly chunk: Chunk;
}

/** What the words of a query found. */
export interface WordHits {
  /** The terms of the query that tell something, each with how much (`TermStatistics.weightOf`). */
  readonly terms: ReadonlyMap<string, number>;
  /** Best first; of those that were accepted. */
  readonly chunks: readonly WordHit[];
  /** Scores of the files that `chunks` are from. */
  readonly files: ReadonlyMap<FilePath, FileScore>;
}

export interface WordHit {
  readonly ref: ChunkRef;
  /** BM25, the sum over the fields. */
  readonly score: number;
  /** The terms of the query that the passage has, and in which of its fields. */
  readonly matched: ReadonlyMap<string, readonly WordField[]>;
}

export interface FileScore {
  /** BM25 over its title, headings, keywords and all its words together. */
  readonly fields: number;
  /** BM25 over all its words together. */
  readonly whole: number;
}

export type WordField = 'title' | 'headings' | 'keywords' | 'text';
