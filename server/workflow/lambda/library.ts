import { libraryValidator } from '../validator-library.ts';
import { isInstance } from './attributes.ts';
import { defaultLimits, type Limits } from './budget.ts';
import { equal, ordered, truthy } from './comparison.ts';
import { Raised, raise } from './errors.ts';
import { functions } from './functions.ts';
import { fromHost } from './host-values.ts';
import { some } from './iteration.ts';
import { type LambdaOutcome, outcomeOf } from './lambda.ts';
import { textOf } from './native.ts';
import { reModule } from './re-module.ts';
import { contains } from './subscripts.ts';
import { types } from './types.ts';
import { type Machine, PythonDict, PythonList, type PythonValue } from './values.ts';
import { safeLoad } from './yaml-module.ts';

/** The work of a validator on a value, with its params in the order of `VALIDATOR_LIBRARY`. */
type Validator = (
  machine: Machine,
  value: PythonValue,
  params: readonly PythonValue[],
) => PythonValue;

/** The validators that every gate can name (FORMAT.md (e), Named library). */
const validators: Readonly<Record<string, Validator>> = {
  non_empty: (machine, value) => length(machine, value) > 0n,
  contains_any: (machine, value, [patterns = null]) =>
    some(machine, patterns, (pattern) => contains(machine, value, pattern)),
  matches_pattern: (machine, value, [pattern = null]) =>
    truthy(machine.call(reModule.members.get('match') ?? null, [pattern, value])),
  min_length: (machine, value, [least = null]) =>
    ordered(machine, '>=', length(machine, value), least),
  max_length: (machine, value, [most = null]) =>
    ordered(machine, '<=', length(machine, value), most),
  positive: (machine, value) => ordered(machine, '>', value, 0n),
  non_negative: (machine, value) => ordered(machine, '>=', value, 0n),
  negative: (machine, value) => ordered(machine, '<', value, 0n),
  in_range: (machine, value, [low = null, high = null]) =>
    ordered(machine, '<=', low, value) && ordered(machine, '<=', value, high),
  equals: (machine, value, [expected = null]) => equal(machine, value, expected),
  not_equals: (machine, value, [forbidden = null]) => !equal(machine, value, forbidden),
  has_fields: (machine, value, [fields = null]) => hasAll(machine, value, fields),
  valid_structure: (machine, value, [keys = null]) =>
    value instanceof PythonDict && hasAll(machine, value, keys),
  yaml_parseable: (machine, value) => isYaml(machine, textOf(value, 'value')),
  contains_success: (machine, value) => {
    const text = lowered(machine, value);
    return text.includes('success') || text.includes('✅');
  },
  no_errors: (machine, value) => {
    const text = lowered(machine, value);
    return !text.includes('error') && !text.includes('❌');
  },
  contains_text: (machine, value, [text = null]) => contains(machine, value, text),
  not_contains_text: (machine, value, [text = null]) => !contains(machine, value, text),
  list_not_empty: (_, value) => value instanceof PythonList && value.items.length > 0,
  list_min_length: (machine, value, [least = null]) =>
    value instanceof PythonList && ordered(machine, '>=', BigInt(value.items.length), least),
  all_items_type: (machine, value, [name = null]) => {
    const type = typeNamed(name);
    return !some(machine, value, (item) => !isInstance(item, type));
  },
  greater_than: (machine, value, [threshold = null]) => ordered(machine, '>', value, threshold),
  less_than: (machine, value, [threshold = null]) => ordered(machine, '<', value, threshold),
  between: (machine, value, [low = null, high = null]) =>
    ordered(machine, '<', low, value) && ordered(machine, '<', value, high),
};

/** The names that have an implementation, for the test that keeps them in step with the list. */
export const implementedValidators: readonly string[] = Object.keys(validators);

/**
 * Runs a validator of the library on a value, both as JSON or YAML gives them. A value of a wrong kind
 * raises as in Python, and so do params that are missing or too many. Never throws.
 */
export function runLibraryValidator(
  name: string,
  value: unknown,
  params: Readonly<Record<string, unknown>>,
  limits: Limits = defaultLimits,
): LambdaOutcome {
  return outcomeOf(limits, (machine) => {
    const known = libraryValidator(name);
    const validator = Object.hasOwn(validators, name) ? validators[name] : undefined;
    if (known === undefined || validator === undefined) {
      return raise('NameError', `name '${name}' is not defined`);
    }
    const unexpected = Object.keys(params).find((param) => !known.params.includes(param));
    if (unexpected !== undefined) {
      raise('TypeError', `${name}() got an unexpected keyword argument '${unexpected}'`);
    }
    const missing = known.params.find((param) => !Object.hasOwn(params, param));
    if (missing !== undefined) {
      raise('TypeError', `${name}() missing 1 required positional argument: '${missing}'`);
    }
    const given = known.params.map((param) => fromHost(machine, params[param]));
    return validator(machine, fromHost(machine, value), given);
  });
}

function length(machine: Machine, value: PythonValue): PythonValue & bigint {
  const result = machine.call(functions.get('len') ?? null, [value]);
  return typeof result === 'bigint' ? result : 0n;
}

function hasAll(machine: Machine, value: PythonValue, names: PythonValue): boolean {
  return !some(machine, names, (name) => !contains(machine, value, name));
}

function isYaml(machine: Machine, text: string): boolean {
  try {
    return safeLoad(machine, text) !== null;
  } catch (error) {
    if (error instanceof Raised && error.kind === 'YAMLError') return false;
    throw error;
  }
}

function lowered(machine: Machine, value: PythonValue): string {
  if (typeof value !== 'string') raise('AttributeError', 'this is no text');
  machine.budget.reading(value.length * 4);
  return value.toLowerCase();
}

/** Gate types are taken for the Python types that they stand for. */
const gateTypes: ReadonlyMap<string, string> = new Map([
  ['string', 'str'],
  ['integer', 'int'],
  ['boolean', 'bool'],
  ['object', 'dict'],
]);

function typeNamed(name: PythonValue) {
  const text = textOf(name, 'item_type');
  return types.get(gateTypes.get(text) ?? text) ?? raise('TypeError', `there is no type '${text}'`);
}
