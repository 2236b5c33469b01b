import { equal, same } from './comparison.ts';
import { raise } from './errors.ts';
import { dictGet, hashKey } from './hashing.ts';
import { countOf, indexOf } from './integers.ts';
import { iterate } from './iteration.ts';
import { repr } from './repr.ts';
import { between, charactersOf, lengthOf } from './text.ts';
import {
  asInteger,
  asNumber,
  DictView,
  type Machine,
  PythonDict,
  PythonList,
  PythonObject,
  PythonRange,
  PythonSet,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

/** The bounds of a slice as written; None and absent are the same. */
export interface SliceBounds {
  readonly start: PythonValue;
  readonly stop: PythonValue;
  readonly step: PythonValue;
}

/**
 * `object[index]`.
 * @throws {Raised} IndexError, KeyError, TypeError
 */
export function item(machine: Machine, object: PythonValue, index: PythonValue): PythonValue {
  if (object instanceof PythonDict) {
    const value = dictGet(machine, object, index);
    return value === undefined ? raise('KeyError', repr(machine, index)) : value;
  }
  if (typeof object === 'string') {
    machine.budget.characters(object);
    const at = position(object, index, lengthOf(object));
    return between(object, at, at + 1);
  }
  if (object instanceof PythonList || object instanceof PythonTuple) {
    return object.items[position(object, index, object.items.length)] ?? null;
  }
  if (object instanceof PythonRange) {
    const at = integerIndex(object, index);
    const from = at < 0n ? at + object.length : at;
    if (from < 0n || from >= object.length) raise('IndexError', 'range object index out of range');
    return object.start + from * object.step;
  }
  if (object instanceof PythonObject) {
    // A match: `m[1]` is `m.group(1)`.
    const group = object.attributes.get('group');
    if (group !== undefined) return machine.call(group, [index]);
  }
  raise('TypeError', `'${typeName(object)}' object is not subscriptable`);
}

/** What messages call a sequence. */
function sequenceName(object: PythonValue): string {
  return typeof object === 'string' ? 'string' : typeName(object);
}

function integerIndex(object: PythonValue, index: PythonValue): bigint {
  return (
    asInteger(index) ??
    raise(
      'TypeError',
      `${sequenceName(object)} indices must be integers or slices, not ${typeName(index)}`,
    )
  );
}

function position(object: PythonValue, index: PythonValue, length: number): number {
  const at = countOf(integerIndex(object, index));
  const from = at < 0 ? at + length : at;
  if (from < 0 || from >= length) raise('IndexError', `${sequenceName(object)} index out of range`);
  return from;
}

/**
 * `object[start:stop:step]`.
 * @throws {Raised} TypeError for what has no slices, ValueError for a step of 0
 */
export function slice(machine: Machine, object: PythonValue, bounds: SliceBounds): PythonValue {
  if (object instanceof PythonRange) return rangeSlice(object, bounds);
  if (typeof object === 'string') {
    machine.budget.characters(object);
    const { start, stop, step } = sliceOf(bounds, lengthOf(object));
    if (step === 1) return between(object, start, Math.max(start, stop));
    machine.budget.going(object.length);
    return picked(charactersOf(object), start, stop, step).join('');
  }
  if (object instanceof PythonList || object instanceof PythonTuple) {
    const { start, stop, step } = sliceOf(bounds, object.items.length);
    const items = picked(object.items, start, stop, step);
    machine.budget.items(items.length);
    return object instanceof PythonList ? new PythonList(items) : new PythonTuple(items);
  }
  if (object instanceof PythonDict) raise('TypeError', "unhashable type: 'slice'");
  raise('TypeError', `'${typeName(object)}' object is not subscriptable`);
}

function picked<T>(items: readonly T[], start: number, stop: number, step: number): T[] {
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const taken: T[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) {
    const one = items[at];
    if (one !== undefined) taken.push(one);
  }
  return taken;
}

function boundOf(value: PythonValue): number | undefined {
  if (value === null) return undefined;
  if (asInteger(value) === undefined) {
    raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
  }
  return countOf(value);
}

/** The bounds within a sequence of `length`. */
export function sliceOf(
  bounds: SliceBounds,
  length: number,
): { start: number; stop: number; step: number } {
  const step = boundOf(bounds.step) ?? 1;
  if (step === 0) raise('ValueError', 'slice step cannot be zero');
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const within = (bound: number | undefined, absent: number): number => {
    if (bound === undefined) return absent;
    return Math.min(Math.max(bound < 0 ? bound + length : bound, lowest), highest);
  };
  return {
    start: within(boundOf(bounds.start), step > 0 ? 0 : length - 1),
    stop: within(boundOf(bounds.stop), step > 0 ? length : -1),
    step,
  };
}

function rangeSlice(range: PythonRange, bounds: SliceBounds): PythonRange {
  const step = bounds.step === null ? 1n : indexOf(bounds.step);
  if (step === 0n) raise('ValueError', 'slice step cannot be zero');
  const { length } = range;
  const [lowest, highest] = step > 0n ? [0n, length] : [-1n, length - 1n];
  const within = (value: PythonValue, absent: bigint): bigint => {
    if (value === null) return absent;
    const bound = indexOf(value);
    const shifted = bound < 0n ? bound + length : bound;
    return shifted < lowest ? lowest : shifted > highest ? highest : shifted;
  };
  const start = within(bounds.start, step > 0n ? 0n : length - 1n);
  const stop = within(bounds.stop, step > 0n ? length : -1n);
  const at = (index: bigint) => range.start + index * range.step;
  return new PythonRange(at(start), at(stop), range.step * step);
}

/**
 * `value in container`.
 * @throws {Raised} TypeError for what contains nothing
 */
export function contains(machine: Machine, container: PythonValue, value: PythonValue): boolean {
  if (typeof container === 'string') {
    if (typeof value !== 'string') {
      raise('TypeError', `'in <string>' requires string as left operand, not ${typeName(value)}`);
    }
    machine.budget.reading(container.length);
    return container.includes(value);
  }
  if (container instanceof PythonDict) return container.entries.has(hashKey(machine, value));
  if (container instanceof PythonSet) {
    const unfrozen = value instanceof PythonSet && !value.frozen;
    return container.items.has(hashKey(machine, unfrozen ? frozen(value) : value));
  }
  if (container instanceof PythonList || container instanceof PythonTuple) {
    return container.items.some((element) => same(machine, element, value));
  }
  if (container instanceof PythonRange) return rangeContains(container, value);
  if (container instanceof DictView && container.shows === 'keys') {
    return container.dict.entries.has(hashKey(machine, value));
  }
  for (const element of iterableOf(machine, container)) {
    if (same(machine, element, value)) return true;
  }
  return false;
}

function frozen(set: PythonSet): PythonSet {
  const copy = new PythonSet(true);
  for (const [key, value] of set.items) copy.items.set(key, value);
  return copy;
}

function iterableOf(machine: Machine, container: PythonValue) {
  if (container === null || typeof container !== 'object' || container instanceof PythonObject) {
    raise('TypeError', `argument of type '${typeName(container)}' is not iterable`);
  }
  return iterate(machine, container);
}

function rangeContains({ start, step, length }: PythonRange, value: PythonValue): boolean {
  const number = asNumber(value);
  if (number === undefined || (typeof number === 'number' && !Number.isInteger(number)))
    return false;
  const offset = BigInt(number) - start;
  return offset % step === 0n && offset / step >= 0n && offset / step < length;
}

/** The place of the first element that equals `value`, or undefined if there is none. */
export function placeOf(
  machine: Machine,
  items: readonly PythonValue[],
  value: PythonValue,
  start = 0,
  stop = items.length,
): number | undefined {
  for (let at = start; at < Math.min(stop, items.length); at += 1) {
    const element = items[at] ?? null;
    if (element === value || equal(machine, element, value)) return at;
  }
  return undefined;
}
