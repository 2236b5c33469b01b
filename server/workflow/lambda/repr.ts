import { floatText } from './decimal.ts';
import { decimalText } from './integers.ts';
import {
  DictView,
  type Machine,
  PythonCallable,
  PythonDate,
  PythonDict,
  PythonIterator,
  PythonList,
  PythonModule,
  PythonRange,
  PythonSet,
  PythonTuple,
  PythonType,
  type PythonValue,
  typeName,
} from './values.ts';

/** `str(value)`: a text is itself. */
export function display(machine: Machine, value: PythonValue): string {
  if (typeof value === 'string') return value;
  return value instanceof PythonDate ? dateText(value) : repr(machine, value);
}

/** `repr(value)`. What contains itself shows as `[...]`. */
export function repr(machine: Machine, value: PythonValue): string {
  return new Writer(machine).write(value);
}

class Writer {
  readonly #machine: Machine;
  readonly #open = new Set<PythonValue>();
  #length = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  write(value: PythonValue): string {
    this.#machine.budget.spend(2);
    const isCollection =
      value instanceof PythonList ||
      value instanceof PythonTuple ||
      value instanceof PythonDict ||
      value instanceof PythonSet ||
      value instanceof DictView;
    if (!isCollection) {
      const text = atomText(this.#machine, value);
      this.#length += text.length;
      this.#machine.budget.textSize(this.#length);
      return text;
    }
    if (this.#open.has(value)) return recursive(value);
    this.#open.add(value);
    const text = this.#machine.budget.deeper(() => this.#collection(value));
    this.#open.delete(value);
    return text;
  }

  #collection(value: PythonList | PythonTuple | PythonDict | PythonSet | DictView): string {
    if (value instanceof PythonList) return `[${this.#joined(value.items)}]`;
    if (value instanceof PythonTuple) {
      return `(${this.#joined(value.items)}${value.items.length === 1 ? ',' : ''})`;
    }
    if (value instanceof PythonDict) return `{${this.#pairs(value)}}`;
    if (value instanceof DictView) return `dict_${value.shows}([${this.#shown(value)}])`;
    const items = this.#joined([...value.items.values()]);
    if (value.frozen) return items === '' ? 'frozenset()' : `frozenset({${items}})`;
    return items === '' ? 'set()' : `{${items}}`;
  }

  #joined(values: readonly PythonValue[]): string {
    return values.map((value) => this.write(value)).join(', ');
  }

  #pairs(dict: PythonDict): string {
    return [...dict.entries.values()]
      .map(([key, value]) => `${this.write(key)}: ${this.write(value)}`)
      .join(', ');
  }

  #shown({ dict, shows }: DictView): string {
    const pairs = [...dict.entries.values()];
    if (shows === 'items') return this.#joined(pairs.map((pair) => new PythonTuple(pair)));
    return this.#joined(pairs.map(([key, value]) => (shows === 'keys' ? key : value)));
  }
}

function recursive(value: PythonValue): string {
  if (value instanceof PythonList) return '[...]';
  if (value instanceof PythonTuple) return '(...)';
  return value instanceof PythonDict ? '{...}' : '...';
}

function atomText(machine: Machine, value: PythonValue): string {
  switch (typeof value) {
    case 'string':
      machine.budget.reading(value.length * 16);
      return quoted(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return decimalText(machine.budget, value);
    case 'number':
      return floatText(value);
  }
  if (value === null) return 'None';
  if (value instanceof PythonRange) {
    const step = value.step === 1n ? '' : `, ${value.step}`;
    return `range(${value.start}, ${value.stop}${step})`;
  }
  if (value instanceof PythonType) return `<class '${value.name}'>`;
  if (value instanceof PythonModule) return `<module '${value.name}'>`;
  if (value instanceof PythonCallable) return `<${value.typeName} ${value.name}>`;
  if (value instanceof PythonDate) return `${typeName(value)}(${dateText(value)})`;
  return value instanceof PythonIterator
    ? `<${value.typeName} object>`
    : `<${typeName(value)} object>`;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** In single quotes, unless only a text in double quotes needs no escape. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\p{C}\p{Z}]|['"]/gu, (character) => {
    if (character === ' ') return character;
    if (character === "'" || character === '"') {
      return character === quote ? `\\${character}` : character;
    }
    return escapes.get(character) ?? codeEscape(character);
  });
  return quote + escaped + quote;
}

function codeEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/** `ascii(value)`: `repr` with everything beyond ASCII escaped. */
export function asciiRepr(machine: Machine, value: PythonValue): string {
  const text = repr(machine, value).replace(/[^\0-\x7f]/gu, codeEscape);
  machine.budget.text(text.length);
  return text;
}

/** `!s`, `!r` and `!a` of a format field, `%s` and its like. */
export function converted(machine: Machine, value: PythonValue, by: 's' | 'r' | 'a'): string {
  if (by === 's') return display(machine, value);
  return by === 'r' ? repr(machine, value) : asciiRepr(machine, value);
}

function dateText({ time, isDate }: PythonDate): string {
  const [day = '', clock = ''] = time.toISOString().split('T');
  if (isDate) return day;
  const milliseconds = clock.slice(9, 12);
  return `${day} ${clock.slice(0, 8)}${milliseconds === '000' ? '' : `.${milliseconds}000`}`;
}
