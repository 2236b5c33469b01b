import type { Budget } from './budget.ts';
import { exponentText, fixedText, floatText, significant } from './decimal.ts';
import { raise } from './errors.ts';
import { decimalText, toFloat } from './integers.ts';
import { display } from './repr.ts';
import { charactersOf, lengthOf } from './text.ts';
import { asNumber, type Machine, type PythonValue, typeName } from './values.ts';

/** Python's format specification mini-language. */
export interface FormatSpec {
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^' | undefined;
  readonly sign: '+' | '-' | ' ';
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | undefined;
  readonly type: string;
}

const specPattern =
  /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

/** `format(value, spec)`, and what stands behind the colon of an f-string. */
export function format(machine: Machine, value: PythonValue, spec: string): string {
  if (spec === '') return display(machine, value);
  machine.budget.reading(spec.length * 4);
  const number = asNumber(value);
  if (number === undefined && typeof value !== 'string') {
    raise('TypeError', `unsupported format string passed to ${typeName(value)}.__format__`);
  }
  const read = readSpec(spec);
  machine.budget.text(Math.max(read.width, read.precision ?? 0));
  if (typeof value === 'number') machine.budget.spend(20 + Math.min(read.precision ?? 0, 1000) / 2);
  if (typeof value === 'string') return formatText(value, read);
  return formatNumber(machine, number ?? 0n, read);
}

function readSpec(spec: string): FormatSpec {
  const match = specPattern.exec(spec);
  if (match === null) raise('ValueError', `Invalid format specifier '${spec.slice(0, 100)}'`);
  const [, fill, align, sign, z, alternate, zero, width, grouping, precision, type] = match;
  if (z !== undefined) raise('NotUnderstood', 'the z of a format specifier is not understood here');
  return {
    fill: fill ?? (zero !== undefined ? '0' : ' '),
    align: (align ?? (zero !== undefined ? '=' : undefined)) as FormatSpec['align'],
    sign: (sign ?? '-') as FormatSpec['sign'],
    alternate: alternate !== undefined,
    width: size(width) ?? 0,
    grouping: (grouping ?? '') as FormatSpec['grouping'],
    precision: size(precision),
    type: type ?? '',
  };
}

function size(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  if (digits.length > 18) raise('ValueError', 'Too many decimal digits in format string');
  return Number(digits);
}

function formatText(text: string, spec: FormatSpec): string {
  if (spec.type !== '' && spec.type !== 's') unknownType(spec.type, 'str');
  if (spec.sign !== '-') raise('ValueError', 'Sign not allowed in string format specifier');
  if (spec.alternate)
    raise('ValueError', 'Alternate form (#) not allowed in string format specifier');
  if (spec.grouping !== '') raise('ValueError', `Cannot specify '${spec.grouping}' with 's'.`);
  // A width that begins with 0 pads numbers behind the sign; a text has none.
  if (spec.align === '=' && spec.fill !== '0') {
    raise('ValueError', "'=' alignment not allowed in string format specifier");
  }
  return padded(cutTo(text, spec.precision), spec, spec.align === '=' ? '<' : (spec.align ?? '<'));
}

function unknownType(type: string, name: string): never {
  raise('ValueError', `Unknown format code '${type}' for object of type '${name}'`);
}

/** The first characters of a text, as many as the precision says. */
export function cutTo(text: string, precision: number | undefined): string {
  return precision === undefined ? text : charactersOf(text).slice(0, precision).join('');
}

/** Fills a text up to the width of the spec. */
export function padded(text: string, { fill, width }: FormatSpec, align: '<' | '>' | '^'): string {
  const missing = Math.max(0, width - lengthOf(text));
  const before = align === '<' ? 0 : align === '>' ? missing : Math.floor(missing / 2);
  return fill.repeat(before) + text + fill.repeat(missing - before);
}

function formatNumber(machine: Machine, value: bigint | number, spec: FormatSpec): string {
  const isInteger = typeof value === 'bigint';
  if (isInteger && 'bcdoxXn'.includes(spec.type)) {
    if (spec.precision !== undefined) {
      raise('ValueError', 'Precision not allowed in integer format specifier');
    }
    return formatInteger(machine, value, spec);
  }
  if (!'eEfFgGn%'.includes(spec.type)) unknownType(spec.type, isInteger ? 'int' : 'float');
  if (spec.type === 'n' && spec.grouping !== '') {
    raise('ValueError', `Cannot specify '${spec.grouping}' with 'n'.`);
  }
  const float = toFloat(value);
  const negative = float < 0 || Object.is(float, -0);
  const digits = floatDigits(Math.abs(float), spec);
  return assembled(negative, '', digits, spec, 3);
}

function formatInteger(machine: Machine, value: bigint, spec: FormatSpec): string {
  if (spec.type === 'c') return formatCharacter(value, spec);
  if (spec.grouping === ',' && 'boxXn'.includes(spec.type) && spec.type !== '') {
    raise('ValueError', `Cannot specify ',' with '${spec.type}'.`);
  }
  const { prefix, digits, radix } = integerDigits(machine.budget, value, spec);
  machine.budget.reading(digits.length * 16);
  return assembled(value < 0n, prefix, digits, spec, radix === 10 ? 3 : 4);
}

