import { updateDict } from './collection-methods.ts';
import { truthy } from './comparison.ts';
import { raise } from './errors.ts';
import { dictSet } from './hashing.ts';
import { asciiDigits, countOf, indexOf, parseInteger, toFloat, truncated } from './integers.ts';
import { collect, setOf } from './iteration.ts';
import { display } from './repr.ts';
import {
  asInteger,
  asNumber,
  type Keywords,
  type Machine,
  PythonDict,
  PythonList,
  PythonRange,
  PythonTuple,
  PythonType,
  type PythonValue,
  typeName,
} from './values.ts';
import { trimEnd, trimStart } from './white-space.ts';

/** A type that takes up to `most` arguments, none of them by name. */
function positional(
  name: string,
  most: number,
  construct: (machine: Machine, args: readonly PythonValue[]) => PythonValue,
): [string, PythonType] {
  return [
    name,
    new PythonType(name, (machine, args, keywords) => {
      const [keyword] = keywords.keys();
      if (keyword !== undefined) raise('TypeError', `${name}() takes no keyword arguments`);
      if (args.length > most) {
        raise('TypeError', `${name} expected at most ${most} arguments, got ${args.length}`);
      }
      return construct(machine, args);
    }),
  ];
}

/** The types that an expression can name, with what they do when they are called. */
export const types: ReadonlyMap<string, PythonType> = new Map([
  positional('bool', 1, (_, [value]) => value !== undefined && truthy(value)),
  ['int', new PythonType('int', toInteger)],
  positional('float', 1, (machine, [value = 0n]) => toFloatValue(machine, value)),
  positional('str', 1, (machine, [value = '']) => display(machine, value)),
  positional(
    'list',
    1,
    (machine, [value]) => new PythonList(value === undefined ? [] : collect(machine, value)),
  ),
  positional('tuple', 1, (machine, [value]) =>
    value instanceof PythonTuple
      ? value
      : new PythonTuple(value === undefined ? [] : collect(machine, value)),
  ),
  positional('set', 1, (machine, [value]) => setOf(machine, value ?? new PythonTuple([]))),
  positional('frozenset', 1, (machine, [value]) =>
    setOf(machine, value ?? new PythonTuple([]), true),
  ),
  ['dict', new PythonType('dict', toDict)],
  positional('range', 3, (_, args) => toRange(args)),
]);

function toInteger(machine: Machine, args: readonly PythonValue[], keywords: Keywords): bigint {
  const [value, given] = args;
  const base = given ?? keywords.get('base');
  if (args.length > 2 || [...keywords.keys()].some((name) => name !== 'base')) {
    raise('TypeError', 'int() takes a value and a base');
  }
  if (value === undefined)
    return base === undefined ? 0n : raise('TypeError', 'int() missing string argument');
  if (base !== undefined) {
    if (typeof value !== 'string')
      raise('TypeError', "int() can't convert non-string with explicit base");
    return parseInteger(machine.budget, value, countOf(base));
  }
  if (typeof value === 'string') return parseInteger(machine.budget, value, 10);
  if (typeof value === 'number') return truncated(value);
  return (
    asInteger(value) ??
    raise(
      'TypeError',
      `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
    )
  );
}

const floatText =
  /^[-+]?(?:(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+(?:_\d+)*)?|inf(?:inity)?|nan)$/i;

function toFloatValue({ budget }: Machine, value: PythonValue): number {
  const number = asNumber(value);
  if (number !== undefined) return toFloat(number);
  if (typeof value !== 'string') {
    raise(
      'TypeError',
      `float() argument must be a string or a real number, not '${typeName(value)}'`,
    );
  }
  budget.reading(value.length * 8);
  const text = asciiDigits(trimStart(trimEnd(value)));
  if (!floatText.test(text)) {
    raise('ValueError', `could not convert string to float: '${value.slice(0, 200)}'`);
  }
  const [, sign, word] = /^([-+]?)(inf|nan)?/i.exec(text) ?? [];
  const magnitude = sign === undefined || sign === '' ? text : text.slice(1);
  const worth =
    word === undefined
      ? Number(magnitude.replaceAll('_', ''))
      : word.toLowerCase() === 'inf'
        ? Number.POSITIVE_INFINITY
        : Number.NaN;
  return sign === '-' ? -worth : worth;
}

function toDict(machine: Machine, args: readonly PythonValue[], keywords: Keywords): PythonDict {
  if (args.length > 1) raise('TypeError', `dict expected at most 1 argument, got ${args.length}`);
  const dict = new PythonDict();
  for (const source of args) updateDict(machine, dict, source);
  for (const [name, value] of keywords) dictSet(machine, dict, name, value);
  return dict;
}

function toRange(args: readonly PythonValue[]): PythonRange {
  const [first, second, third] = args.map(indexOf);
  if (first === undefined) raise('TypeError', 'range expected at least 1 argument, got 0');
  if (second === undefined) return new PythonRange(0n, first, 1n);
  if (third === 0n) raise('ValueError', 'range() arg 3 must not be zero');
  return new PythonRange(first, second, third ?? 1n);
}

/** Types without a name in an expression, as `type(None)` gives them. */
const unnamed = new Map<string, PythonType>();

/** The type of a value, one object for each type. */
export function typeOf(value: PythonValue): PythonType {
  const name = typeName(value);
  const known = types.get(name) ?? unnamed.get(name);
  if (known !== undefined) return known;
  const type = new PythonType(name, () => raise('TypeError', `cannot create '${name}' instances`));
  unnamed.set(name, type);
  return type;
}
