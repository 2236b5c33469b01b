import type { PythonValue } from './values.ts';

/** The names of a function, a comprehension, or the whole expression. */
export class Scope {
  readonly #values = new Map<string, PythonValue>();
  readonly #outer: Scope | undefined;
  readonly #isComprehension: boolean;

  constructor(outer?: Scope, isComprehension = false) {
    this.#outer = outer;
    this.#isComprehension = isComprehension;
  }

  get(name: string): PythonValue | undefined {
    const value = this.#values.get(name);
    return value === undefined ? this.#outer?.get(name) : value;
  }

  set(name: string, value: PythonValue): void {
    this.#values.set(name, value);
  }

  /** `name := value` binds in the function around a comprehension. */
  setNamed(name: string, value: PythonValue): void {
    if (this.#isComprehension && this.#outer !== undefined) this.#outer.setNamed(name, value);
    else this.set(name, value);
  }
}
