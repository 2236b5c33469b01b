import { combined, type SetOperator } from './arithmetic.ts';
import { isSubset } from './comparison.ts';
import { raise } from './errors.ts';
import { dictGet, dictSet, hashKey, setAdd } from './hashing.ts';
import { countOf } from './integers.ts';
import { collect, setOf } from './iteration.ts';
import { type Methods, methods } from './native.ts';
import { repr } from './repr.ts';
import { sorted } from './sorting.ts';
import { contains, placeOf, sliceOf } from './subscripts.ts';
import {
  DictView,
  type HashKey,
  type Machine,
  PythonDict,
  PythonList,
  type PythonRange,
  PythonSet,
  PythonTuple,
  type PythonValue,
} from './values.ts';

function countIn(machine: Machine, items: readonly PythonValue[], value: PythonValue): bigint {
  let count = 0n;
  let from = placeOf(machine, items, value);
  while (from !== undefined) {
    count += 1n;
    from = placeOf(machine, items, value, from + 1);
  }
  return count;
}

function placeIn(
  machine: Machine,
  items: readonly PythonValue[],
  [value = null, start = null, stop = null]: readonly (PythonValue | undefined)[],
  message: string,
): bigint {
  const bounds = sliceOf({ start, stop, step: null }, items.length);
  const at = placeOf(machine, items, value, bounds.start, bounds.stop);
  return at === undefined ? raise('ValueError', message) : BigInt(at);
}

export const tupleMethods: Methods<PythonTuple> = methods<PythonTuple>({
  count: ['value /', (machine, { items }, [value = null]) => countIn(machine, items, value)],
  index: [
    'value start? stop? /',
    (machine, { items }, args) => placeIn(machine, items, args, 'tuple.index(x): x not in tuple'),
  ],
});

export const listMethods: Methods<PythonList> = methods<PythonList>({
  append: [
    'object /',
    ({ budget }, { items }, [object = null]) => {
      items.push(object);
      budget.size(items.length);
      return null;
    },
  ],
  clear: [
    '',
    (_, { items }) => {
      items.length = 0;
      return null;
    },
  ],
  copy: [
    '',
    ({ budget }, { items }) => {
      budget.items(items.length);
      return new PythonList([...items]);
    },
  ],
  count: ['value /', (machine, { items }, [value = null]) => countIn(machine, items, value)],
  extend: [
    'iterable /',
    (machine, { items }, [iterable = null]) => {
      const more = collect(machine, iterable);
      machine.budget.items(items.length + more.length);
      for (const item of more) items.push(item);
      return null;
    },
  ],
  index: [
    'value start? stop? /',
    (machine, { items }, args) =>
      placeIn(machine, items, args, `${repr(machine, args[0] ?? null)} is not in list`),
  ],
  insert: [
    'index object /',
    ({ budget }, { items }, [index = null, object = null]) => {
      const at = countOf(index);
      budget.items(items.length + 1);
      items.splice(at < 0 ? Math.max(0, at + items.length) : at, 0, object);
      return null;
    },
  ],
  pop: [
    'index? /',
    ({ budget }, { items }, [index = -1n]) => {
      if (items.length === 0) raise('IndexError', 'pop from empty list');
      const at = countOf(index);
      const from = at < 0 ? at + items.length : at;
      if (from < 0 || from >= items.length) raise('IndexError', 'pop index out of range');
      budget.going(items.length - from);
      return items.splice(from, 1)[0] ?? null;
    },
  ],
  remove: [
    'value /',
    (machine, { items }, [value = null]) => {
      const at = placeOf(machine, items, value);
      if (at === undefined) raise('ValueError', 'list.remove(x): x not in list');
      items.splice(at, 1);
      return null;
    },
  ],
  reverse: [
    '',
    ({ budget }, { items }) => {
      budget.going(items.length);
      items.reverse();
      return null;
    },
  ],
  sort: [
    '* key? reverse?',
    (machine, { items }, [key = null, reverse = false]) => {
      const inOrder = sorted(machine, [...items], key, reverse);
      items.splice(0, items.length, ...inOrder);
      return null;
    },
  ],
});

/** `dict.update` takes any keyword and is in `attributes.ts`. */
export const dictMethods: Methods<PythonDict> = methods<PythonDict>({
  clear: [
    '',
    (_, { entries }) => {
      entries.clear();
      return null;
    },
  ],
  copy: [
    '',
    ({ budget }, { entries }) => {
      budget.items(entries.size);
      const copy = new PythonDict();
      for (const [key, entry] of entries) copy.entries.set(key, entry);
      return copy;
    },
  ],
  get: [
    'key default? /',
    (machine, self, [key = null, absent = null]) => {
      const value = dictGet(machine, self, key);
      return value === undefined ? absent : value;
    },
  ],
  items: ['', (_, self) => new DictView(self, 'items')],
  keys: ['', (_, self) => new DictView(self, 'keys')],
  values: ['', (_, self) => new DictView(self, 'values')],
  pop: [
    'key default? /',
    (machine, self, [key = null, absent]) => {
      const hashed = hashKey(machine, key);
      const value = self.entries.get(hashed)?.[1];
      self.entries.delete(hashed);
      if (value !== undefined) return value;
      return absent === undefined ? raise('KeyError', repr(machine, key)) : absent;
    },
  ],
  popitem: [
    '',
    ({ budget }, { entries }) => {
      budget.going(entries.size);
      const last = [...entries].at(-1);
      if (last === undefined) raise('KeyError', "'popitem(): dictionary is empty'");
      entries.delete(last[0]);
      return new PythonTuple(last[1]);
    },
  ],
  setdefault: [
    'key default? /',
    (machine, self, [key = null, absent = null]) => {
      const value = dictGet(machine, self, key);
      if (value !== undefined) return value;
      dictSet(machine, self, key, absent);
      return absent;
    },
  ],
});

