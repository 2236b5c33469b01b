import type { Chunk } from '../chunk.ts';

/** Turns texts into vectors, such that texts of like meaning have like vectors. */
export interface Embedder {
  /** Names the model and its files: vectors of different ids are never compared. */
  readonly id: string;
  /** Numbers in a vector. */
  readonly dimensions: number;
  /**
   * One vector for each text, in order, of length 1; all zeros for a text without words that the model knows. Blocks the thread while it
   * runs: give it few texts at a time. Rejects when the model fails.
   */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** What of a passage is embedded: where it stands says as much as what it says. */
export function embeddingText({ title, headings, text }: Chunk): string {
  return [title, ...headings, text].join('\n');
}
