import { isLosslessNumber, type LosslessNumber } from 'lossless-json';

/**
 * A value of a state file. Numbers that were read are `LosslessNumber`: their text survives (`5.0`, `1e3`,
 * twenty digits). A plain `number` is one of ours, or a NaN or an infinity, which Python writes and JSON lacks.
 */
export type StateValue =
  | null
  | boolean
  | string
  | number
  | bigint
  | LosslessNumber
  | readonly StateValue[]
  | StateObject;

export interface StateObject {
  readonly [key: string]: StateValue;
}

/** Whether a value is an object of JSON: no list, and no number that was read. */
export function isObject(value: unknown): value is StateObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
  );
}

/** The value, if it is an object; an empty one in its place. */
export function objectOf(value: unknown): StateObject {
  return isObject(value) ? value : {};
}

/** Deeper nesting is neither read nor written. The original's reader gives up near 1,000 levels. */
export const MAX_DEPTH = 200;

/**
 * JavaScript puts keys that look like array indexes first, Python keeps the order of writing. Where the two differ,
 * the object carries its order under this symbol; it is enumerable so that a spread copy keeps it.
 */
const KEY_ORDER: unique symbol = Symbol('key order');

interface Ordered {
  readonly [KEY_ORDER]?: readonly string[];
}

/** Sets an own property whatever its name: `__proto__` is a key like any other. */
export function setKey(object: Record<string, StateValue>, key: string, value: StateValue): void {
  if (key === '__proto__') {
    const ours = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(object, key, ours);
  } else {
    object[key] = value;
  }
}

/** Remembers in which order the keys of an object were written, if JavaScript would not. */
export function rememberOrder(object: StateObject, written: readonly string[]): void {
  if (!Object.keys(object).every((key, index) => key === written[index])) {
    Object.assign(object, { [KEY_ORDER]: written });
  }
}

/** The keys of an object as they were written; what was added since comes last. */
export function keysOf(object: StateObject): readonly string[] {
  const keys = Object.keys(object);
  const written = (object as Ordered)[KEY_ORDER];
  if (written === undefined) return keys;
  const known = new Set(written);
  return [
    ...written.filter((key) => Object.hasOwn(object, key)),
    ...keys.filter((key) => !known.has(key)),
  ];
}
