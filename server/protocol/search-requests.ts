import type { ParamsSchema } from './params.ts';
import { name, type RequestDescription } from './request-description.ts';

/** What a passage's file is to those who search (DESIGN.md, section 7); help lists them in this order. */
export const PASSAGE_KINDS = ['standard', 'spec', 'metadata', 'phase', 'gate', 'task'] as const;

export type PassageKind = (typeof PASSAGE_KINDS)[number];

/** How many passages may be asked for, and how many there are unless somebody says. */
export const PASSAGE_LIMIT = { least: 1, most: 100, usual: 5 } as const;

/** What finds passages. */
export type SearchMethod = 'words' | 'vectors' | 'both';

/** What a passage must be to be found; all that are given hold at once. */
export interface SearchFilterParams {
  readonly phase?: number;
  /** All of them. */
  readonly tags?: readonly string[];
  readonly kind?: PassageKind;
  readonly workflowType?: string;
  readonly critical?: boolean;
}

export interface SearchParams {
  readonly query: string;
  /** `PASSAGE_LIMIT.usual` unless given. */
  readonly limit?: number;
  readonly filters?: SearchFilterParams;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** A passage that was found, and where it stands. */
export interface SearchResultItem {
  readonly uri: string;
  /** In the encoding of the client. */
  readonly range: { readonly start: Position; readonly end: Position };
  readonly title: string;
  /** The headings above the passage, outermost first. */
  readonly headings: readonly string[];
  readonly text: string;
  /** 0 to 1, comparable between queries. */
  readonly score: number;
  readonly kind: PassageKind;
  readonly phase: number | null;
  readonly tags: readonly string[];
  readonly workflowType?: string;
  readonly critical: boolean;
}

export interface SearchResult {
  /** What was searched; `none` while there is nothing to search, or retrieval is off. */
  readonly method: SearchMethod | 'none';
  readonly cached: boolean;
  readonly tookMs: number;
  readonly results: readonly SearchResultItem[];
  /** Why nothing was found, where no question would find anything; in sentences. */
  readonly hint?: string;
}

/** How the index is: also sent as `praxis/index/didChange`. */
export interface IndexStatusResult {
  /**
   * `off`: retrieval is switched off, or nobody has asked for anything yet. `building`: files are being read or embedded;
   * what is there can be searched. `degraded`: something is missing for good, `reason` says what. `ready`: all is there.
   */
  readonly state: 'off' | 'building' | 'ready' | 'degraded';
  /** Files with passages, and their passages. */
  readonly documents: number;
  readonly chunks: number;
  /** The model in use; absent before it is loaded, and where there is none. */
  readonly model?: { readonly id: string; readonly dimensions: number };
  /** Passages that can be found by meaning, of all that are searched: all of them at rest, where there is a model. */
  readonly progress: { readonly done: number; readonly total: number };
  /** What is missing and what to do about it, in sentences. */
  readonly reason?: string;
  /** Who keeps the index on disk: this server, another one, or nobody. */
  readonly keeper: 'us' | 'another' | 'nobody';
  /** What the index had to do since the start: files read from disk, texts embedded. */
  readonly work: { readonly filesRead: number; readonly textsEmbedded: number };
}

export const searchParams: ParamsSchema<SearchParams> = {
  type: 'object',
  required: ['query'],
  properties: {
    query: name,
    limit: { type: 'integer', minimum: PASSAGE_LIMIT.least, maximum: PASSAGE_LIMIT.most },
    filters: {
      type: 'object',
      // One that is misspelt would find what it was to leave out.
      additionalProperties: false,
      properties: {
        phase: { type: 'integer', minimum: 0 },
        tags: { type: 'array', items: name },
        kind: { enum: PASSAGE_KINDS },
        workflowType: name,
        critical: { type: 'boolean' },
      },
    },
  },
};

/** How the index is, as the documentation has it. */
export const INDEX_STATUS =
  'state, documents, chunks, model?, progress: {done, total}, reason?, keeper, work';

export const searchRequests: readonly RequestDescription[] = [
  {
    method: 'praxis/search',
    title: 'Search standards and workflows',
    params: 'query, limit?, filters?: {phase, tags, kind, workflowType, critical}',
    result:
      'method, cached, tookMs, results: [{uri, range, title, headings, text, score, kind, phase, tags, workflowType, critical}], hint?',
    errors: [],
    stability: 'stable',
  },
  {
    method: 'praxis/index/status',
    title: 'Show the state of the search index',
    params: '',
    result: INDEX_STATUS,
    errors: [],
    stability: 'stable',
  },
  {
    method: 'praxis/index/rebuild',
    title: 'Build the search index anew',
    params: '',
    result: INDEX_STATUS,
    errors: [],
    stability: 'stable',
  },
];
