import type { Scalar } from './data-tree.ts';

/**
 * What a YAML 1.1 scalar means to PyYAML's safe loader (FORMAT.md, section (e)): first the tag that a
 * plain text has by itself, then the value that its tag makes of it.
 */
export type ScalarTag = (typeof scalarTags)[number];

const scalarTags = [
  'null',
  'bool',
  'int',
  'float',
  'timestamp',
  'merge',
  'value',
  'str',
  'binary',
] as const;

/** In the order in which they are tried; what none matches is text. */
const implicit: readonly (readonly [ScalarTag, RegExp])[] = [
  ['bool', /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
  ['float', /^[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?$/],
  ['float', /^\.\d[\d_]*(?:[eE][-+]\d+)?$/],
  ['float', /^[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*$/],
  ['float', /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/],
  ['int', /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][\d_]*|0x[\da-fA-F_]+)$/],
  ['int', /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/],
  ['merge', /^<<$/],
  ['null', /^(?:~|null|Null|NULL|)$/],
  ['timestamp', /^\d{4}-\d\d-\d\d$/],
  [
    'timestamp',
    /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/,
  ],
  ['value', /^=$/],
];

/** Most scalars are plain words: what does not begin like this is text, and no pattern is tried. */
const special = /^[-+.\d~=<yYnNtTfFoO]/;

/** The tag of a plain scalar without an explicit one. */
export function implicitTag(text: string): ScalarTag {
  if (text !== '' && !special.test(text)) return 'str';
  return implicit.find(([, pattern]) => pattern.test(text))?.[0] ?? 'str';
}

/** The tag that `tag:yaml.org,2002:…` names; undefined for those that no scalar can have. */
export function knownScalarTag(name: string): ScalarTag | undefined {
  const suffix = /^tag:yaml\.org,2002:(.*)$/.exec(name)?.[1];
  return scalarTags.find((tag) => tag === suffix);
}

/** Where PyYAML would refuse the text: the reason, for the author. */
export class UnreadableScalar {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The value that `tag` makes of `text`, which need not fit it: `!!int x` is an error. */
export function construct(tag: ScalarTag, text: string): Scalar | UnreadableScalar {
  switch (tag) {
    case 'str':
    case 'binary':
      return text;
    case 'null':
      return null;
    case 'bool':
      return booleans.get(text.toLowerCase()) ?? unreadable(text, 'true or false');
    case 'int':
      return integer(text.replaceAll('_', '')) ?? unreadable(text, 'a whole number');
    case 'float':
      return float(text.replaceAll('_', '').toLowerCase()) ?? unreadable(text, 'a number');
    case 'timestamp':
      return timestamp(text) ?? unreadable(text, 'a date that exists');
    case 'merge':
    case 'value':
      return new UnreadableScalar(
        `YAML 1.1 gives ${text} alone a meaning that no value can have. Put it in quotes.`,
      );
  }
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['on', true],
  ['no', false],
  ['false', false],
  ['off', false],
]);

function unreadable(text: string, expected: string): UnreadableScalar {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return new UnreadableScalar(
    `“${shown}” reads like ${expected}, but is none. Correct it, or put it in quotes.`,
  );
}

/** Python refuses to convert decimal integers of more digits. */
const maxDigits = 4300;

function integer(text: string): number | bigint | undefined {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const magnitude = unsignedInteger(digits);
  if (magnitude === undefined) return undefined;
  const value = sign === '-' ? -magnitude : magnitude;
  const small = Number(value);
  return Number.isSafeInteger(small) ? small + 0 : value;
}

function unsignedInteger(digits: string): bigint | undefined {
  if (/^0b[01]+$/.test(digits)) return BigInt(digits);
  if (/^0x[\da-fA-F]+$/.test(digits)) return BigInt(digits);
  if (/^0[0-7]*$/.test(digits)) return BigInt(`0o0${digits}`);
  if (/^[1-9]\d*$/.test(digits)) return digits.length > maxDigits ? undefined : BigInt(digits);
  if (/^\d+(?::\d+)+$/.test(digits) && digits.length <= maxDigits) {
    return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  }
  return undefined;
}

function float(text: string): number | undefined {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const magnitude = unsignedFloat(digits);
  if (magnitude === undefined) return undefined;
  return sign === '-' ? -magnitude : magnitude;
}

function unsignedFloat(digits: string): number | undefined {
  if (digits === '.inf') return Number.POSITIVE_INFINITY;
  if (digits === '.nan') return Number.NaN;
  const parts = digits.split(':');
  if (!parts.every((part) => /^(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/.test(part))) return undefined;
  // Added up from the right, as PyYAML does: another order rounds otherwise.
  return parts.reduceRight(
    ({ sum, base }, part) => ({ sum: sum + Number(part) * base, base: base * 60 }),
    { sum: 0, base: 1 },
  ).sum;
}

const dateParts =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:Z|([-+])(\d\d?)(?::(\d\d))?))?)?$/;

/** A time without a zone counts as UTC; what is finer than a millisecond is cut off. */
function timestamp(text: string): Date | undefined {
  const match = dateParts.exec(text);
  if (match === null) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part);
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const zone = (match[8] === '-' ? -1 : 1) * (part(9) * 60 + part(10));
  if (zone <= -1440 || zone >= 1440) return undefined;
  const local = new Date(0);
  local.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day);
  local.setUTCHours(hour ?? 0, minute, second, milliseconds);
  // A date that does not exist rolls over to another one.
  const exists =
    year !== 0 &&
    local.getUTCMonth() + 1 === month &&
    local.getUTCDate() === day &&
    local.getUTCHours() === hour &&
    local.getUTCMinutes() === minute &&
    local.getUTCSeconds() === second;
  return exists ? new Date(local.getTime() - zone * 60_000) : undefined;
}