/** Adds what `source` holds: a dict, or an iterable of pairs. */
export function updateDict(machine: Machine, dict: PythonDict, source: PythonValue): void {
  if (source instanceof PythonDict) {
    machine.budget.items(dict.entries.size + source.entries.size);
    for (const [key, value] of [...source.entries.values()]) dictSet(machine, dict, key, value);
    return;
  }
  for (const [index, pair] of collect(machine, source).entries()) {
    const items = collect(machine, pair);
    const [key = null, value = null] = items;
    if (items.length !== 2) {
      raise(
        'ValueError',
        `dictionary update sequence element #${index} has length ${items.length}; 2 is required`,
      );
    }
    dictSet(machine, dict, key, value);
  }
}

type Others = PythonValue | undefined;

/** The sets that `union(*others)` and its kin are given. */
function setsOf(machine: Machine, others: Others): PythonSet[] {
  const items = others instanceof PythonTuple ? others.items : [];
  return items.map((other) => itemsOf(machine, other));
}

function folded(
  machine: Machine,
  self: PythonSet,
  others: Others,
  operator: SetOperator,
): PythonSet {
  return setsOf(machine, others).reduce(
    (result, other) => combined(machine, operator, result.items, other.items, self.frozen),
    combined(machine, '|', self.items, new Map(), self.frozen),
  );
}

/** Gives a set the elements of another one. */
function become(self: PythonSet, { items }: PythonSet): null {
  const entries: [HashKey, PythonValue][] = [...items];
  self.items.clear();
  for (const [key, value] of entries) self.items.set(key, value);
  return null;
}

function itemsOf(machine: Machine, other: Others): PythonSet {
  return other instanceof PythonSet ? other : setOf(machine, other ?? null);
}

export const frozensetMethods: Methods<PythonSet> = methods<PythonSet>({
  copy: ['', (machine, self) => folded(machine, self, undefined, '|')],
  union: ['*others', (machine, self, [others]) => folded(machine, self, others, '|')],
  intersection: ['*others', (machine, self, [others]) => folded(machine, self, others, '&')],
  difference: ['*others', (machine, self, [others]) => folded(machine, self, others, '-')],
  symmetric_difference: [
    'other /',
    (machine, self, [other]) => folded(machine, self, new PythonTuple([other ?? null]), '^'),
  ],
  isdisjoint: [
    'other /',
    (machine, self, [other]) =>
      combined(machine, '&', self.items, itemsOf(machine, other).items, false).items.size === 0,
  ],
  issubset: [
    'other /',
    (machine, self, [other]) => isSubset(machine, self.items, itemsOf(machine, other).items),
  ],
  issuperset: [
    'other /',
    (machine, self, [other]) => isSubset(machine, itemsOf(machine, other).items, self.items),
  ],
});

export const setMethods: Methods<PythonSet> = new Map([
  ...frozensetMethods,
  ...methods<PythonSet>({
    add: [
      'element /',
      (machine, self, [element = null]) => {
        setAdd(machine, self, element);
        return null;
      },
    ],
    clear: [
      '',
      (_, { items }) => {
        items.clear();
        return null;
      },
    ],
    discard: [
      'element /',
      (machine, { items }, [element = null]) => {
        items.delete(hashKey(machine, element));
        return null;
      },
    ],
    pop: [
      '',
      (_, { items }) => {
        const [first] = items;
        if (first === undefined) raise('KeyError', "'pop from an empty set'");
        items.delete(first[0]);
        return first[1];
      },
    ],
    remove: [
      'element /',
      (machine, { items }, [element = null]) => {
        const isRemoved = items.delete(hashKey(machine, element));
        return isRemoved ? null : raise('KeyError', repr(machine, element));
      },
    ],
    update: [
      '*others',
      (machine, self, [others]) => become(self, folded(machine, self, others, '|')),
    ],
    intersection_update: [
      '*others',
      (machine, self, [others]) => become(self, folded(machine, self, others, '&')),
    ],
    difference_update: [
      '*others',
      (machine, self, [others]) => become(self, folded(machine, self, others, '-')),
    ],
    symmetric_difference_update: [
      'other /',
      (machine, self, [other]) =>
        become(self, folded(machine, self, new PythonTuple([other ?? null]), '^')),
    ],
  }),
]);

export const rangeMethods: Methods<PythonRange> = methods<PythonRange>({
  count: [
    'value /',
    (machine, self, [value]) => (contains(machine, self, value ?? null) ? 1n : 0n),
  ],
  index: [
    'value /',
    (machine, self, [value = null]) => {
      if (typeof value === 'bigint' && contains(machine, self, value)) {
        return (value - self.start) / self.step;
      }
      return raise('ValueError', `${repr(machine, value)} is not in range`);
    },
  ],
});
