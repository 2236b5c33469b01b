import { floatText } from '../../../server/workflow/lambda/decimal.ts';
import {
  PythonDict,
  PythonList,
  PythonRange,
  PythonSet,
  PythonTuple,
  type PythonValue,
  typeName,
} from '../../../server/workflow/lambda/values.ts';

/** A value in the notation of scripts/record-python.py, which keeps types apart. */
export function notation(value: PythonValue): string {
  switch (typeof value) {
    case 'string':
      return asciiJson(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return String(value);
    case 'number':
      return floatText(value);
  }
  if (value === null) return 'None';
  if (value instanceof PythonList) return `[${value.items.map(notation).join(', ')}]`;
  if (value instanceof PythonTuple) return `(${value.items.map(notation).join(', ')})`;
  if (value instanceof PythonDict) {
    const pairs = [...value.entries.values()];
    return `{${pairs.map(([key, item]) => `${notation(key)}: ${notation(item)}`).join(', ')}}`;
  }
  if (value instanceof PythonSet) {
    return `${typeName(value)}{${[...value.items.values()].map(notation).sort().join(', ')}}`;
  }
  if (value instanceof PythonRange) {
    const step = value.step === 1n ? '' : `, ${value.step}`;
    return `range(${value.start}, ${value.stop}${step})`;
  }
  return `<${typeName(value)}>`;
}

/** Everything beyond ASCII is escaped, as Python's `json.dumps` does it. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) =>
    unit === '\u007f' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
