import type { Budget } from './budget.ts';
import { raise } from './errors.ts';
import { asInteger, type PythonValue, typeName } from './values.ts';
import { trimEnd, trimStart } from './white-space.ts';

/** Python converts no longer integers to and from decimal text. */
const maxDigits = 4300;

/** How many bits an integer takes, without its sign. */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude <= 0xffffffffn) return 32 - Math.clz32(Number(magnitude));
  const hexadecimal = magnitude.toString(16);
  return (
    (hexadecimal.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hexadecimal[0] ?? '0', 16)))
  );
}

const small = 1n << 64n;

/** Whether an integer takes no more than 64 bits: most do, and need not be measured. */
export function isSmall(value: bigint): boolean {
  return value < small && value > -small;
}

export function multiply(budget: Budget, left: bigint, right: bigint): bigint {
  if (!isSmall(left) || !isSmall(right)) budget.integer(bitLength(left) + bitLength(right));
  return left * right;
}

export function floorDivide(budget: Budget, left: bigint, right: bigint): bigint {
  if (right === 0n) raise('ZeroDivisionError', 'integer division or modulo by zero');
  if (!isSmall(left)) budget.integer(bitLength(left));
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

export function modulo(budget: Budget, left: bigint, right: bigint): bigint {
  if (right === 0n) raise('ZeroDivisionError', 'integer division or modulo by zero');
  if (!isSmall(left)) budget.integer(bitLength(left));
  const rest = left % right;
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest;
}

/** The exponent is not negative. */
export function power(budget: Budget, base: bigint, exponent: bigint): bigint {
  if (base >= -1n && base <= 1n)
    return base === -1n && exponent % 2n === 0n ? 1n : exponent === 0n ? 1n : base;
  if (exponent > BigInt(budget.limits.integerBits)) budget.integer(Number.POSITIVE_INFINITY);
  budget.integer(bitLength(base) * Number(exponent));
  return base ** exponent;
}

export function shift(budget: Budget, value: bigint, by: bigint): bigint {
  if (by > 0n) {
    if (value === 0n) return 0n;
    if (by > BigInt(budget.limits.integerBits)) budget.integer(Number.POSITIVE_INFINITY);
    budget.integer(bitLength(value) + Number(by));
    return value << by;
  }
  return -by > BigInt(budget.limits.integerBits) ? (value < 0n ? -1n : 0n) : value >> -by;
}

/** `pow` with three arguments, by squaring. */
export function powerModulo(
  budget: Budget,
  base: bigint,
  exponent: bigint,
  modulus: bigint,
): bigint {
  if (modulus === 0n) raise('ValueError', 'pow() 3rd argument cannot be 0');
  if (exponent < 0n) raise('NotUnderstood', 'modular inverses are not understood here');
  let result = 1n;
  let square = modulo(budget, base, modulus);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = multiply(budget, result, square) % modulus;
    square = multiply(budget, square, square) % modulus;
    budget.spend(2);
  }
  return modulo(budget, result, modulus);
}

let firstTooLong: bigint | undefined;

/** The first integer with more digits than Python converts. */
function tooLong(): bigint {
  firstTooLong ??= 10n ** BigInt(maxDigits);
  return firstTooLong;
}

export function decimalText(budget: Budget, value: bigint): string {
  if (isSmall(value)) return String(value);
  const bits = bitLength(value);
  budget.integer(bits);
  budget.spend(bits / 32);
  if (bits > maxDigits * 3 && (value >= tooLong() || value <= -tooLong())) {
    raise('ValueError', `Exceeds the limit (${maxDigits} digits) for integer string conversion`);
  }
  return String(value);
}

/** An int as a float; a float is one. */
export function toFloat(value: bigint | number): number {
  if (typeof value === 'number') return value;
  const float = Number(value);
  if (!Number.isFinite(float)) raise('OverflowError', 'int too large to convert to float');
  return float;
}

/** A float as an int, towards zero. */
export function truncated(value: number): bigint {
  if (Number.isNaN(value)) raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value)) raise('OverflowError', 'cannot convert float infinity to integer');
  return BigInt(Math.trunc(value));
}

