import { raise } from './errors.ts';
import { format } from './format-spec.ts';
import { dictGet } from './hashing.ts';
import { converted, repr } from './repr.ts';
import { item } from './subscripts.ts';
import { type Keywords, type Machine, PythonDict, type PythonValue } from './values.ts';

/** Where the fields of a template take their values from. */
interface Source {
  readonly positional: readonly PythonValue[];
  readonly named: (name: string) => PythonValue | undefined;
  /** Fields count by themselves or are numbered, never both. */
  numbering: 'automatic' | 'manual' | undefined;
  next: number;
}

/** `template.format(*args, **keywords)`. Attributes in fields (`{0.real}`) are not understood. */
export function strFormat(
  machine: Machine,
  template: string,
  args: readonly PythonValue[],
  keywords: Keywords,
): string {
  return filled(
    machine,
    template,
    { positional: args, named: (name) => keywords.get(name), numbering: undefined, next: 0 },
    2,
  );
}

/** `template.format_map(mapping)`. */
export function strFormatMap(machine: Machine, template: string, mapping: PythonValue): string {
  if (!(mapping instanceof PythonDict)) raise('TypeError', 'format_map() takes a dict');
  return filled(
    machine,
    template,
    {
      positional: [],
      named: (name) => dictGet(machine, mapping, name),
      numbering: undefined,
      next: 0,
    },
    2,
  );
}

function filled(machine: Machine, template: string, source: Source, depth: number): string {
  if (depth < 0) raise('ValueError', 'Max string recursion exceeded');
  machine.budget.reading(template.length * 4);
  let text = '';
  let at = 0;
  while (at < template.length) {
    const character = template[at] ?? '';
    if (character !== '{' && character !== '}') {
      const end = template.slice(at).search(/[{}]/);
      const stop = end < 0 ? template.length : at + end;
      text += template.slice(at, stop);
      at = stop;
    } else if (template[at + 1] === character) {
      text += character;
      at += 2;
    } else if (character === '}') {
      raise('ValueError', "Single '}' encountered in format string");
    } else {
      const end = fieldEnd(template, at);
      text += field(machine, template.slice(at + 1, end), source, depth);
      at = end + 1;
    }
    machine.budget.spend();
    machine.budget.textSize(text.length);
  }
  return text;
}

function fieldEnd(template: string, start: number): number {
  let open = 0;
  for (let at = start; at < template.length; at += 1) {
    if (template[at] === '{') open += 1;
    if (template[at] === '}') open -= 1;
    if (open === 0) return at;
  }
  return raise(
    'ValueError',
    start === template.length - 1
      ? "Single '{' encountered in format string"
      : "expected '}' before end of string",
  );
}

function field(machine: Machine, written: string, source: Source, depth: number): string {
  const [, path = '', conversion, spec = ''] =
    /^((?:\[[^\]]*\]|[^![:])*)(?:!([^:]*))?(?::(.*))?$/s.exec(written) ??
    raise('ValueError', 'expected a field name, then : or !');
  const value = fieldValue(machine, path, source);
  return format(
    machine,
    conversion === undefined ? value : converted(machine, value, letterOf(conversion)),
    spec.includes('{') ? filled(machine, spec, source, depth - 1) : spec,
  );
}

function letterOf(conversion: string): 's' | 'r' | 'a' {
  if (conversion === 's' || conversion === 'r' || conversion === 'a') return conversion;
  return raise('ValueError', 'Unknown conversion specifier');
}

function fieldValue(machine: Machine, path: string, source: Source): PythonValue {
  const [first = '', rest = ''] = /^([^.[]*)(.*)$/s.exec(path)?.slice(1) ?? [];
  let value = rootOf(machine, first, source);
  const steps = /\[([^\]]*)\]|\.([^.[]*)/gsy;
  let consumed = 0;
  for (const [whole, index, attribute] of rest.matchAll(steps)) {
    consumed += whole.length;
    if (attribute !== undefined) {
      raise(
        'NotUnderstood',
        `attributes in format fields ({${path.slice(0, 40)}}) are not understood here`,
      );
    }
    if (index === '' || index === undefined)
      raise('ValueError', 'Empty attribute in format string');
    value = item(machine, value, /^\d+$/.test(index) ? BigInt(index) : index);
  }
  if (consumed < rest.length) raise('ValueError', "Only '.' or '[' may follow ']' in format field");
  return value;
}

function rootOf(machine: Machine, name: string, source: Source): PythonValue {
  if (name !== '' && !/^\d+$/.test(name)) {
    const named = source.named(name);
    return named === undefined ? raise('KeyError', repr(machine, name)) : named;
  }
  const numbering = name === '' ? 'automatic' : 'manual';
  source.numbering ??= numbering;
  if (source.numbering !== numbering) {
    raise(
      'ValueError',
      'cannot switch between automatic field numbering and manual field specification',
    );
  }
  const index = name === '' ? source.next : Number(name);
  source.next += 1;
  const value = source.positional[index];
  if (value === undefined) {
    raise('IndexError', `Replacement index ${index} out of range for positional args tuple`);
  }
  return value;
}
