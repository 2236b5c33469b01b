import { raise } from './errors.ts';
import {
  type HashKey,
  type Machine,
  PythonDate,
  PythonDict,
  PythonList,
  PythonRange,
  PythonSet,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

/** Begins the keys of what is no text; a text that begins with it gets another one before it. */
const mark = '\0';

/**
 * The key of a value in a dict or set. `1`, `1.0` and `True` have the same, as in Python.
 * @throws {Raised} TypeError for lists, dicts and sets
 */
export function hashKey(machine: Machine, value: PythonValue): HashKey {
  switch (typeof value) {
    case 'string':
      return value.startsWith(mark) ? `${mark}s${value}` : value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'bigint':
      return value;
    case 'number':
      return Number.isInteger(value) ? BigInt(value) : value;
  }
  if (value === null) return null;
  if (value instanceof PythonTuple) {
    return machine.budget.deeper(() => `${mark}t${joined(machine, value.items)}`);
  }
  if (value instanceof PythonSet && value.frozen) {
    return machine.budget.deeper(() => {
      const keys = [...value.items.values()].map((item) => tagged(machine, item)).sort();
      return `${mark}f${keys.join('')}`;
    });
  }
  if (value instanceof PythonRange) {
    const { length, start, step } = value;
    return `${mark}r${length} ${length > 0n ? start : ''} ${length > 1n ? step : ''}`;
  }
  if (value instanceof PythonDate) return `${mark}d${value.time.getTime()}`;
  if (value instanceof PythonList || value instanceof PythonDict || value instanceof PythonSet) {
    raise('TypeError', `unhashable type: '${typeName(value)}'`);
  }
  return value;
}

function joined(machine: Machine, values: readonly PythonValue[]): string {
  machine.budget.going(values.length);
  return values.map((value) => tagged(machine, value)).join('');
}

/** Numbers for what is compared by identity, so that tuples of them have keys too. */
const identities = new WeakMap<object, number>();
let identityCount = 0;

/** A key as text that tells its kind and where it ends. */
function tagged(machine: Machine, value: PythonValue): string {
  const key = hashKey(machine, value);
  if (key !== null && typeof key === 'object') return `o${identityOf(key)};`;
  const text = String(key);
  machine.budget.reading(text.length);
  return `${typeof key}${text.length}:${text}`;
}

/** A number of its own for an object, as Python's `id`. */
function identityOf(object: object): number {
  const known = identities.get(object);
  if (known !== undefined) return known;
  identityCount += 1;
  identities.set(object, identityCount);
  return identityCount;
}

export function dictGet(
  machine: Machine,
  dict: PythonDict,
  key: PythonValue,
): PythonValue | undefined {
  return dict.entries.get(hashKey(machine, key))?.[1];
}

/** Sets an entry; an equal key that is there already stays. */
export function dictSet(
  machine: Machine,
  dict: PythonDict,
  key: PythonValue,
  value: PythonValue,
): void {
  const hashed = hashKey(machine, key);
  const there = dict.entries.get(hashed);
  dict.entries.set(hashed, [there === undefined ? key : there[0], value]);
  machine.budget.size(dict.entries.size);
}

/** Adds an element; an equal one that is there already stays. */
export function setAdd(machine: Machine, set: PythonSet, value: PythonValue): void {
  const hashed = hashKey(machine, value);
  if (set.items.has(hashed)) return;
  set.items.set(hashed, value);
  machine.budget.size(set.items.size);
}
