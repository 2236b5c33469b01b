import type { Embedder } from '../../../server/rag/embedding/embedder.ts';

/** Embeds without a model: texts with words in common are alike. Keeps what it was given. */
export class WordEmbedder implements Embedder {
  readonly id: string;
  readonly dimensions = 16;
  readonly texts: string[] = [];
  /** Makes the next call reject. */
  failure: Error | undefined;
  /** What its end waits for; one that rejects makes its end reject. */
  closing: Promise<void> = Promise.resolve();
  closed = false;

  constructor(id = 'words') {
    this.id = id;
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (this.failure !== undefined) throw this.failure;
    this.texts.push(...texts);
    return texts.map((text) => {
      const vector = new Float32Array(this.dimensions);
      for (const word of text.toLowerCase().split(/\W+/)) {
        const code = [...word].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7);
        const slot = code % this.dimensions;
        if (word !== '') vector[slot] = (vector[slot] ?? 0) + 1;
      }
      const length = Math.hypot(...vector);
      return length === 0 ? vector : vector.map((value) => value / length);
    });
  }

  async close(): Promise<void> {
    await this.closing;
    this.closed = true;
    this.texts.length = 0;
  }
}
