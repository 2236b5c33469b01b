import { raise } from './errors.ts';
import { dictSet } from './hashing.ts';
import { type Machine, PythonDate, PythonDict, PythonList, type PythonValue } from './values.ts';

/**
 * A JSON or YAML value as Python's, copied: what a lambda changes is its own. A number without fraction is
 * an int: JavaScript does not tell 5.0 from 5. `LosslessNumber` goes by its text, which does.
 * @throws {Raised} LimitExceeded for values too large or too deep
 */
export function fromHost(machine: Machine, value: unknown): PythonValue {
  machine.budget.spend(0.5);
  switch (typeof value) {
    case 'boolean':
    case 'bigint':
      return value;
    case 'string':
      machine.budget.text(value.length);
      return value;
    case 'number':
      return Number.isInteger(value) ? BigInt(value) : value;
    case 'object':
      return value === null ? null : machine.budget.deeper(() => fromObject(machine, value));
    default:
      return null;
  }
}

function fromObject(machine: Machine, value: object): PythonValue {
  if (Array.isArray(value)) {
    machine.budget.size(value.length);
    return new PythonList(value.map((item: unknown) => fromHost(machine, item)));
  }
  if (value instanceof Date) return new PythonDate(new Date(value));
  const lossless = losslessText(value);
  if (lossless !== undefined) return fromNumberText(lossless);
  const dict = new PythonDict();
  const entries = Object.entries(value);
  machine.budget.items(entries.length);
  for (const [key, item] of entries) {
    dictSet(machine, dict, key, fromHost(machine, item));
  }
  return dict;
}

/** The text of a `LosslessNumber` of lossless-json, known by its mark and not by its class. */
function losslessText(value: object): string | undefined {
  if (!('isLosslessNumber' in value) || value.isLosslessNumber !== true) return undefined;
  return 'value' in value && typeof value.value === 'string' ? value.value : undefined;
}

function fromNumberText(text: string): PythonValue {
  if (!/^-?\d+$/.test(text)) return Number(text);
  if (text.length > 4300) raise('LimitExceeded', 'an integer has at most 4300 digits');
  return BigInt(text);
}
