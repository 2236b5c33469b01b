import { raise } from './errors.ts';
import { setAdd } from './hashing.ts';
import { charactersOf } from './text.ts';
import {
  DictView,
  type Machine,
  PythonDict,
  PythonIterator,
  PythonList,
  PythonRange,
  PythonSet,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

/**
 * What `for` goes through. Every value costs a step.
 * @throws {Raised} TypeError for what cannot be gone through
 */
export function iterate(machine: Machine, value: PythonValue): PythonIterator {
  if (value instanceof PythonIterator) return value;
  if (typeof value === 'string') {
    machine.budget.reading(value.length * 4);
    return overItems(machine, 'str_iterator', charactersOf(value));
  }
  if (value instanceof PythonList) return overItems(machine, 'list_iterator', value.items);
  if (value instanceof PythonTuple) return overItems(machine, 'tuple_iterator', value.items);
  if (value instanceof PythonRange) return overRange(machine, value);
  if (value instanceof PythonDict) return overKeys(machine, new DictView(value, 'keys'));
  if (value instanceof DictView) return overKeys(machine, value);
  if (value instanceof PythonSet) {
    const size = value.items.size;
    return over(machine, 'set_iterator', value.items.values(), () => {
      if (value.items.size !== size) raise('RuntimeError', 'Set changed size during iteration');
    });
  }
  raise('TypeError', `'${typeName(value)}' object is not iterable`);
}

/** By index, so that a list that grows meanwhile is gone through to its new end. */
function overItems(machine: Machine, name: string, items: readonly PythonValue[]): PythonIterator {
  let index = 0;
  return new PythonIterator(name, () => {
    machine.budget.spend();
    if (index >= items.length) return undefined;
    index += 1;
    return items[index - 1];
  });
}

function overRange(machine: Machine, { start, step, length }: PythonRange): PythonIterator {
  let index = 0n;
  return new PythonIterator('range_iterator', () => {
    machine.budget.spend();
    if (index >= length) return undefined;
    index += 1n;
    return start + (index - 1n) * step;
  });
}

function overKeys(machine: Machine, { dict, shows }: DictView): PythonIterator {
  const { size } = dict.entries;
  const check = () => {
    if (dict.entries.size !== size) {
      raise('RuntimeError', 'dictionary changed size during iteration');
    }
  };
  return over(machine, `dict_${shows.slice(0, -1)}iterator`, shown(dict, shows), check);
}

function* shown(dict: PythonDict, shows: DictView['shows']): Generator<PythonValue> {
  for (const pair of dict.entries.values()) {
    if (shows === 'items') yield new PythonTuple(pair);
    else yield shows === 'keys' ? pair[0] : pair[1];
  }
}

function over(
  machine: Machine,
  name: string,
  values: Iterator<PythonValue, unknown>,
  check: () => void,
): PythonIterator {
  return new PythonIterator(name, () => {
    machine.budget.spend();
    check();
    const step = values.next();
    return step.done ? undefined : step.value;
  });
}

/** All that an iterable gives, as an array of its own. */
export function collect(machine: Machine, value: PythonValue): PythonValue[] {
  if (value instanceof PythonList || value instanceof PythonTuple) {
    machine.budget.items(value.items.length);
    return [...value.items];
  }
  return drained(machine, value);
}

/** The same one by one, each paid for, for whoever goes through sequences as through all else. */
export function drained(machine: Machine, value: PythonValue): PythonValue[] {
  const items: PythonValue[] = [];
  for (const item of iterate(machine, value)) machine.budget.size(items.push(item));
  return items;
}

/** Whether any value of an iterable passes; what is behind it is left. */
export function some(
  machine: Machine,
  values: PythonValue,
  test: (value: PythonValue) => boolean,
): boolean {
  for (const value of iterate(machine, values)) if (test(value)) return true;
  return false;
}

export function setOf(machine: Machine, value: PythonValue, frozen = false): PythonSet {
  const set = new PythonSet(frozen);
  for (const item of iterate(machine, value)) setAdd(machine, set, item);
  return set;
}

/** The length of a collection; undefined for what has none, and for texts. */
export function sizeOf(value: PythonValue): number | bigint | undefined {
  if (value instanceof PythonList || value instanceof PythonTuple) return value.items.length;
  if (value instanceof PythonDict) return value.entries.size;
  if (value instanceof PythonSet) return value.items.size;
  if (value instanceof DictView) return value.dict.entries.size;
  return value instanceof PythonRange ? value.length : undefined;
}
