import type { ComparisonOperator } from '../../syntax/python-ast.ts';
import { raise } from './errors.ts';
import { hashKey } from './hashing.ts';
import { compareTexts } from './text.ts';
import {
  asNumber,
  DictView,
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

/** What `if` and `not` go by. */
export function truthy(value: PythonValue): boolean {
  if (value === null || typeof value !== 'object') return Boolean(value);
  if (value instanceof PythonList || value instanceof PythonTuple) return value.items.length > 0;
  if (value instanceof PythonDict) return value.entries.size > 0;
  if (value instanceof PythonSet) return value.items.size > 0;
  if (value instanceof PythonRange) return value.length > 0n;
  if (value instanceof DictView) return value.dict.entries.size > 0;
  return true;
}

/** `is`: the same object. Equal ints and texts are one object here, as most are in Python. */
function identical(left: PythonValue, right: PythonValue): boolean {
  if (left instanceof PythonTuple && right instanceof PythonTuple) {
    return left === right || (left.items.length === 0 && right.items.length === 0);
  }
  return Object.is(left, right);
}

/** `==`, deep. */
export function equal(machine: Machine, left: PythonValue, right: PythonValue): boolean {
  machine.budget.spend();
  const [a, b] = [asNumber(left), asNumber(right)];
  // Loose on purpose: JavaScript compares 1n and 1.0 by their exact values.
  // biome-ignore lint/suspicious/noDoubleEquals: an int and a float of the same value are equal
  if (a !== undefined && b !== undefined) return a == b;
  if (typeof left === 'string' && typeof right === 'string') {
    machine.budget.reading(left.length);
    return left === right;
  }
  if (left === null || typeof left !== 'object' || right === null || typeof right !== 'object') {
    return left === right;
  }
  if (left === right) return true;
  return machine.budget.deeper(() => equalObjects(machine, left, right));
}

function equalObjects(machine: Machine, left: PythonValue, right: PythonValue): boolean {
  const sequences =
    (left instanceof PythonList && right instanceof PythonList) ||
    (left instanceof PythonTuple && right instanceof PythonTuple);
  if (sequences) {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, index) => same(machine, item, right.items[index] ?? null))
    );
  }
  if (left instanceof PythonDict && right instanceof PythonDict) {
    if (left.entries.size !== right.entries.size) return false;
    for (const [key, [, value]] of left.entries) {
      const other = right.entries.get(key);
      if (other === undefined || !same(machine, value, other[1])) return false;
    }
    return true;
  }
  if (isItems(left) && isItems(right)) return equalObjects(machine, left.dict, right.dict);
  const [a, b] = [asSet(machine, left), asSet(machine, right)];
  if (a !== undefined && b !== undefined) return a.size === b.size && isSubset(machine, a, b);
  if (left instanceof PythonRange && right instanceof PythonRange) {
    return hashKey(machine, left) === hashKey(machine, right);
  }
  if (left instanceof PythonDate && right instanceof PythonDate) {
    return left.isDate === right.isDate && left.time.getTime() === right.time.getTime();
  }
  return false;
}

/** Elements of collections are equal if they are the same, NaN included. */
export function same(machine: Machine, left: PythonValue, right: PythonValue): boolean {
  machine.budget.spend(0.25);
  return identical(left, right) || equal(machine, left, right);
}

type Keys = ReadonlyMap<unknown, unknown>;

/** The elements of a set or a view of keys or items, by their keys. */
export function asSet(machine: Machine, value: PythonValue): Keys | undefined {
  if (value instanceof PythonSet) return value.items;
  if (!(value instanceof DictView) || value.shows === 'values') return undefined;
  const { entries } = value.dict;
  if (value.shows === 'keys') return entries;
  machine.budget.going(entries.size);
  return new Map(
    [...entries.values()].map((pair) => [hashKey(machine, new PythonTuple(pair)), pair]),
  );
}

export function isSubset(machine: Machine, left: Keys, right: Keys): boolean {
  machine.budget.going(left.size);
  if (left.size > right.size) return false;
  for (const key of left.keys()) if (!right.has(key)) return false;
  return true;
}

type Ordering = '<' | '<=' | '>' | '>=';

/**
 * `<` and its kin.
 * @throws {Raised} TypeError for what has no order
 */
export function ordered(
  machine: Machine,
  operator: Ordering,
  left: PythonValue,
  right: PythonValue,
): boolean {
  machine.budget.spend();
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a !== undefined && b !== undefined) return holds(operator, a, b);
  if (typeof left === 'string' && typeof right === 'string') {
    machine.budget.reading(left.length);
    return holds(operator, compareTexts(left, right), 0);
  }
  const sequences =
    (left instanceof PythonList && right instanceof PythonList) ||
    (left instanceof PythonTuple && right instanceof PythonTuple);
  if (sequences) {
    return machine.budget.deeper(() => orderedItems(machine, operator, left.items, right.items));
  }
  if (isItems(left) && isItems(right)) return orderedViews(machine, operator, left, right);
  const [first, second] = [asSet(machine, left), asSet(machine, right)];
  if (first !== undefined && second !== undefined) {
    const [small, large] = operator.startsWith('<') ? [first, second] : [second, first];
    const contained = isSubset(machine, small, large);
    return contained && (operator.endsWith('=') || small.size < large.size);
  }
  if (left instanceof PythonDate && right instanceof PythonDate && left.isDate === right.isDate) {
    return holds(operator, left.time.getTime(), right.time.getTime());
  }
  raise(
    'TypeError',
    `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function isItems(value: PythonValue): value is DictView {
  return value instanceof DictView && value.shows === 'items';
}

/** Items of dicts contain each other by keys and equal values: the values need no hash. */
function orderedViews(
  machine: Machine,
  operator: Ordering,
  left: DictView,
  right: DictView,
): boolean {
  const [small, large] = operator.startsWith('<') ? [left, right] : [right, left];
  for (const [key, [, value]] of small.dict.entries) {
    const other = large.dict.entries.get(key);
    if (other === undefined || !same(machine, value, other[1])) return false;
  }
  return operator.endsWith('=') || small.dict.entries.size < large.dict.entries.size;
}

function orderedItems(
  machine: Machine,
  operator: Ordering,
  left: readonly PythonValue[],
  right: readonly PythonValue[],
): boolean {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [a, b] = [left[index] ?? null, right[index] ?? null];
    if (!same(machine, a, b)) return ordered(machine, operator, a, b);
  }
  return holds(operator, left.length, right.length);
}

function holds(operator: Ordering, left: bigint | number, right: bigint | number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** One link of a comparison, but for `in`, which `subscripts.ts` answers. */
export function compare(
  machine: Machine,
  operator: Exclude<ComparisonOperator, 'in' | 'not in'>,
  left: PythonValue,
  right: PythonValue,
): boolean {
  switch (operator) {
    case '==':
      return equal(machine, left, right);
    case '!=':
      return !equal(machine, left, right);
    case 'is':
      return identical(left, right);
    case 'is not':
      return !identical(left, right);
    default:
      return ordered(machine, operator, left, right);
  }
}
