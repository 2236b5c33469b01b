import type { SearchFilterParams } from '../../protocol/search-requests.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Chunk, IndexedFile } from '../chunk.ts';
import type { RetrievalProblem } from '../problem.ts';

/** A passage and its vector, as the table keeps them. */
export interface StoredChunk {
  readonly file: IndexedFile;
  /** Its place among the chunks of its file, from 0. */
  readonly ordinal: number;
  readonly chunk: Chunk;
  readonly vector: Float32Array;
}

/** A row that was found. */
export interface TableHit {
  readonly file: FilePath;
  readonly ordinal: number;
  /** The cosine of the angle between the row's vector and the one that was searched for. */
  readonly similarity: number;
}

/** A search for the rows next to a vector. */
export interface TableSearch {
  readonly vector: Float32Array;
  readonly limit: number;
  readonly filters: SearchFilterParams;
  /** Files whose rows do not count, since they say something else by now. */
  readonly except: readonly FilePath[];
}

/**
 * Passages and their vectors on disk, by file. What the disk or the library refuses is a value. Only
 * the holder of the folder's lock may call what writes.
 */
export interface VectorTable {
  /** The files that have rows, and how many. */
  files(): Promise<ReadonlyMap<FilePath, number> | RetrievalProblem>;
  /** The rows of some files, each file's in order; those of a thousand rows take a tenth of a second. */
  read(files: readonly FilePath[]): Promise<readonly StoredChunk[] | RetrievalProblem>;
  /** Puts rows in the place of all that the table has of some files, in one commit. Without rows it removes them. */
  replace(
    files: readonly FilePath[],
    rows: readonly StoredChunk[],
  ): Promise<RetrievalProblem | undefined>;
  /** The nearest rows, nearest first. */
  search(search: TableSearch): Promise<readonly TableHit[] | RetrievalProblem>;
  /** Joins the small files that commits leave, and removes what older commits alone need. */
  compact(): Promise<RetrievalProblem | undefined>;
}