/** The digits of an int without its sign, by the spec's type, with the prefix that `#` asks for. */
export function integerDigits(
  budget: Budget,
  value: bigint,
  { type, alternate }: Pick<FormatSpec, 'type' | 'alternate'>,
): { prefix: string; digits: string; radix: number } {
  const magnitude = value < 0n ? -value : value;
  const radix = { b: 2, o: 8, x: 16, X: 16 }[type] ?? 10;
  const digits = radix === 10 ? decimalText(budget, magnitude) : magnitude.toString(radix);
  return {
    prefix: alternate && radix !== 10 ? `0${type}` : '',
    digits: type === 'X' ? digits.toUpperCase() : digits,
    radix,
  };
}

function formatCharacter(value: bigint, spec: FormatSpec): string {
  if (spec.sign !== '-') raise('ValueError', "Sign not allowed with integer format specifier 'c'");
  return padded(characterOf(value), spec, spec.align === '=' ? '>' : (spec.align ?? '<'));
}

/** The character that an int stands for. */
export function characterOf(code: bigint): string {
  if (code < 0n || code > 0x10ffffn) raise('OverflowError', '%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(code));
}

/** What stands before the digits for their sign. */
export function signOf(negative: boolean, { sign }: Pick<FormatSpec, 'sign'>): string {
  return negative ? '-' : sign === '-' ? '' : sign;
}

/** Sign, prefix, grouped digits and padding. */
function assembled(
  negative: boolean,
  prefix: string,
  digits: string,
  spec: FormatSpec,
  group: number,
): string {
  const head = signOf(negative, spec) + prefix;
  const [, whole = '', rest = ''] = /^([\da-fA-F]*)(.*)$/s.exec(digits) ?? [];
  const isNumber = whole !== '' && !/^(?:inf|nan)/i.test(digits);
  const separator = isNumber ? spec.grouping : '';
  const zeros = spec.fill === '0' && spec.align === '=';
  const [body, tail] =
    isNumber && spec.type !== 'x' && spec.type !== 'X' ? splitWhole(digits) : [whole, rest];
  if (!isNumber) return paddedNumber(head, digits, spec);
  if (zeros && separator !== '') {
    const room = spec.width - head.length - tail.length;
    return head + groupedTo(body, separator, group, room) + tail;
  }
  return paddedNumber(head, grouped(body, separator, group) + tail, spec);
}

/** The digits before the point or the exponent, and the rest. */
function splitWhole(digits: string): [string, string] {
  const end = digits.search(/[^\d]/);
  return end < 0 ? [digits, ''] : [digits.slice(0, end), digits.slice(end)];
}

/** A number filled up to the width of the spec: with `=` between its sign and its digits. */
export function paddedNumber(head: string, body: string, spec: FormatSpec): string {
  if (spec.align !== '=') return padded(head + body, spec, spec.align ?? '>');
  return head + padded(body, { ...spec, width: spec.width - head.length }, '>');
}

function grouped(digits: string, separator: string, size: number): string {
  if (separator === '') return digits;
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= size) {
    groups.unshift(digits.slice(Math.max(0, end - size), end));
  }
  return groups.join(separator);
}

/** Zeros in front count for groups too, and no text begins with a separator. */
function groupedTo(digits: string, separator: string, size: number, room: number): string {
  let plain = digits.length;
  while (plain + Math.floor((plain - 1) / size) < room) plain += 1;
  return grouped(digits.padStart(plain, '0'), separator, size);
}

/** The digits of a float that is not negative, by the spec's type. */
export function floatDigits(
  value: number,
  spec: Pick<FormatSpec, 'type' | 'precision' | 'alternate'>,
): string {
  const { type } = spec;
  const upper = type === 'E' || type === 'F' || type === 'G';
  const text = lowerDigits(value, { ...spec, type: type.toLowerCase() });
  return upper ? text.toUpperCase() : text;
}

function lowerDigits(
  value: number,
  { type, precision, alternate }: Pick<FormatSpec, 'type' | 'precision' | 'alternate'>,
): string {
  if (!Number.isFinite(value)) return floatText(value) + (type === '%' ? '%' : '');
  const point = alternate ? '.' : '';
  switch (type) {
    case 'f':
      return fixedText(value, precision ?? 6) + (precision === 0 ? point : '');
    case '%':
      return `${percentDigits(value, precision ?? 6)}${precision === 0 ? point : ''}%`;
    case 'e': {
      const { digits, exponent } = significant(value, (precision ?? 6) + 1);
      return scientific(digits, exponent, alternate);
    }
    case '':
      if (precision === undefined) return floatText(value);
      return general(value, precision, alternate, true);
    default:
      return general(value, precision ?? 6, alternate, false);
  }
}

function percentDigits(value: number, precision: number): string {
  const hundredfold = value * 100;
  return Number.isFinite(hundredfold) ? fixedText(hundredfold, precision) : 'inf';
}

function scientific(digits: string, exponent: number, alternate: boolean): string {
  const rest = digits.slice(1);
  const point = rest === '' && !alternate ? '' : '.';
  return `${digits[0]}${point}${rest}${exponentText(exponent)}`;
}

/** `g`, and what a float without a type gives: there a whole number keeps `.0`. */
function general(
  value: number,
  precision: number,
  alternate: boolean,
  keepsPoint: boolean,
): string {
  const count = Math.max(1, precision);
  const { digits, exponent } = significant(value, count);
  const kept = alternate ? digits : digits.replace(/0+$/, '') || '0';
  if (exponent < -4 || exponent >= (keepsPoint ? count - 1 : count)) {
    if (!(keepsPoint && exponent >= -4 && exponent < 0))
      return scientific(kept, exponent, alternate);
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${kept}`;
  const whole = kept.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = kept.slice(exponent + 1);
  if (rest !== '') return `${whole}.${rest}`;
  return whole + (keepsPoint ? '.0' : alternate ? '.' : '');
}
