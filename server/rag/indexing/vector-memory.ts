/** Vectors are added in steps of so many. */
const GROWTH = 1_024;

/**
 * All vectors at hand, by the key of the text that they are of: passages that say the same share
 * one. They lie in one array, so that comparing all of them is one pass over memory.
 */
export class VectorMemory {
  readonly #dimensions: number;
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];
  readonly #onNew: (key: string) => void;
  #numbers: Float32Array;
  #used = 0;

  /** @param onNew takes the key of each vector that was not there before */
  constructor(dimensions: number, onNew: (key: string) => void = () => undefined) {
    this.#dimensions = dimensions;
    this.#onNew = onNew;
    this.#numbers = new Float32Array(GROWTH * dimensions);
  }

  get size(): number {
    return this.#slots.size;
  }

  has(key: string): boolean {
    return this.#slots.has(key);
  }

  /** A view of the vector: it holds until the next `set`. */
  get(key: string): Float32Array | undefined {
    const slot = this.#slots.get(key);
    if (slot === undefined) return undefined;
    return this.#numbers.subarray(slot * this.#dimensions, (slot + 1) * this.#dimensions);
  }

  set(key: string, vector: Float32Array): void {
    const known = this.#slots.get(key);
    const slot = known ?? this.#free.pop() ?? this.#used++;
    if ((slot + 1) * this.#dimensions > this.#numbers.length) {
      const wanted = this.#numbers.length * 1.5 + GROWTH * this.#dimensions;
      const larger = new Float32Array(Math.ceil(wanted));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.set(vector, slot * this.#dimensions);
    this.#slots.set(key, slot);
    if (known === undefined) this.#onNew(key);
  }

  /** Forgets all vectors but those of some keys. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const [key, slot] of this.#slots) {
      if (keys.has(key)) continue;
      this.#slots.delete(key);
      this.#free.push(slot);
    }
  }

  /** The cosine of a vector of length 1 and the one of that key; undefined where there is none. */
  similarity(key: string, vector: Float32Array): number | undefined {
    const slot = this.#slots.get(key);
    if (slot === undefined) return undefined;
    const numbers = this.#numbers;
    let sum = 0;
    let at = slot * this.#dimensions;
    for (let index = 0; index < vector.length; index++) {
      sum += (numbers[at++] as number) * (vector[index] as number);
    }
    return sum;
  }
}
