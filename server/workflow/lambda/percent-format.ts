import { raise } from './errors.ts';
import {
  characterOf,
  cutTo,
  type FormatSpec,
  floatDigits,
  integerDigits,
  padded,
  paddedNumber,
  signOf,
} from './format-spec.ts';
import { dictGet } from './hashing.ts';
import { countOf, toFloat, truncated } from './integers.ts';
import { converted, repr } from './repr.ts';
import { charactersOf } from './text.ts';
import {
  asInteger,
  asNumber,
  type Machine,
  PythonDict,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

const conversion = /%(?:\(([^)]*)\))?([-#0 +]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?(.)?/gsu;

/** `template % values`, as C's printf. */
export function percentFormat(machine: Machine, template: string, values: PythonValue): string {
  machine.budget.reading(template.length * 4);
  const args = new Arguments(machine, values);
  let text = '';
  let from = 0;
  for (const match of template.matchAll(conversion)) {
    text += template.slice(from, match.index) + formatted(machine, args, match);
    from = match.index + match[0].length;
    machine.budget.spend();
    machine.budget.textSize(text.length);
  }
  args.finish();
  machine.budget.text(text.length + template.length - from);
  return text + template.slice(from);
}

class Arguments {
  readonly #machine: Machine;
  readonly #values: PythonValue;
  readonly #items: readonly PythonValue[];
  #next = 0;
  #named = false;

  constructor(machine: Machine, values: PythonValue) {
    this.#machine = machine;
    this.#values = values;
    this.#items = values instanceof PythonTuple ? values.items : [values];
  }

  take(name: string | undefined): PythonValue {
    if (name !== undefined) {
      if (!(this.#values instanceof PythonDict)) raise('TypeError', 'format requires a mapping');
      this.#named = true;
      const named = dictGet(this.#machine, this.#values, name);
      return named === undefined ? raise('KeyError', repr(this.#machine, name)) : named;
    }
    const value = this.#items[this.#next];
    if (value === undefined) raise('TypeError', 'not enough arguments for format string');
    this.#next += 1;
    return value;
  }

  finish(): void {
    const unused = this.#next < this.#items.length && !this.#named;
    if (unused && !(this.#values instanceof PythonDict)) {
      raise('TypeError', 'not all arguments converted during string formatting');
    }
  }
}

function formatted(machine: Machine, args: Arguments, match: RegExpMatchArray): string {
  const [, name, flags = '', width, precision, type] = match;
  if (type === undefined) raise('ValueError', 'incomplete format');
  if (type === '%') return '%';
  const given = (written: string | undefined): number | undefined => {
    if (written === undefined) return undefined;
    if (written !== '*')
      return written.length > 15 ? raise('ValueError', 'width too big') : Number(written);
    const value = args.take(undefined);
    return typeof value === 'bigint' ? countOf(value) : raise('TypeError', '* wants int');
  };
  const wide = given(width) ?? 0;
  const exact = given(precision);
  machine.budget.text(Math.max(Math.abs(wide), exact ?? 0));
  const left = flags.includes('-') || wide < 0;
  const spec: FormatSpec = {
    fill: flags.includes('0') && !left ? '0' : ' ',
    align: left ? '<' : flags.includes('0') ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '-',
    alternate: flags.includes('#'),
    width: Math.abs(wide),
    grouping: '',
    precision: exact,
    type,
  };
  const value = args.take(name);
  const isText = type === 's' || type === 'r' || type === 'a';
  if (isText || type === 'c') {
    const text = isText ? cutTo(converted(machine, value, type), exact) : charOf(value);
    return padded(text, { ...spec, fill: ' ' }, left ? '<' : '>');
  }
  if (!'diouxXeEfFgG'.includes(type)) {
    raise('ValueError', `unsupported format character '${type}'`);
  }
  const { negative, prefix, digits } = numberParts(machine, value, spec);
  return paddedNumber(signOf(negative, spec) + prefix, digits, spec);
}

/** What `%c` shows: a character, or an int that stands for one. */
function charOf(value: PythonValue): string {
  if (typeof value === 'string' && charactersOf(value).length === 1) return value;
  return characterOf(asInteger(value) ?? raise('TypeError', '%c requires int or char'));
}

function numberParts(
  machine: Machine,
  value: PythonValue,
  spec: FormatSpec,
): { negative: boolean; prefix: string; digits: string } {
  const number = asNumber(value);
  const isInteger = 'diouxX'.includes(spec.type);
  if (number === undefined || (typeof number === 'number' && 'oxX'.includes(spec.type))) {
    const wanted = !isInteger
      ? 'must be real number'
      : `%${spec.type} format: a real number is required`;
    raise('TypeError', `${wanted}, not ${typeName(value)}`);
  }
  if (!isInteger) {
    const float = toFloat(number);
    machine.budget.spend(20 + Math.min(spec.precision ?? 0, 1000) / 2);
    return {
      negative: float < 0 || Object.is(float, -0),
      prefix: '',
      digits: floatDigits(Math.abs(float), spec),
    };
  }
  const integer = typeof number === 'bigint' ? number : truncated(number);
  const { prefix, digits } = integerDigits(machine.budget, integer, spec);
  return { negative: integer < 0n, prefix, digits: digits.padStart(spec.precision ?? 0, '0') };
}
