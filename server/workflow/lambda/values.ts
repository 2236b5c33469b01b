import type { Budget } from './budget.ts';

/**
 * A Python value. `null` is None, `bigint` an int of any size, `number` a float, `string` a str whose
 * length counts code points. What JavaScript has no equal for is a class below.
 */
export type PythonValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | PythonList
  | PythonTuple
  | PythonDict
  | PythonSet
  | PythonRange
  | PythonIterator
  | PythonCallable
  | PythonModule
  | DictView
  | PythonDate
  | PythonObject;

/** What a function of ours needs to do its work: the budget, and a way to call back. */
export interface Machine {
  readonly budget: Budget;
  call(callee: PythonValue, args: readonly PythonValue[], keywords?: Keywords): PythonValue;
}

export type Keywords = ReadonlyMap<string, PythonValue>;

export class PythonList {
  readonly items: PythonValue[];
  constructor(items: PythonValue[]) {
    this.items = items;
  }
}

export class PythonTuple {
  readonly items: readonly PythonValue[];
  constructor(items: readonly PythonValue[]) {
    this.items = items;
  }
}

/** What stands for a key in a JavaScript Map: equal exactly when Python's keys are (`hashing.ts`). */
export type HashKey = null | bigint | number | string | object;

export class PythonDict {
  readonly entries = new Map<HashKey, readonly [key: PythonValue, value: PythonValue]>();
}

export class PythonSet {
  readonly items = new Map<HashKey, PythonValue>();
  readonly frozen: boolean;
  constructor(frozen = false) {
    this.frozen = frozen;
  }
}

export class PythonRange {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
  readonly length: bigint;
  constructor(start: bigint, stop: bigint, step: bigint) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    const span = step > 0n ? stop - start : start - stop;
    const stride = step > 0n ? step : -step;
    this.length = span <= 0n ? 0n : (span + stride - 1n) / stride;
  }
}

/** Gives one value after the other, then `undefined` for ever. */
export class PythonIterator {
  readonly typeName: string;
  readonly next: () => PythonValue | undefined;
  constructor(typeName: string, next: () => PythonValue | undefined) {
    this.typeName = typeName;
    this.next = next;
  }

  /** For the host's `for`. Leaving the loop early leaves the rest for whoever asks next. */
  [Symbol.iterator](): Iterator<PythonValue> {
    return {
      next: () => {
        const value = this.next();
        return value === undefined ? { done: true, value } : { done: false, value };
      },
    };
  }
}

/** A function, a method bound to its object, or a type: whatever can be called. */
export class PythonCallable {
  readonly typeName: string;
  readonly name: string;
  readonly call: (
    machine: Machine,
    args: readonly PythonValue[],
    keywords: Keywords,
  ) => PythonValue;
  constructor(typeName: string, name: string, call: PythonCallable['call']) {
    this.typeName = typeName;
    this.name = name;
    this.call = call;
  }
}

/** A type of Python, `str` for one. Its methods are looked up by name in `attributes.ts`. */
export class PythonType extends PythonCallable {
  constructor(name: string, call: PythonCallable['call']) {
    super('type', name, call);
  }
}

export class PythonModule {
  readonly name: string;
  readonly members: ReadonlyMap<string, PythonValue>;
  constructor(name: string, members: ReadonlyMap<string, PythonValue>) {
    this.name = name;
    this.members = members;
  }
}

/** `keys()`, `values()` and `items()` of a dict, which show what the dict holds now. */
export class DictView {
  readonly dict: PythonDict;
  readonly shows: 'keys' | 'values' | 'items';
  constructor(dict: PythonDict, shows: DictView['shows']) {
    this.dict = dict;
    this.shows = shows;
  }
}

/** A YAML date or timestamp. It can be compared and turned into text, no more. */
export class PythonDate {
  readonly time: Date;
  constructor(time: Date) {
    this.time = time;
  }

  /** A moment at midnight was written as a bare date. */
  get isDate(): boolean {
    return this.time.getTime() % 86_400_000 === 0;
  }
}

/** Something with attributes only: a compiled regular expression, a match. */
export class PythonObject {
  readonly typeName: string;
  readonly attributes: ReadonlyMap<string, PythonValue>;
  /** What the module that made it needs to know it again. */
  readonly data: unknown;
  constructor(typeName: string, attributes: ReadonlyMap<string, PythonValue>, data: unknown) {
    this.typeName = typeName;
    this.attributes = attributes;
    this.data = data;
  }
}

/** The name of a value's type, as Python's messages give it. */
export function typeName(value: PythonValue): string {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'str';
  }
  if (value === null) return 'NoneType';
  if (value instanceof PythonList) return 'list';
  if (value instanceof PythonTuple) return 'tuple';
  if (value instanceof PythonDict) return 'dict';
  if (value instanceof PythonSet) return value.frozen ? 'frozenset' : 'set';
  if (value instanceof PythonRange) return 'range';
  if (value instanceof PythonModule) return 'module';
  if (value instanceof DictView) return `dict_${value.shows}`;
  if (value instanceof PythonDate) return value.isDate ? 'datetime.date' : 'datetime.datetime';
  return value.typeName;
}

/** An int or a bool as an int; undefined for everything else. */
export function asInteger(value: PythonValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'boolean' ? (value ? 1n : 0n) : undefined;
}

/** An int, bool or float as one of the first two; undefined for everything else. */
export function asNumber(value: PythonValue): bigint | number | undefined {
  return typeof value === 'number' ? value : asInteger(value);
}
