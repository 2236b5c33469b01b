import type { BinaryOperator } from '../../syntax/python-ast.ts';
import { asSet } from './comparison.ts';
import { raise } from './errors.ts';
import { hashKey } from './hashing.ts';
import {
  bitLength,
  countOf,
  floorDivide,
  isSmall,
  modulo,
  multiply,
  power,
  shift,
  toFloat,
  trueQuotient,
} from './integers.ts';
import { setOf } from './iteration.ts';
import { percentFormat } from './percent-format.ts';
import {
  asInteger,
  asNumber,
  DictView,
  type HashKey,
  type Machine,
  PythonDict,
  PythonList,
  PythonSet,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

/**
 * `left operator right`.
 * @throws {Raised} TypeError for types that the operator does not take, ZeroDivisionError and others
 */
export function binary(
  machine: Machine,
  operator: BinaryOperator,
  left: PythonValue,
  right: PythonValue,
): PythonValue {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a !== undefined && b !== undefined) {
    if (typeof left === 'boolean' && typeof right === 'boolean') {
      if (operator === '&') return left && right;
      if (operator === '|') return left || right;
      if (operator === '^') return left !== right;
    }
    const result =
      typeof a === 'bigint' && typeof b === 'bigint'
        ? ofIntegers(machine, operator, a, b)
        : ofFloats(operator, toFloat(a), toFloat(b));
    if (result !== undefined) return result;
  } else {
    const result = ofCollections(machine, operator, left, right);
    if (result !== undefined) return result;
  }
  const name = operator === '**' ? '** or pow()' : operator;
  raise(
    'TypeError',
    `unsupported operand type(s) for ${name}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function ofIntegers(
  { budget }: Machine,
  operator: BinaryOperator,
  left: bigint,
  right: bigint,
): bigint | number {
  switch (operator) {
    case '+':
    case '-':
    case '&':
    case '|':
    case '^':
      if (!isSmall(left) || !isSmall(right)) {
        budget.integer(Math.max(bitLength(left), bitLength(right)) + 1);
      }
      return bitwise(operator, left, right);
    case '*':
      return multiply(budget, left, right);
    case '/':
      return trueQuotient(left, right);
    case '//':
      return floorDivide(budget, left, right);
    case '%':
      return modulo(budget, left, right);
    case '**':
      if (right >= 0n) return power(budget, left, right);
      return floatPower(toFloat(left), toFloat(right));
    case '<<':
    case '>>':
      if (right < 0n) raise('ValueError', 'negative shift count');
      return shift(budget, left, operator === '<<' ? right : -right);
  }
}

function bitwise(operator: '+' | '-' | '&' | '|' | '^', left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
  }
}

function ofFloats(operator: BinaryOperator, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) raise('ZeroDivisionError', 'float division by zero');
      return left / right;
    case '//':
      return floatDivmod(left, right).quotient;
    case '%':
      return floatDivmod(left, right).rest;
    case '**':
      return floatPower(left, right);
    default:
      return undefined;
  }
}

/** Floor division of floats: the rest has the sign of the divisor. */
function floatDivmod(left: number, right: number): { quotient: number; rest: number } {
  if (right === 0) raise('ZeroDivisionError', 'float floor division by zero');
  const zero = Object.is(Math.sign(right), -1) ? -0 : 0;
  let rest = left % right;
  let quotient = (left - rest) / right;
  if (rest === 0) {
    rest = zero;
  } else if (right < 0 !== rest < 0) {
    rest += right;
    quotient -= 1;
  }
  if (quotient === 0)
    return { quotient: left / right < 0 || Object.is(left / right, -0) ? -0 : 0, rest };
  const floor = Math.floor(quotient);
  return { quotient: quotient - floor > 0.5 ? floor + 1 : floor, rest };
}

function floatPower(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent)))
    return 1;
  if (base === 0 && exponent < 0) {
    raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  }
  if (
    base < 0 &&
    Number.isFinite(base) &&
    Number.isFinite(exponent) &&
    !Number.isInteger(exponent)
  ) {
    raise('NotUnderstood', 'complex numbers are not understood here');
  }
  const result = base ** exponent;
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent)) {
    raise('OverflowError', "(34, 'Numerical result out of range')");
  }
  return result;
}

function ofCollections(
  machine: Machine,
  operator: BinaryOperator,
  left: PythonValue,
  right: PythonValue,
): PythonValue | undefined {
  if (operator === '+') return concatenated(machine, left, right);
  if (operator === '*') return repeated(machine, left, right);
  if (operator === '%') {
    return typeof left === 'string' ? percentFormat(machine, left, right) : undefined;
  }
  if (operator === '|' && left instanceof PythonDict && right instanceof PythonDict) {
    machine.budget.items(left.entries.size + right.entries.size);
    const dict = new PythonDict();
    for (const [key, entry] of left.entries) dict.entries.set(key, entry);
    for (const [key, [name, value]] of right.entries) {
      dict.entries.set(key, [dict.entries.get(key)?.[0] ?? name, value]);
    }
    return dict;
  }
  if (operator !== '|' && operator !== '&' && operator !== '-' && operator !== '^')
    return undefined;
  // Beside a view of a dict may stand any iterable.
  const anyRight = left instanceof DictView && left.shows !== 'values';
  const a = elementsOf(machine, left);
  const b = elementsOf(machine, right) ?? (anyRight ? setOf(machine, right).items : undefined);
  if (a === undefined || b === undefined) return undefined;
  const frozen = left instanceof PythonSet && left.frozen;
  return combined(machine, operator, a, b, frozen);
}

export type SetOperator = '|' | '&' | '-' | '^';
type Elements = ReadonlyMap<HashKey, PythonValue>;

/** The elements of a set or a view of a dict, by their keys. */
function elementsOf(machine: Machine, value: PythonValue): Elements | undefined {
  if (value instanceof PythonSet) return value.items;
  if (!(value instanceof DictView) || asSet(machine, value) === undefined) return undefined;
  machine.budget.going(value.dict.entries.size);
  const pairs = [...value.dict.entries];
  if (value.shows === 'keys') return new Map(pairs.map(([hashed, [key]]) => [hashed, key]));
  return new Map(
    pairs.map(([, pair]) => {
      const tuple = new PythonTuple(pair);
      return [hashKey(machine, tuple), tuple];
    }),
  );
}

/** The set that an operator makes of two. */
export function combined(
  machine: Machine,
  operator: SetOperator,
  left: Elements,
  right: Elements,
  frozen: boolean,
): PythonSet {
  machine.budget.items(left.size + right.size);
  const set = new PythonSet(frozen);
  for (const [key, value] of left) {
    if (operator === '|' || right.has(key) === (operator === '&')) set.items.set(key, value);
  }
  if (operator === '|' || operator === '^') {
    for (const [key, value] of right) if (!left.has(key)) set.items.set(key, value);
  }
  return set;
}

function concatenated(
  machine: Machine,
  left: PythonValue,
  right: PythonValue,
): PythonValue | undefined {
  if (typeof left === 'string') {
    if (typeof right !== 'string') {
      raise('TypeError', `can only concatenate str (not "${typeName(right)}") to str`);
    }
    machine.budget.text(left.length + right.length);
    return left + right;
  }
  if (left instanceof PythonList && right instanceof PythonList) {
    machine.budget.items(left.items.length + right.items.length);
    return new PythonList([...left.items, ...right.items]);
  }
  if (left instanceof PythonTuple && right instanceof PythonTuple) {
    machine.budget.items(left.items.length + right.items.length);
    return new PythonTuple([...left.items, ...right.items]);
  }
  return undefined;
}

function repeated(
  machine: Machine,
  left: PythonValue,
  right: PythonValue,
): PythonValue | undefined {
  const [sequence, times] = asInteger(right) === undefined ? [right, left] : [left, right];
  if (asInteger(times) === undefined) return undefined;
  const count = Math.max(0, countOf(times));
  if (typeof sequence === 'string') {
    machine.budget.text(sequence.length * count);
    return sequence === '' ? '' : sequence.repeat(count);
  }
  if (!(sequence instanceof PythonList) && !(sequence instanceof PythonTuple)) return undefined;
  machine.budget.items(sequence.items.length * count);
  const { items } = sequence;
  const all = Array.from(
    { length: items.length * count },
    (_, i) => items[i % items.length] ?? null,
  );
  return sequence instanceof PythonList ? new PythonList(all) : new PythonTuple(all);
}

/** `-x`, `+x`, `~x`. */
export function unary(operator: '-' | '+' | '~', value: PythonValue): PythonValue {
  const number = asNumber(value);
  if (number === undefined || (operator === '~' && typeof number === 'number')) {
    raise('TypeError', `bad operand type for unary ${operator}: '${typeName(value)}'`);
  }
  if (operator === '+') return number;
  if (operator === '-') return -number;
  return typeof number === 'bigint' ? ~number : null;
}
