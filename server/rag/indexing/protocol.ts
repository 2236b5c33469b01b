import type {
  IndexStatusResult,
  SearchFilterParams,
  SearchMethod,
  SearchResultItem,
} from '../../protocol/search-requests.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Chunk, IndexedFile } from '../chunk.ts';
import type { RetrievalProblem } from '../problem.ts';

/** What is indexed, with which model, and where it is kept. */
export interface IndexConfiguration {
  /** All files that are searched, as the workspace has them on disk or in buffers. */
  readonly files: readonly IndexedFile[];
  /** The settings `praxis.retrieval.model` and `.allowHub`. */
  readonly model: string;
  readonly allowHub: boolean;
  /** The folder for what is kept (`cacheFolderOf`). */
  readonly cacheFolder: FilePath;
  /** The folder where models from the hub are kept. */
  readonly hubCache: FilePath;
}

export interface SearchRequest {
  readonly query: string;
  /** How many passages there may be. */
  readonly limit: number;
  /** What the matter of the query is part of (`RankOptions`); no part of the wire. */
  readonly about?: string;
  readonly filters: SearchFilterParams;
}

/** A passage that was found. */
export interface FoundPassage extends Omit<SearchResultItem, 'uri' | 'range'> {
  readonly file: FilePath;
  /** UTF-16 offsets in the text that was indexed: the buffer's if the file is open. */
  readonly range: Chunk['range'];
  /** The same in lines and UTF-16 columns. */
  readonly lines: Chunk['lines'];
  /** What found it. */
  readonly method: SearchMethod;
}

export interface SearchAnswer {
  readonly passages: readonly FoundPassage[];
  /** What was searched; `none` where nothing could be. */
  readonly method: SearchMethod | 'none';
  /** The state of the index that this holds for: compare with `IndexService.generation`. */
  readonly generation: number;
}

/** How the index is. */
export interface IndexStatus
  extends Pick<IndexStatusResult, 'state' | 'documents' | 'chunks' | 'model' | 'keeper' | 'work'> {
  /** Passages, as they are searched, that have a vector. */
  readonly embedded: number;
  /** Files and passages that wait. */
  readonly waiting: { readonly files: number; readonly chunks: number };
  /** What is missing for good. */
  readonly problems: readonly RetrievalProblem[];
}

/** To the worker. `sent` counts the messages that change the index. */
export type ToWorker =
  | {
      readonly kind: 'configure';
      readonly sent: number;
      readonly configuration: IndexConfiguration;
    }
  | { readonly kind: 'touched'; readonly sent: number; readonly files: readonly FilePath[] }
  | {
      readonly kind: 'buffer';
      readonly sent: number;
      readonly file: IndexedFile;
      /** Undefined when the buffer is closed. */
      readonly text: string | undefined;
    }
  | { readonly kind: 'rebuild'; readonly sent: number }
  | { readonly kind: 'search'; readonly id: number; readonly request: SearchRequest }
  | { readonly kind: 'close' };

/** From the worker. `changes` counts what became different without a message: a vector made, a file read. */
export type FromWorker =
  /** That it is not caught in anything: sent now and then, whatever else is. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'changed'; readonly changes: number }
  | { readonly kind: 'status'; readonly status: IndexStatus }
  | {
      readonly kind: 'found';
      readonly id: number;
      readonly sent: number;
      readonly changes: number;
      readonly passages: readonly FoundPassage[];
      readonly method: SearchMethod | 'none';
    }
  | { readonly kind: 'notice'; readonly message: string };
