import type { Embedder } from '../embedding/embedder.ts';
import { embeddingText } from '../embedding/embedder.ts';
import type { PassageRef } from './indexed-passages.ts';
import type { VectorMemory } from './vector-memory.ts';

/** What waits, most urgent first: what is being typed, what was saved, the rest. */
export type Urgency = 'buffer' | 'changed' | 'rest';

/** A batch blocks the thread, and a search waits for it: it may take about so many milliseconds. */
const BATCH_MILLISECONDS = 12;
const LARGEST_BATCH = 32;

/** Passages that wait for their vectors. */
export class EmbeddingQueue {
  readonly #waiting: Record<Urgency, Map<string, PassageRef>> = {
    buffer: new Map(),
    changed: new Map(),
    rest: new Map(),
  };
  readonly #embedder: Embedder;
  readonly #vectors: VectorMemory;
  #batch = 4;

  constructor(embedder: Embedder, vectors: VectorMemory) {
    this.#embedder = embedder;
    this.#vectors = vectors;
  }

  get size(): number {
    const { buffer, changed, rest } = this.#waiting;
    return buffer.size + changed.size + rest.size;
  }

  has(urgency: Urgency): boolean {
    return this.#waiting[urgency].size > 0;
  }

  add(refs: readonly PassageRef[], urgency: Urgency): void {
    for (const ref of refs) {
      if (!this.#vectors.has(ref.key)) this.#waiting[urgency].set(ref.key, ref);
    }
  }

  clear(): void {
    for (const waiting of Object.values(this.#waiting)) waiting.clear();
  }

  /**
   * Embeds a batch of the most urgent, of as many texts as the model manages in a moment. Answers
   * with how many it embedded. Rejects when the model fails; the batch does not wait any more then.
   */
  async embedBatch(urgency: Urgency, wanted: (ref: PassageRef) => boolean): Promise<number> {
    const batch: PassageRef[] = [];
    for (const [key, ref] of this.#waiting[urgency]) {
      this.#waiting[urgency].delete(key);
      if (this.#vectors.has(key) || !wanted(ref)) continue;
      batch.push(ref);
      if (batch.length >= this.#batch) break;
    }
    if (batch.length === 0) return 0;
    const started = performance.now();
    const embedded = await this.#embedder.embed(batch.map(({ chunk }) => embeddingText(chunk)));
    const each = (performance.now() - started) / batch.length;
    this.#batch = Math.max(1, Math.min(LARGEST_BATCH, Math.floor(BATCH_MILLISECONDS / each)));
    for (const [index, { key }] of batch.entries()) {
      const vector = embedded[index];
      if (vector !== undefined) this.#vectors.set(key, vector);
    }
    return batch.length;
  }
}
