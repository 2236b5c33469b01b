import { LosslessNumber } from 'lossless-json';

/** Python's name for the type of a JSON value: so it stands in the engine's messages. */
export function pythonTypeName(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    default:
      if (value === null || value === undefined) return 'NoneType';
      if (value instanceof LosslessNumber) return isWhole(value) ? 'int' : 'float';
      return Array.isArray(value) ? 'list' : 'dict';
  }
}

/**
 * Whether a value is of an evidence type (FORMAT.md (e)): booleans are no integers here (FORMAT.md (i),
 * 5), `dict` is `object` (6), and of a type that there is not, nothing is.
 */
export function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return pythonTypeName(value) === 'int';
    case 'string':
      return typeof value === 'string';
    case 'list':
      return Array.isArray(value);
    case 'object':
    case 'dict':
      return pythonTypeName(value) === 'dict';
    default:
      return false;
  }
}

/** `5.0` and `1e3` are whole: JSON has one kind of number, and JavaScript reads these as 5 and 1000. */
function isWhole({ value }: LosslessNumber): boolean {
  return Number.isInteger(Number(value));
}
