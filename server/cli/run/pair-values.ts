import { LosslessNumber } from 'lossless-json';
import { parseStateJson } from '../../execution/state/state-json.ts';
import { isObject, type StateValue, setKey } from '../../execution/state/state-value.ts';
import { PraxisError } from '../../protocol/errors.ts';
import type { EvidenceFieldItem } from '../../protocol/gate-requests.ts';

/** A value that does not fit its field. */
export interface Misfit {
  readonly field: string;
  /** As written; of a field given more than once, the last. */
  readonly given: string;
  /** What fits, as the end of "expected …". */
  readonly expected: string;
  readonly description: string;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);
const INTEGER = /^-?(?:0|[1-9]\d*)$/;

/**
 * `key=value` pairs as evidence, each typed by its field of the gate. A field that the gate does not
 * know is JSON if it parses, else text.
 *
 * @param fields those of the gate; none of a gate that is permissive or cannot be used
 * @throws {PraxisError} InvalidParams with all `misfits` at once
 */
export function typedPairs(
  pairs: readonly string[],
  fields: readonly EvidenceFieldItem[],
): Record<string, StateValue> {
  const byField = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    byField.set(name, [...(byField.get(name) ?? []), pair.slice(at + 1)]);
  }
  const evidence: Record<string, StateValue> = {};
  const misfits: Misfit[] = [];
  for (const [name, values] of byField) {
    const field = fields.find((each) => each.name === name);
    const read = name === '' ? expected('a name before the =') : typedValue(values, field?.type);
    if ('value' in read) setKey(evidence, name, read.value);
    else {
      misfits.push({
        field: name,
        given: values.at(-1) ?? '',
        expected: read.expected,
        description: field?.description ?? '',
      });
    }
  }
  if (misfits.length === 0) return evidence;
  throw new PraxisError(
    'InvalidParams',
    misfits.length === 1
      ? `The value of '${misfits[0]?.field}' does not fit. Nothing was submitted.`
      : `${misfits.length} values do not fit. Nothing was submitted.`,
    misfits.map((misfit) => `${misfit.field}: expected ${misfit.expected}.`).join(' '),
    { misfits },
  );
}

/**
 * Options of a start, which have no types: JSON if it parses, else text.
 *
 * @throws {PraxisError} InvalidParams for what is no pair
 */
export function untypedPairs(pairs: readonly string[]): Record<string, StateValue> {
  const wrong = pairs.find((pair) => pair.indexOf('=') < 1);
  if (wrong === undefined) return typedPairs(pairs, []);
  throw new PraxisError(
    'InvalidParams',
    `--option ${wrong}: expected key=value.`,
    'Write --option spec_path=docs/spec, once for each option.',
    { path: 'option' },
  );
}

type ValueRead = { readonly value: StateValue } | { readonly expected: string };

function typedValue(values: readonly string[], type: string | undefined): ValueRead {
  const [first = '', ...more] = values;
  if (type === 'list') return listOf(values);
  if (more.length > 0) return expected(`one value, got ${values.length}`);
  switch (type) {
    case 'boolean': {
      const value = BOOLEANS.get(first.toLowerCase());
      return value === undefined ? expected('true or false (yes and no will do)') : { value };
    }
    case 'integer':
      return INTEGER.test(first)
        ? { value: new LosslessNumber(first) }
        : expected('a number without a fraction, such as 12');
    case 'string':
      return { value: first };
    case 'object':
    case 'dict': {
      const value = jsonOf(first);
      return isObject(value) ? { value } : expected('a JSON object, such as {"key": "value"}');
    }
    default:
      return { value: jsonOrText(first) };
  }
}

/** One value that is a JSON list is the list; else each value is an item. */
function listOf(values: readonly string[]): ValueRead {
  const [first = ''] = values;
  if (values.length === 1) {
    const value = jsonOf(first);
    if (Array.isArray(value)) return { value };
    if (first === '' || first.startsWith('[')) {
      return expected('a JSON list, such as ["a", "b"] or []; or the key once for each item');
    }
  }
  return { value: values.map(jsonOrText) };
}

function jsonOrText(text: string): StateValue {
  const value = jsonOf(text);
  return value === undefined ? text : value;
}

/** The JSON value of a text, null included; undefined if it is none. */
function jsonOf(text: string): StateValue | undefined {
  const parsed = parseStateJson(text);
  if (!('value' in parsed)) return undefined;
  // NaN and the infinities are read by Python, and are no JSON.
  return typeof parsed.value === 'number' ? undefined : parsed.value;
}

function expected(what: string): { readonly expected: string } {
  return { expected: what };
}
