import { isLosslessNumber } from 'lossless-json';
import { LineIndex } from '../../workspace/line-index.ts';
import { StateJsonParser } from './state-json-parser.ts';
import { keysOf, MAX_DEPTH, type StateObject, type StateValue } from './state-value.ts';

/** Why a text is not the JSON of a state. */
export interface StateJsonProblem {
  /** A sentence that says where: "Line 3, column 5: a comma or } is missing." */
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

export type ParsedState = { readonly value: StateValue } | { readonly problem: StateJsonProblem };

export type PrintedState =
  | { readonly text: string }
  /** A sentence that names the value which cannot be written. */
  | { readonly problem: string };

/**
 * Reads a state file (FORMAT.md, section (g)) without loss: numbers keep their text, objects the order of their keys.
 * Of two equal keys the last counts. NaN and the infinities are read as Python reads them. Never throws.
 */
export function parseStateJson(text: string): ParsedState {
  const parsed = new StateJsonParser(text).parse();
  if ('value' in parsed) return parsed;
  const { message, offset } = parsed.fault;
  const place = new LineIndex(text).positionAt(offset, 'utf-16');
  const line = place.line + 1;
  const column = place.character + 1;
  return { problem: { message: `Line ${line}, column ${column}: ${message}.`, line, column } };
}

/**
 * Prints a value byte for byte as Python's `json.dumps(value, indent=2)` does: non-ASCII escaped, no final newline.
 * A problem instead if it is nested deeper than `parseStateJson` reads, or is nothing that JSON holds; properties that
 * are `undefined` are left out. Never throws.
 */
export function printStateJson(value: StateValue): PrintedState {
  const out: string[] = [];
  const problem = print(value, '\n', [], out);
  return problem === undefined ? { text: out.join('') } : { problem };
}

/** Prints onto `out`; answers a problem if that cannot be done. `newline` is a line end with the indentation here. */
function print(value: unknown, newline: string, path: string[], out: string[]): string | undefined {
  switch (typeof value) {
    case 'string':
      out.push(quoted(value));
      return undefined;
    case 'number':
      out.push(pythonNumber(value));
      return undefined;
    case 'boolean':
    case 'bigint':
      out.push(String(value));
      return undefined;
    case 'object':
      if (value === null) out.push('null');
      else if (isLosslessNumber(value)) out.push(value.value);
      else return printContainer(value, newline, path, out);
      return undefined;
    default:
      return `A ${typeof value} cannot be written to a state file, at ${pointer(path)}.`;
  }
}

function printContainer(
  value: object,
  newline: string,
  path: string[],
  out: string[],
): string | undefined {
  if (path.length === MAX_DEPTH) {
    return `Lists and objects are nested more than ${MAX_DEPTH} deep, at ${pointer(path.slice(0, 6))}.`;
  }
  const isList = Array.isArray(value);
  const entries: (readonly [name: string, item: unknown])[] = isList
    ? value.map((item, index) => [String(index), item])
    : keysOf(value as StateObject).map((key) => [key, (value as StateObject)[key]]);
  const printed = isList ? entries : entries.filter(([, item]) => item !== undefined);
  if (printed.length === 0) {
    out.push(isList ? '[]' : '{}');
    return undefined;
  }
  const inner = `${newline}  `;
  let before = isList ? '[' : '{';
  for (const [name, item] of printed) {
    out.push(before, inner);
    if (!isList) out.push(quoted(name), ': ');
    path.push(name);
    const problem = print(item, inner, path, out);
    if (problem !== undefined) return problem;
    path.pop();
    before = ',';
  }
  out.push(newline, isList ? ']' : '}');
  return undefined;
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function quoted(text: string): string {
  const escaped = text.replace(
    /[^ -~]|["\\]/g, // Without the flag u: a pair of surrogates is two escapes.
    (unit) => SHORT_ESCAPES.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

/** Above this JavaScript, too, writes an exponent; below it a whole number may have been meant as an integer. */
const LARGEST_WRITTEN_OUT = 1e21;

/**
 * A number of JavaScript as Python writes the same value: whole numbers as integers with all their digits, others as
 * `repr` does, which uses an exponent of two digits below 1e-4.
 */
function pythonNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  if (Number.isInteger(value) && Math.abs(value) < LARGEST_WRITTEN_OUT)
    return String(BigInt(value));
  const tiny = Math.abs(value) < 1e-4;
  const text = tiny ? value.toExponential() : String(value);
  return text.replace(/e([+-])([0-9])$/, 'e$10$2');
}

function pointer(path: readonly string[]): string {
  return path.length === 0 ? 'the top' : `/${path.join('/')}`;
}
