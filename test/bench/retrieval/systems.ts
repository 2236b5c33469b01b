import type { IndexedFile } from '../../../server/rag/chunk.ts';
import { chunksOf } from '../../../server/rag/chunking/chunks.ts';
import { type Embedder, embeddingText } from '../../../server/rag/embedding/embedder.ts';
import { type RankedPassage, rank, type VectorHit } from '../../../server/rag/ranking/rank.ts';
import type { ChunkRef } from '../../../server/rag/words/word-hits.ts';
import { WordIndex } from '../../../server/rag/words/word-index.ts';
import type { CorpusFile } from './corpus.ts';

/** How many hits of words and of vectors the product's ranking is given. */
const HITS = { words: 200, vectors: 100 };

/** One set of files, ready to be searched by the product's parts without its worker and its table. */
export class Searchable {
  readonly #words = new WordIndex();
  readonly #vectors: { readonly ref: ChunkRef; readonly vector: Float32Array }[] = [];
  readonly #embedder: Embedder | undefined;
  readonly #names: ReadonlyMap<string, string>;

  private constructor(files: readonly CorpusFile[], embedder: Embedder | undefined) {
    this.#embedder = embedder;
    this.#names = new Map(files.map(({ indexed, name }) => [indexed.file, name]));
  }

  static async of(files: readonly CorpusFile[], embedder?: Embedder): Promise<Searchable> {
    const made = new Searchable(files, embedder);
    for (const { indexed, text } of files) await made.#add(indexed, text);
    return made;
  }

  get size(): number {
    return this.#words.size;
  }

  /** The file of a passage, as questions name it. */
  nameOf(passage: { readonly ref: ChunkRef }): string {
    return this.#names.get(passage.ref.file.file) ?? passage.ref.file.file;
  }

  byWords(query: string, limit: number, about?: string): RankedPassage[] {
    return rank(
      query,
      this.#words.search(query, () => true, HITS.words),
      [],
      { limit, about },
    );
  }

  async byBoth(query: string, limit: number, about?: string): Promise<RankedPassage[]> {
    const words = this.#words.search(query, () => true, HITS.words);
    return rank(query, words, await this.nearest(query, HITS.vectors), { limit, about });
  }

  /** Vectors alone, as they come. */
  async byVectors(query: string, limit: number): Promise<VectorHit[]> {
    return this.nearest(query, limit * 5);
  }

  async nearest(query: string, limit: number): Promise<VectorHit[]> {
    const [asked] = (await this.#embedder?.embed([query])) ?? [];
    if (asked === undefined) return [];
    return this.#vectors
      .map(({ ref, vector }) => ({ ref, similarity: dot(asked, vector) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, limit);
  }

  async #add(file: IndexedFile, text: string): Promise<void> {
    const chunks = chunksOf(file, text);
    this.#words.replaceFile(file, chunks);
    const vectors = (await this.#embedder?.embed(chunks.map(embeddingText))) ?? [];
    for (const [ordinal, chunk] of chunks.entries()) {
      const vector = vectors[ordinal];
      if (vector !== undefined) this.#vectors.push({ ref: { file, ordinal, chunk }, vector });
    }
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
