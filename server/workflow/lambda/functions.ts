import { binary } from './arithmetic.ts';
import { isInstance } from './attributes.ts';
import { ordered, truthy } from './comparison.ts';
import { roundedQuotient, scaled } from './decimal.ts';
import { raise } from './errors.ts';
import { format } from './format-spec.ts';
import { hashKey } from './hashing.ts';
import { countOf, indexOf, power, powerModulo, truncated } from './integers.ts';
import { drained, iterate, sizeOf, some } from './iteration.ts';
import { type Bound, type Implementation, native, textOf } from './native.ts';
import { asciiRepr, repr } from './repr.ts';
import { sorted } from './sorting.ts';
import { charactersOf, lengthOf } from './text.ts';
import {
  asInteger,
  asNumber,
  type Machine,
  PythonCallable,
  PythonIterator,
  PythonList,
  PythonTuple,
  PythonType,
  type PythonValue,
  typeName,
} from './values.ts';

const table: Readonly<Record<string, readonly [signature: string, call: Implementation]>> = {
  abs: ['x /', (_, [x = null]) => absolute(x)],
  all: [
    'iterable /',
    (machine, [values = null]) => !some(machine, values, (value) => !truthy(value)),
  ],
  any: ['iterable /', (machine, [values = null]) => some(machine, values, truthy)],
  ascii: ['object /', (machine, [value = null]) => asciiRepr(machine, value)],
  bin: ['number /', (_, [value = null]) => inRadix(value, 2, '0b')],
  callable: ['object /', (_, [value]) => value instanceof PythonCallable],
  chr: ['i /', (_, [value = null]) => character(indexOf(value))],
  divmod: [
    'x y /',
    (machine, [x = null, y = null]) =>
      new PythonTuple([binary(machine, '//', x, y), binary(machine, '%', x, y)]),
  ],
  format: [
    'value spec? /',
    (machine, [value = null, spec = '']) =>
      format(machine, value, textOf(spec, 'format() argument 2')),
  ],
  hash: [
    'object /',
    (machine, [value = null]) => {
      hashKey(machine, value);
      const integer = asInteger(value);
      return (
        integer ?? raise('NotUnderstood', 'hash() of anything but an int is not understood here')
      );
    },
  ],
  hex: ['number /', (_, [value = null]) => inRadix(value, 16, '0x')],
  isinstance: ['object type /', (_, [value = null, type = null]) => instanceOf(value, type)],
  iter: ['iterable /', (machine, [value = null]) => iterate(machine, value)],
  len: ['object /', (machine, [value = null]) => length(machine, value)],
  max: ['*values key? default?', (machine, args) => extreme(machine, 'max', '>', args)],
  min: ['*values key? default?', (machine, args) => extreme(machine, 'min', '<', args)],
  next: ['iterator default? /', next],
  oct: ['number /', (_, [value = null]) => inRadix(value, 8, '0o')],
  ord: ['character /', (_, [value]) => codeOf(value)],
  pow: ['base exp mod?', raised],
  repr: ['object /', (machine, [value = null]) => repr(machine, value)],
  round: [
    'number ndigits?',
    (machine, [value = null, digits = null]) => rounded(machine, value, digits),
  ],
  sorted: [
    'iterable / * key? reverse?',
    (machine, [values = null, key = null, reverse = false]) => {
      return new PythonList(sorted(machine, drained(machine, values), key, reverse));
    },
  ],
  sum: [
    'iterable / start?',
    (machine, [values = null, start = 0n]) => {
      if (typeof start === 'string')
        raise('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
      let total: PythonValue = start;
      for (const value of iterate(machine, values)) total = binary(machine, '+', total, value);
      return total;
    },
  ],
};

/** The built-in functions, but for those that give iterators (`iterators.ts`) and for types. */
export const functions: ReadonlyMap<string, PythonCallable> = new Map(
  Object.entries(table).map(([name, [signature, call]]) => [name, native(name, signature, call)]),
);

function absolute(value: PythonValue): PythonValue {
  const number = asNumber(value);
  if (number === undefined) raise('TypeError', `bad operand type for abs(): '${typeName(value)}'`);
  if (typeof number === 'number') return Math.abs(number);
  return number < 0n ? -number : number;
}

function inRadix(value: PythonValue, radix: number, prefix: string): string {
  const integer = indexOf(value);
  return integer < 0n
    ? `-${prefix}${(-integer).toString(radix)}`
    : prefix + integer.toString(radix);
}

function character(code: bigint): string {
  if (code < 0n || code > 0x10ffffn) raise('ValueError', 'chr() arg not in range(0x110000)');
  return String.fromCodePoint(Number(code));
}

function codeOf(value: PythonValue | undefined): bigint {
  const text = textOf(value, 'ord() argument');
  const characters = charactersOf(text);
  if (characters.length !== 1) {
    raise(
      'TypeError',
      `ord() expected a character, but string of length ${characters.length} found`,
    );
  }
  return BigInt(text.codePointAt(0) ?? 0);
}

function instanceOf(value: PythonValue, type: PythonValue): boolean {
  if (type instanceof PythonType) return isInstance(value, type);
  if (!(type instanceof PythonTuple)) {
    raise('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union');
  }
  return type.items.some((one) => instanceOf(value, one));
}

function length(machine: Machine, value: PythonValue): bigint {
  if (typeof value === 'string') {
    machine.budget.characters(value);
    return BigInt(lengthOf(value));
  }
  const size = sizeOf(value);
  if (size === undefined) raise('TypeError', `object of type '${typeName(value)}' has no len()`);
  return BigInt(size);
}

function extreme(
  machine: Machine,
  name: string,
  operator: '<' | '>',
  [values, key = null, absent]: Bound,
): PythonValue {
  const given = values instanceof PythonTuple ? values.items : [];
  if (given.length === 0) raise('TypeError', `${name} expected at least 1 argument, got 0`);
  if (given.length > 1 && absent !== undefined) {
    raise('TypeError', `Cannot specify a default for ${name}() with multiple positional arguments`);
  }
  let best: PythonValue | undefined;
  let bestKey: PythonValue = null;
  const source = given.length === 1 ? (given[0] ?? null) : (values ?? null);
  for (const value of iterate(machine, source)) {
    const by = key === null ? value : machine.call(key, [value]);
    if (best === undefined || ordered(machine, operator, by, bestKey)) {
      best = value;
      bestKey = by;
    }
  }
  const chosen = best === undefined ? absent : best;
  return chosen === undefined ? raise('ValueError', `${name}() arg is an empty sequence`) : chosen;
}

function next(_machine: Machine, [iterator = null, absent]: Bound): PythonValue {
  if (!(iterator instanceof PythonIterator))
    raise('TypeError', `'${typeName(iterator)}' object is not an iterator`);
  const value = iterator.next();
  if (value !== undefined) return value;
  return absent === undefined ? raise('StopIteration', '') : absent;
}

function raised(
  machine: Machine,
  [base = null, exponent = null, modulus = null]: Bound,
): PythonValue {
  if (modulus === null) return binary(machine, '**', base, exponent);
  const [b, e, m] = [asInteger(base), asInteger(exponent), asInteger(modulus)];
  if (b === undefined || e === undefined || m === undefined) {
    raise('TypeError', 'pow() 3rd argument not allowed unless all arguments are integers');
  }
  return powerModulo(machine.budget, b, e, m);
}

/** Halves go to even; without digits the result is an int. */
function rounded(machine: Machine, value: PythonValue, digits: PythonValue): PythonValue {
  machine.budget.spend(8);
  const number = asNumber(value);
  if (number === undefined) {
    raise('TypeError', `type ${typeName(value)} doesn't define __round__ method`);
  }
  const places = digits === null ? undefined : countOf(digits);
  if (typeof number === 'bigint') {
    if (places === undefined || places >= 0) return number;
    const unit = power(machine.budget, 10n, BigInt(-places));
    return roundedQuotient(number, unit) * unit;
  }
  if (places === undefined) return Number.isFinite(number) ? scaled(number, 0) : truncated(number);
  // A float so large has no digits behind the point; one so small has no more of them.
  const isExact = places > 323 || (places >= 0 && Math.abs(number) >= 2 ** 53);
  if (!Number.isFinite(number) || isExact) return number;
  if (places < -308) return number < 0 ? -0 : 0;
  const result = Number(`${scaled(number, places)}e${-places}`);
  if (!Number.isFinite(result)) raise('OverflowError', 'rounded value too large to represent');
  return result === 0 && (number < 0 || Object.is(number, -0)) ? -0 : result;
}