/** `left / right` of two ints, rounded once. */
export function trueQuotient(left: bigint, right: bigint): number {
  if (right === 0n) raise('ZeroDivisionError', 'division by zero');
  const [a, b] = [Number(left), Number(right)];
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a / b;
  const negative = left < 0n !== right < 0n;
  const [numerator, denominator] = [left < 0n ? -left : left, right < 0n ? -right : right];
  // Some bits more than a float holds, and one that tells whether anything was cut off.
  const up = Math.max(0, 66 - (bitLength(numerator) - bitLength(denominator)));
  const dividend = numerator << BigInt(up);
  const quotient = (dividend / denominator) | (dividend % denominator === 0n ? 0n : 1n);
  const extra = Math.max(0, bitLength(quotient) - 1000);
  const result = (Number(quotient >> BigInt(extra)) / 2 ** Math.min(up, 1000)) * 2 ** extra;
  const scaled = up > 1000 ? result / 2 ** (up - 1000) : result;
  if (!Number.isFinite(scaled))
    raise('OverflowError', 'integer division result too large for a float');
  return negative ? -scaled : scaled;
}

/**
 * Reads a text as `int(text, base)` does: signs, spaces around, underscores between digits, a prefix.
 * @throws {Raised} ValueError
 */
export function parseInteger(budget: Budget, text: string, base: number): bigint {
  budget.reading(text.length * 4);
  const shown = text.length > 200 ? `${text.slice(0, 200)}` : text;
  const refuse = (): never =>
    raise('ValueError', `invalid literal for int() with base ${base}: '${shown}'`);
  if (base !== 0 && (base < 2 || base > 36)) {
    raise('ValueError', 'int() base must be >= 2 and <= 36, or 0');
  }
  const ascii = asciiDigits(trimStart(trimEnd(text)));
  const [, sign, prefix = '', digits = ''] =
    /^([-+]?)(0[xX]_?|0[oO]_?|0[bB]_?)?(.*)$/s.exec(ascii) ?? [];
  const prefixBase = { x: 16, o: 8, b: 2 }[prefix[1]?.toLowerCase() ?? ''];
  const isPrefix = prefixBase !== undefined && (base === 0 || base === prefixBase);
  const radix = base === 0 ? (prefixBase ?? 10) : base;
  const body = isPrefix ? digits : prefix + digits;
  if (!/^[\da-z]+(?:_[\da-z]+)*$/i.test(body)) return refuse();
  const plain = body.replaceAll('_', '').toLowerCase();
  if (base === 0 && prefix === '' && /^0+[1-9]/.test(plain)) return refuse();
  if (radix === 10 && plain.length > maxDigits) {
    raise('ValueError', `Exceeds the limit (${maxDigits} digits) for integer string conversion`);
  }
  budget.integer(plain.length * Math.ceil(Math.log2(radix)));
  for (const digit of plain) if (Number.parseInt(digit, 36) >= radix) return refuse();
  const value = magnitudeOf(budget, plain, radix);
  return sign === '-' ? -value : value;
}

/** The value of digits that are known to be of the radix. Both ways cost more than their length. */
function magnitudeOf(budget: Budget, digits: string, radix: number): bigint {
  if (radix === 10) {
    budget.spend(digits.length / 8);
    return BigInt(digits);
  }
  budget.spend(digits.length * 4);
  let value = 0n;
  for (const digit of digits) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, 36));
  return value;
}

/** Decimal digits of any script, as ASCII. */
export function asciiDigits(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Unicode puts the ten digits of a script in a row, from a zero on. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (before < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  // Mathematical digits: five rows without a gap.
  return code >= 0x1d7ce && code <= 0x1d7ff ? (code - 0x1d7ce) % 10 : before;
}

/**
 * What Python takes for a whole number: an index, a width.
 * @throws {Raised} TypeError for everything but int and bool
 */
export function indexOf(value: PythonValue): bigint {
  return (
    asInteger(value) ??
    raise('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`)
  );
}

/** The same as a number; beyond what any collection holds, the sign is all that counts. */
export function countOf(value: PythonValue): number {
  const integer = indexOf(value);
  return Number(
    integer > 0xffffffffffffn
      ? 0xffffffffffffn
      : integer < -0xffffffffffffn
        ? -0xffffffffffffn
        : integer,
  );
}
