import { truthy } from './comparison.ts';
import { Raised, raise } from './errors.ts';
import { indexOf } from './integers.ts';
import { drained, iterate } from './iteration.ts';
import { native } from './native.ts';
import {
  DictView,
  type Keywords,
  type Machine,
  PythonCallable,
  PythonDict,
  PythonIterator,
  PythonList,
  PythonRange,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

/**
 * An iterator whose `next` may call others: each counts as one level, so that a chain of thousands ends
 * with an error of ours and not with the host's stack.
 */
function lazy(
  { budget }: Machine,
  name: string,
  next: () => PythonValue | undefined,
): PythonIterator {
  return new PythonIterator(name, () => {
    budget.enter();
    budget.spend();
    const value = next();
    budget.leave();
    return value;
  });
}

/** The built-in functions that give values one by one. */
export const iteratorFunctions: ReadonlyMap<string, PythonCallable> = new Map([
  [
    'enumerate',
    native('enumerate', 'iterable start?', (machine, [values = null, start = 0n]) => {
      const iterator = iterate(machine, values);
      let index = indexOf(start);
      return lazy(machine, 'enumerate', () => {
        const value = iterator.next();
        if (value === undefined) return undefined;
        index += 1n;
        return new PythonTuple([index - 1n, value]);
      });
    }),
  ],
  [
    'filter',
    native('filter', 'function iterable /', (machine, [test = null, values = null]) => {
      const iterator = iterate(machine, values);
      return lazy(machine, 'filter', () => {
        for (const value of iterator) {
          if (truthy(test === null ? value : machine.call(test, [value]))) return value;
        }
        return undefined;
      });
    }),
  ],
  ['map', native('map', 'function *iterables', mapped)],
  [
    'reversed',
    native('reversed', 'sequence /', (machine, [values = null]) => backwards(machine, values)),
  ],
  ['zip', new PythonCallable('type', 'zip', zipped)],
]);

function mapped(
  machine: Machine,
  [mapper = null, iterables]: readonly (PythonValue | undefined)[],
): PythonValue {
  const sources = iterables instanceof PythonTuple ? iterables.items : [];
  if (sources.length === 0) raise('TypeError', 'map() must have at least two arguments.');
  const iterators = sources.map((source) => iterate(machine, source));
  return lazy(machine, 'map', () => {
    const args = nextOfEach(iterators);
    return args === undefined ? undefined : machine.call(mapper, args);
  });
}

/** The next value of each, until one of them has none. */
function nextOfEach(iterators: readonly PythonIterator[]): PythonValue[] | undefined {
  const values: PythonValue[] = [];
  for (const iterator of iterators) {
    const value = iterator.next();
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function zipped(
  machine: Machine,
  args: readonly PythonValue[],
  keywords: Keywords,
): PythonIterator {
  const strict = truthy(keywords.get('strict') ?? false);
  if ([...keywords.keys()].some((name) => name !== 'strict')) {
    raise('TypeError', 'zip() takes no keyword arguments but strict');
  }
  const iterators = args.map((source) => iterate(machine, source));
  return lazy(machine, 'zip', () => {
    if (iterators.length === 0) return undefined;
    const values: PythonValue[] = [];
    for (const [index, iterator] of iterators.entries()) {
      const value = iterator.next();
      if (value !== undefined) {
        values.push(value);
        continue;
      }
      const uneven = index > 0 || iterators.slice(1).some((other) => other.next() !== undefined);
      if (strict && uneven) raise('ValueError', 'zip() arguments have different lengths');
      return undefined;
    }
    return new PythonTuple(values);
  });
}

function backwards(machine: Machine, value: PythonValue): PythonIterator {
  if (value instanceof PythonRange) {
    const { start, step, length } = value;
    return iterate(machine, new PythonRange(start + (length - 1n) * step, start - step, -step));
  }
  const isSequence =
    value instanceof PythonList ||
    value instanceof PythonTuple ||
    value instanceof PythonDict ||
    value instanceof DictView ||
    typeof value === 'string';
  if (!isSequence) raise('TypeError', `'${typeName(value)}' object is not reversible`);
  return iterate(machine, new PythonList(drained(machine, value).reverse()));
}

/** Values from a generator of the host's. A `StopIteration` inside it is an error, as in Python. */
export function fromGenerator(
  machine: Machine,
  name: string,
  generator: Generator<PythonValue, unknown>,
): PythonIterator {
  return lazy(machine, name, () => {
    try {
      const step = generator.next();
      return step.done ? undefined : step.value;
    } catch (error) {
      if (error instanceof Raised && error.kind === 'StopIteration') {
        raise('RuntimeError', 'generator raised StopIteration');
      }
      throw error;
    }
  });
}
