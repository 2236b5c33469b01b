import type { Input } from './definition.ts';
import type { QueryEngine } from './engine.ts';

/** The key under which a cell is read: it has but one value. */
export const CELL = '';

/** The value of an input that the program sets itself: the workspace roots, the settings. */
export class Cell<V> {
  readonly #engine: QueryEngine;
  readonly #input: Input<V>;
  #value: V;
  #fingerprint: string;

  /** Provides `input` to the engine. Values are compared by their JSON text. */
  constructor(engine: QueryEngine, input: Input<V>, initial: V) {
    this.#engine = engine;
    this.#input = input;
    this.#value = initial;
    this.#fingerprint = JSON.stringify(initial);
    engine.provide(input, {
      observe: () => ({
        value: this.#value,
        fingerprint: this.#fingerprint,
        stamp: this.#fingerprint,
      }),
      holds: (_key, stamp) => stamp === this.#fingerprint,
    });
  }

  get value(): V {
    return this.#value;
  }

  set value(value: V) {
    this.#value = value;
    this.#fingerprint = JSON.stringify(value);
    this.#engine.change(this.#input, CELL);
  }
}
