import type { SearchFilterParams, SearchMethod } from '../../protocol/search-requests.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { rank, type VectorHit } from '../ranking/rank.ts';
import type { TableHit } from '../vectors/vector-table.ts';
import type { ChunkRef } from '../words/word-hits.ts';
import type { IndexedPassages, PassageRef } from './indexed-passages.ts';
import type { Meaning } from './meaning.ts';
import type { FoundPassage, SearchRequest } from './protocol.ts';

/** How many passages each list brings before they are ranked together. */
const CANDIDATES = { words: 200, vectors: 100 };

/**
 * Numbers that are compared in memory for one search. Measured on two cores, nearest 50 of n vectors:
 *
 *     n × dimensions    in memory    by the table
 *     10,000 × 100         1 ms          5 ms
 *     50,000 × 100         9 ms         12 ms
 *     100,000 × 100       20 ms         23 ms
 *     100,000 × 384      114 ms         55 ms
 *
 * The table uses all cores and no time of this thread, but each question has a fixed price. So
 * workspaces of the usual size are compared in memory, and the largest are asked of the table.
 */
const LARGEST_SCAN = 10_000_000;

/** What is searched. Without a model, only words are. */
export interface SearchedIndex {
  readonly passages: IndexedPassages;
  readonly meaning: Meaning | undefined;
  /** Takes in what was said meanwhile; called before anything is looked at. */
  refresh(): void;
  /** Told when the model fails at a query: words still answer. */
  readonly modelFailed: (error: unknown) => void;
}

export interface FoundPassages {
  readonly passages: readonly FoundPassage[];
  readonly method: SearchMethod | 'none';
}

/**
 * Searches by words and by meaning. The answer is of one moment: everything that takes time is asked
 * first, and what it brings is checked against what is there at the end.
 */
export async function searchPassages(
  index: SearchedIndex,
  { query, limit, about, filters }: SearchRequest,
): Promise<FoundPassages> {
  if (query.trim() === '' || limit < 1) return { passages: [], method: 'none' };
  const { meaning, passages } = index;
  const accept = acceptor(filters);
  index.refresh();
  // A filter by a kind that there is none of, say: hover asks with each key.
  if (accept !== undefined && !passages.some(accept)) return { passages: [], method: 'words' };
  // Without a model nothing is waited for: what is said after the question does not change its answer.
  const vector = meaning === undefined ? undefined : await vectorOf(index, meaning.embedder, query);
  index.refresh();
  const asked =
    meaning === undefined || vector === undefined
      ? undefined
      : await tableHits(meaning, passages, vector, filters);
  index.refresh();

  const words = passages.words.search(query, accept, CANDIDATES.words);
  const near =
    meaning === undefined || vector === undefined
      ? []
      : vectorHits(meaning, passages, vector, accept, asked);
  const found = rank(query, words, near, { limit, about }).map(({ ref, score, method }) =>
    foundPassage(ref, score, method),
  );
  const byMeaning = near.length > 0;
  return { passages: found, method: byMeaning ? 'both' : 'words' };
}

async function vectorOf(
  { modelFailed }: SearchedIndex,
  embedder: Embedder,
  query: string,
): Promise<Float32Array | undefined> {
  try {
    const [vector] = await embedder.embed([query]);
    return vector?.some((value) => value !== 0) ? vector : undefined;
  } catch (error) {
    modelFailed(error);
    return undefined;
  }
}

/** What the table says, and the files that it was asked about. */
interface Asked {
  readonly hits: readonly TableHit[];
  readonly except: ReadonlySet<FilePath>;
}

async function tableHits(
  { keeper, store }: Meaning,
  passages: IndexedPassages,
  vector: Float32Array,
  filters: SearchFilterParams,
): Promise<Asked | undefined> {
  if (passages.counts.chunks * vector.length <= LARGEST_SCAN) return undefined;
  const except = new Set(
    [...store.inTable.keys(), ...passages.files()].filter((file) => !keeper.isKept(file)),
  );
  const hits = await store.search({
    vector,
    limit: CANDIDATES.vectors,
    filters,
    except: [...except],
  });
  return hits === undefined ? undefined : { hits, except };
}

function vectorHits(
  { vectors, keeper }: Meaning,
  passages: IndexedPassages,
  vector: Float32Array,
  accept: Accept | undefined,
  asked: Asked | undefined,
): readonly VectorHit[] {
  const nearest = new Nearest(CANDIDATES.vectors);
  const compare = (ref: PassageRef): void => {
    if (accept?.(ref) === false) return;
    const similarity = vectors.similarity(ref.key, vector);
    if (similarity !== undefined) nearest.offer({ ref, similarity });
  };
  if (asked === undefined) {
    for (const ref of passages.refs()) compare(ref);
    return nearest.sorted();
  }
  for (const { file, ordinal, similarity } of asked.hits) {
    const ref = keeper.isKept(file) ? passages.visible(file)?.refs[ordinal] : undefined;
    if (ref !== undefined && accept?.(ref) !== false) nearest.offer({ ref, similarity });
  }
  for (const file of passages.files()) {
    if (!asked.except.has(file) && keeper.isKept(file)) continue;
    for (const ref of passages.visible(file)?.refs ?? []) compare(ref);
  }
  return nearest.sorted();
}

type Accept = (ref: ChunkRef) => boolean;

/** Undefined where every passage will do. */
function acceptor(filters: SearchFilterParams): Accept | undefined {
  if (Object.values(filters).every((each) => each === undefined)) return undefined;
  const { phase, tags, kind, workflowType, critical } = filters;
  return ({ file, chunk }) =>
    (phase === undefined || chunk.phase === phase) &&
    (tags === undefined || tags.every((tag) => chunk.tags.includes(tag))) &&
    (kind === undefined || file.kind === kind) &&
    (workflowType === undefined || file.workflowType === workflowType) &&
    (critical === undefined || chunk.critical === critical);
}

function foundPassage({ file, chunk }: ChunkRef, score: number, method: SearchMethod) {
  const { title, headings, text, range, lines, phase, tags, critical } = chunk;
  const { kind, workflowType } = file;
  return {
    file: file.file,
    kind,
    ...(workflowType === undefined ? {} : { workflowType }),
    title,
    headings,
    text,
    range,
    lines,
    phase,
    tags,
    critical,
    score,
    method,
  };
}

/** Keeps the best of what it is offered. */
class Nearest {
  readonly #limit: number;
  #hits: VectorHit[] = [];
  #least = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(hit: VectorHit): void {
    if (hit.similarity <= this.#least) return;
    this.#hits.push(hit);
    // Sorting now and then is cheaper than keeping the order.
    if (this.#hits.length >= this.#limit * 4) this.#cut();
  }

  sorted(): readonly VectorHit[] {
    this.#cut();
    return this.#hits;
  }

  #cut(): void {
    this.#hits.sort((a, b) => b.similarity - a.similarity);
    this.#hits = this.#hits.slice(0, this.#limit);
    if (this.#hits.length === this.#limit) this.#least = this.#hits.at(-1)?.similarity ?? -1;
  }
}
