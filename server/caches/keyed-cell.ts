import { isDeepStrictEqual } from 'node:util';
import type { Input } from './definition.ts';
import type { QueryEngine } from './engine.ts';

/** The values of an input that the program sets itself, a key at a time; others have the default. */
export class KeyedCell<V> {
  readonly #engine: QueryEngine;
  readonly #input: Input<V>;
  #values: ReadonlyMap<string, V> = new Map();

  /** Provides `input` to the engine. Values are compared by their JSON text. */
  constructor(engine: QueryEngine, input: Input<V>, initial: V) {
    this.#engine = engine;
    this.#input = input;
    const valueAt = (key: string): V => this.#values.get(key) ?? initial;
    engine.provide(input, {
      observe: (key) => {
        const value = valueAt(key);
        const fingerprint = JSON.stringify(value);
        return { value, fingerprint, stamp: fingerprint };
      },
      holds: (key, stamp) => stamp === JSON.stringify(valueAt(key)),
    });
  }

  /**
   * Replaces all values.
   *
   * @returns whether one of them became another
   */
  replace(values: ReadonlyMap<string, V>): boolean {
    const before = this.#values;
    this.#values = values;
    let changed = false;
    for (const key of new Set([...before.keys(), ...values.keys()])) {
      if (isDeepStrictEqual(before.get(key), values.get(key))) continue;
      this.#engine.change(this.#input, key);
      changed = true;
    }
    return changed;
  }
}
