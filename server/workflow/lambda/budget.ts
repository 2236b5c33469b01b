import { raise } from './errors.ts';
import { isNarrow } from './text.ts';

/** What one call of a lambda may cost. All are counted, none is timed: the same call ends the same way. */
export interface Limits {
  /** Evaluated nodes, and their equivalents in bulk work. */
  readonly steps: number;
  /** Evaluations within evaluations, calls included: far from the end of the host's stack. */
  readonly depth: number;
  /** UTF-16 code units of one text. */
  readonly textLength: number;
  /** Elements of one list, tuple, set or dict. */
  readonly items: number;
  /** Bits of one integer: some 10,000 digits. */
  readonly integerBits: number;
  /** Characters of one regular expression, and of the text that it searches. */
  readonly patternLength: number;
  readonly searchedLength: number;
}

export const defaultLimits: Limits = {
  steps: 100_000,
  depth: 400,
  textLength: 1_000_000,
  items: 100_000,
  integerBits: 33_220,
  patternLength: 1_000,
  searchedLength: 100_000,
};

/** Native work on this many characters or elements costs one step. */
const charactersPerStep = 64;
const itemsPerStep = 2;

export class Budget {
  readonly limits: Limits;
  #steps: number;
  #depth = 0;

  constructor(limits: Limits) {
    this.limits = limits;
    this.#steps = limits.steps;
  }

  /** Steps that are left. */
  get left(): number {
    return this.#steps;
  }

  spend(steps = 1): void {
    this.#steps -= steps;
    if (this.#steps < 0) {
      raise('LimitExceeded', `this takes more than ${this.limits.steps} steps`);
    }
  }

  /** Runs `work` one level deeper. */
  deeper<T>(work: () => T): T {
    this.enter();
    const result = work();
    this.leave();
    return result;
  }

  /** To be paired with `leave`; what is thrown in between ends the whole call, so it needs no pairing. */
  enter(): void {
    this.#depth += 1;
    if (this.#depth > this.limits.depth) {
      raise('LimitExceeded', `this is nested or recurses more than ${this.limits.depth} deep`);
    }
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Charges native work that reads `length` characters. */
  reading(length: number): void {
    this.spend(1 + Math.floor(length / charactersPerStep));
  }

  /** Charges work on single characters, which are code points: dear where they do not all fit 16 bits. */
  characters(text: string): void {
    this.reading(isNarrow(text) ? text.length : text.length * 16);
  }

  /** Charges native work that goes through `count` elements. */
  going(count: number): void {
    this.spend(1 + Math.floor(count / itemsPerStep));
  }

  /** To be asked before a text of `length` code units is made. */
  text(length: number): void {
    this.textSize(length);
    this.reading(length);
  }

  /** Checks the size of a text that grows by itself. */
  textSize(length: number): void {
    if (length > this.limits.textLength) {
      raise('LimitExceeded', `a text has at most ${this.limits.textLength} characters`);
    }
  }

  /** To be asked before a collection of `count` elements is made. */
  items(count: number): void {
    this.size(count);
    this.going(count);
  }

  /** Checks the size of a collection that grows by itself. */
  size(count: number): void {
    if (count > this.limits.items) {
      raise('LimitExceeded', `a collection has at most ${this.limits.items} elements`);
    }
  }

  /** To be asked before an integer of `bits` bits is made. */
  integer(bits: number): void {
    if (bits > this.limits.integerBits) {
      raise('LimitExceeded', `an integer has at most ${this.limits.integerBits} bits`);
    }
    this.spend(1 + Math.floor(bits / charactersPerStep));
  }
}
