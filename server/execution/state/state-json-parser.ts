import { LosslessNumber } from 'lossless-json';
import { MAX_DEPTH, rememberOrder, type StateValue, setKey } from './state-value.ts';

/** Why a text is no state, at an offset in UTF-16 code units. */
export interface Fault {
  readonly message: string;
  readonly offset: number;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /-?[A-Za-z]+/y;
const HEX = /^[0-9a-fA-F]{4}$/;

/** The words that Python reads; it writes the last three for what JSON has no words for. */
const WORDS: ReadonlyMap<string, StateValue> = new Map<string, StateValue>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const INDEX_LIKE = /^[0-9]/;

/**
 * Reads JSON as strictly as Python's `json.load`, up to the first fault.
 *
 * The parser of lossless-json is not used: its objects forget in which order keys like "10" and "2" were written,
 * it refuses NaN, and its recursion has no bound.
 */
export class StateJsonParser {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #fault: Fault | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): { readonly value: StateValue } | { readonly fault: Fault } {
    if (this.#text.startsWith('\uFEFF')) {
      this.#refuse('the file begins with a byte order mark');
    }
    this.#blank();
    const value = this.#fault === undefined ? this.#value() : undefined;
    this.#blank();
    if (value !== undefined && this.#at < this.#text.length) {
      this.#refuse('the state ends here, but text follows');
    }
    if (this.#fault !== undefined) return { fault: this.#fault };
    return value === undefined ? { fault: { message: 'no value', offset: 0 } } : { value };
  }

  /** The value at the current place; undefined after a fault. */
  #value(): StateValue | undefined {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#array());
      case '"':
        return this.#string();
    }
    const number = this.#match(NUMBER);
    if (number !== undefined) return new LosslessNumber(number);
    const start = this.#at;
    const word = this.#match(WORD);
    const value = word === undefined ? undefined : WORDS.get(word);
    return value !== undefined ? value : this.#refuse('a value is missing', start);
  }

  #nested(read: () => StateValue | undefined): StateValue | undefined {
    if (this.#depth === MAX_DEPTH) {
      return this.#refuse(`lists and objects are nested more than ${MAX_DEPTH} deep`);
    }
    this.#depth++;
    this.#at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #array(): StateValue | undefined {
    const items: StateValue[] = [];
    this.#blank();
    if (this.#take(']')) return items;
    for (;;) {
      this.#blank();
      const item = this.#value();
      if (item === undefined) return undefined;
      items.push(item);
      this.#blank();
      if (this.#take(']')) return items;
      if (!this.#take(',')) return this.#refuse('a comma or ] is missing');
    }
  }

  #object(): StateValue | undefined {
    const object: Record<string, StateValue> = {};
    const written: string[] = [];
    let indexLike = false;
    this.#blank();
    if (this.#take('}')) return object;
    for (;;) {
      this.#blank();
      if (this.#text[this.#at] !== '"') return this.#refuse('a key in double quotes is missing');
      const key = this.#string();
      if (key === undefined) return undefined;
      this.#blank();
      if (!this.#take(':')) return this.#refuse('a colon is missing');
      this.#blank();
      const value = this.#value();
      if (value === undefined) return undefined;
      if (!Object.hasOwn(object, key)) written.push(key);
      setKey(object, key, value);
      indexLike ||= INDEX_LIKE.test(key);
      this.#blank();
      if (this.#take('}')) break;
      if (!this.#take(',')) return this.#refuse('a comma or } is missing');
    }
    if (indexLike) rememberOrder(object, written);
    return object;
  }

  #string(): string | undefined {
    const opening = this.#at;
    let value = '';
    let start = ++this.#at;
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) {
        value += this.#text.slice(start, this.#at++);
        return value;
      }
      if (code < SPACE) return this.#refuse('a control character stands in a string');
      if (code !== BACKSLASH) continue;
      const escaped = this.#escape(this.#at + 1);
      if (escaped === undefined) return this.#refuse('an escape in a string is not complete');
      value += this.#text.slice(start, this.#at) + escaped.value;
      this.#at += escaped.length;
      start = this.#at + 1;
    }
    return this.#refuse('a string is not closed', opening);
  }

  /** What stands after a backslash, and how many code units it takes. */
  #escape(at: number): { readonly value: string; readonly length: number } | undefined {
    const letter = this.#text.charAt(at);
    if (letter === 'u') {
      const digits = this.#text.slice(at + 1, at + 5);
      if (!HEX.test(digits)) return undefined;
      return { value: String.fromCharCode(Number.parseInt(digits, 16)), length: 5 };
    }
    const value = ESCAPES.get(letter);
    return value === undefined ? undefined : { value, length: 1 };
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #blank(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== SPACE && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  /** Keeps the first fault. */
  #refuse(message: string, offset = this.#at): undefined {
    const ended = offset >= this.#text.length;
    this.#fault ??= { message: ended ? `the text ends, and ${message}` : message, offset };
    return undefined;
  }
}
