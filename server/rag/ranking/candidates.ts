import type { FilePath } from '../../workspace/paths.ts';
import type { ChunkRef, WordHit, WordHits } from '../words/word-hits.ts';

/** A passage that means what the query means. */
export interface VectorHit {
  readonly ref: ChunkRef;
  /** Cosine of the two vectors, -1 to 1. */
  readonly similarity: number;
}

/** A passage that words or vectors found. */
export interface Candidate {
  readonly ref: ChunkRef;
  readonly hit: WordHit | undefined;
  /** Absent where vectors did not find it. */
  readonly similarity: number | undefined;
  /** Its share of the best BM25 of all passages, 0 to 1. */
  readonly word: number;
  /** Where its similarity lies between the least and the greatest of all, 0 to 1. */
  readonly vector: number;
}

/** So many of the nearest passages are looked at: what is farther away says nothing. */
const MOST_VECTORS = 50;

/** The passages of both lists by file, each list scaled to its own range. */
export function candidatesOf(
  words: WordHits,
  vectors: readonly VectorHit[],
): Map<FilePath, Candidate[]> {
  const nearest = vectors.toSorted((a, b) => b.similarity - a.similarity).slice(0, MOST_VECTORS);
  const similar = new Map(nearest.map((hit) => [placeOf(hit.ref), hit]));
  const best = words.chunks[0]?.score ?? 0;
  const scale = rangeOf(nearest);
  const found = new Map<string, Candidate>();
  for (const hit of words.chunks) {
    const similarity = similar.get(placeOf(hit.ref))?.similarity;
    const word = best > 0 ? hit.score / best : 0;
    found.set(placeOf(hit.ref), {
      ref: hit.ref,
      hit,
      similarity,
      word,
      vector: similarity === undefined ? 0 : scale(similarity),
    });
  }
  for (const { ref, similarity } of similar.values()) {
    if (found.has(placeOf(ref))) continue;
    found.set(placeOf(ref), {
      ref,
      hit: undefined,
      similarity,
      word: 0,
      vector: scale(similarity),
    });
  }
  const byFile = new Map<FilePath, Candidate[]>();
  for (const candidate of found.values()) {
    const { file } = candidate.ref.file;
    byFile.set(file, [...(byFile.get(file) ?? []), candidate]);
  }
  return byFile;
}

/** A passage is named by its file and its number there. */
function placeOf({ file, ordinal }: ChunkRef): string {
  return `${ordinal} ${file.file}`;
}

function rangeOf(vectors: readonly VectorHit[]): (similarity: number) => number {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const { similarity } of vectors) {
    least = Math.min(least, similarity);
    greatest = Math.max(greatest, similarity);
  }
  const span = greatest - least;
  return (similarity) => (span > 0 ? (similarity - least) / span : 1);
}
