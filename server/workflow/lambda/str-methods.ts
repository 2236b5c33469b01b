import { casefolded, characterTests, isLower, isUpper, titled } from './characters.ts';
import { raise } from './errors.ts';
import { countOf } from './integers.ts';
import { collect } from './iteration.ts';
import { type Bound, type Methods, methods, textOf } from './native.ts';
import { strFormatMap } from './str-format.ts';
import { fieldsOf, linesOf, searchIn, separated } from './str-parts.ts';
import { charactersOf, lengthOf, pointsBefore } from './text.ts';
import { type Machine, PythonList, PythonTuple, type PythonValue, typeName } from './values.ts';
import { trimEnd, trimStart } from './white-space.ts';

/** Methods that change case go through every character. */
function cased(change: (text: string) => string, cost = 32) {
  return [
    '',
    ({ budget }: Machine, self: string) => {
      budget.reading(self.length * cost);
      const changed = change(self);
      budget.text(changed.length);
      return changed;
    },
  ] as const;
}

function tested(test: (text: string) => boolean) {
  return [
    '',
    ({ budget }: Machine, self: string) => {
      budget.reading(self.length * 4);
      return test(self);
    },
  ] as const;
}

/** `str.format` takes any keyword and is in `attributes.ts`. */
export const strMethods: Methods<string> = methods<string>({
  capitalize: cased((text) => {
    const [first = '', ...rest] = charactersOf(text);
    return titled(first) + rest.join('').toLowerCase();
  }),
  casefold: cased(casefolded),
  lower: cased((text) => text.toLowerCase(), 2),
  upper: cased((text) => text.toUpperCase(), 2),
  swapcase: cased((text) =>
    Array.from(text, (one) =>
      isUpper(one) ? one.toLowerCase() : isLower(one) ? one.toUpperCase() : one,
    ).join(''),
  ),
  title: cased((text) => {
    let inWord = false;
    return Array.from(text, (one) => {
      const changed = inWord ? one.toLowerCase() : titled(one);
      inWord = isLower(one) || isUpper(one);
      return changed;
    }).join('');
  }),
  center: ['width / fillchar?', (machine, self, args) => filled(machine, self, args, 'center')],
  ljust: ['width / fillchar?', (machine, self, args) => filled(machine, self, args, 'ljust')],
  rjust: ['width / fillchar?', (machine, self, args) => filled(machine, self, args, 'rjust')],
  zfill: [
    'width /',
    ({ budget }, self, [width]) => {
      const missing = Math.max(0, countOf(width ?? null) - lengthOf(self));
      budget.text(self.length + missing);
      const sign = /^[-+]/.exec(self)?.[0] ?? '';
      return sign + '0'.repeat(missing) + self.slice(sign.length);
    },
  ],
  expandtabs: [
    'tabsize?',
    ({ budget }, self, [tabsize]) => {
      const size = tabsize === undefined ? 8 : countOf(tabsize);
      budget.text(self.length + self.split('\t').length * Math.max(0, size));
      let column = 0;
      return Array.from(self, (one) => {
        if (one === '\n' || one === '\r') column = 0;
        else if (one !== '\t') column += 1;
        if (one !== '\t') return one;
        const gap = size > 0 ? size - (column % size) : 0;
        column += gap;
        return ' '.repeat(gap);
      }).join('');
    },
  ],
  count: [
    'sub / start? end?',
    (machine, self, args) => {
      const { text, sub, offset } = searchIn(machine, self, args);
      if (offset === undefined) return 0n;
      if (sub === '') return BigInt(lengthOf(text) + 1);
      let count = 0n;
      for (let at = text.indexOf(sub); at >= 0; at = text.indexOf(sub, at + sub.length)) {
        machine.budget.spend(0.25);
        count += 1n;
      }
      return count;
    },
  ],
  find: ['sub / start? end?', (machine, self, args) => BigInt(found(machine, self, args, 'first'))],
  rfind: ['sub / start? end?', (machine, self, args) => BigInt(found(machine, self, args, 'last'))],
  index: [
    'sub / start? end?',
    (machine, self, args) => indexed(found(machine, self, args, 'first')),
  ],
  rindex: [
    'sub / start? end?',
    (machine, self, args) => indexed(found(machine, self, args, 'last')),
  ],
  startswith: [
    'prefix / start? end?',
    (machine, self, args) => affixed(machine, self, args, 'startswith'),
  ],
  endswith: [
    'suffix / start? end?',
    (machine, self, args) => affixed(machine, self, args, 'endswith'),
  ],
  removeprefix: [
    'prefix /',
    (_, self, [prefix]) => {
      const text = textOf(prefix, 'removeprefix() argument');
      return self.startsWith(text) ? self.slice(text.length) : self;
    },
  ],
  removesuffix: [
    'suffix /',
    (_, self, [suffix]) => {
      const text = textOf(suffix, 'removesuffix() argument');
      return self.endsWith(text) ? self.slice(0, self.length - text.length) : self;
    },
  ],
  strip: ['chars? /', (machine, self, [chars]) => stripped(machine, self, chars, true, true)],
  lstrip: ['chars? /', (machine, self, [chars]) => stripped(machine, self, chars, true, false)],
  rstrip: ['chars? /', (machine, self, [chars]) => stripped(machine, self, chars, false, true)],
  partition: ['sep /', (machine, self, [sep]) => partitioned(machine, self, sep, 'first')],
  rpartition: ['sep /', (machine, self, [sep]) => partitioned(machine, self, sep, 'last')],
  split: ['sep? maxsplit?', (machine, self, args) => split(machine, self, args, 'left')],
  rsplit: ['sep? maxsplit?', (machine, self, args) => split(machine, self, args, 'right')],
  splitlines: [
    'keepends?',
    (machine, self, [keepends]) => {
      machine.budget.reading(self.length * 16);
      const lines = linesOf(self, keepends !== undefined && keepends !== false && keepends !== 0n);
      machine.budget.items(lines.length);
      return new PythonList(lines);
    },
  ],
  join: ['iterable /', (machine, self, [iterable]) => joined(machine, self, iterable ?? null)],
  replace: ['old new count? /', replaced],
  format_map: [
    'mapping /',
    (machine, self, [mapping]) => strFormatMap(machine, self, mapping ?? null),
  ],
  ...Object.fromEntries(
    [...characterTests].map(([name, pattern]) => [name, tested((text) => pattern.test(text))]),
  ),
  isascii: tested((text) => /^[\0-\x7f]*$/.test(text)),
  isidentifier: tested((text) => /^[_\p{XID_Start}][\p{XID_Continue}]*$/u.test(text)),
  isprintable: tested((text) => !/[\p{C}\p{Z}]/u.test(text.replaceAll(' ', ''))),
  islower: tested((text) => /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text)),
  isupper: tested((text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text)),
  istitle: tested((text) => {
    let inWord = false;
    let anyCased = false;
    for (const one of text) {
      if (isUpper(one) ? inWord : isLower(one) && !inWord) return false;
      inWord = isUpper(one) || isLower(one);
      anyCased ||= inWord;
    }
    return anyCased;
  }),
});

function filled(
  { budget }: Machine,
  self: string,
  [width, fillchar]: Bound,
  side: 'center' | 'ljust' | 'rjust',
): string {
  const wide = countOf(width ?? null);
  const fill = fillchar === undefined ? ' ' : textOf(fillchar, 'The fill character');
  if (lengthOf(fill) !== 1) {
    raise('TypeError', 'The fill character must be exactly one character long');
  }
  const missing = Math.max(0, wide - lengthOf(self));
  budget.text(self.length + missing * fill.length);
  if (side === 'ljust') return self + fill.repeat(missing);
  if (side === 'rjust') return fill.repeat(missing) + self;
  const before = Math.floor(missing / 2) + (missing & wide & 1);
  return fill.repeat(before) + self + fill.repeat(missing - before);
}

function found(machine: Machine, self: string, args: Bound, which: 'first' | 'last'): number {
  const { text, sub, offset } = searchIn(machine, self, args);
  if (offset === undefined) return -1;
  const unit = which === 'first' ? text.indexOf(sub) : text.lastIndexOf(sub);
  return unit < 0 ? -1 : offset + pointsBefore(text, unit);
}

function indexed(at: number): bigint {
  return at < 0 ? raise('ValueError', 'substring not found') : BigInt(at);
}

function affixed(
  machine: Machine,
  self: string,
  [affix, start, end]: Bound,
  name: 'startswith' | 'endswith',
): boolean {
  const affixes = affix instanceof PythonTuple ? affix.items : [affix];
  return affixes.some((one) => {
    const wanted = textOf(one, `${name} first arg`);
    const { text, offset } = searchIn(machine, self, [wanted, start, end]);
    if (offset === undefined) return false;
    return name === 'startswith' ? text.startsWith(wanted) : text.endsWith(wanted);
  });
}

function stripped(
  { budget }: Machine,
  self: string,
  chars: PythonValue | undefined,
  left: boolean,
  right: boolean,
): string {
  budget.reading(self.length * 4);
  if (chars === undefined || chars === null) {
    const start = left ? trimStart(self) : self;
    return right ? trimEnd(start) : start;
  }
  const set = new Set(charactersOf(textOf(chars, 'strip arg')));
  const all = charactersOf(self);
  let from = 0;
  let to = all.length;
  while (left && from < to && set.has(all[from] ?? '')) from += 1;
  while (right && to > from && set.has(all[to - 1] ?? '')) to -= 1;
  return all.slice(from, to).join('');
}

function partitioned(
  { budget }: Machine,
  self: string,
  sep: PythonValue | undefined,
  which: 'first' | 'last',
): PythonTuple {
  const separator = textOf(sep, 'sep');
  if (separator === '') raise('ValueError', 'empty separator');
  budget.reading(self.length);
  const at = which === 'first' ? self.indexOf(separator) : self.lastIndexOf(separator);
  if (at < 0) return new PythonTuple(which === 'first' ? [self, '', ''] : ['', '', self]);
  return new PythonTuple([self.slice(0, at), separator, self.slice(at + separator.length)]);
}

function split(
  machine: Machine,
  self: string,
  [sep, maxsplit]: Bound,
  from: 'left' | 'right',
): PythonList {
  const limit = maxsplit === undefined ? -1 : countOf(maxsplit);
  const most = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  machine.budget.reading(self.length * 16);
  if (sep === undefined || sep === null) return listOf(machine, fieldsOf(self, most, from));
  const separator = textOf(sep, 'sep');
  if (separator === '') raise('ValueError', 'empty separator');
  return listOf(machine, separated(self, separator, most, from));
}

function listOf({ budget }: Machine, texts: string[]): PythonList {
  budget.items(texts.length);
  return new PythonList(texts);
}

function joined(machine: Machine, self: string, iterable: PythonValue): string {
  const items = collect(machine, iterable);
  let length = 0;
  const texts = items.map((item, index) => {
    if (typeof item !== 'string') {
      raise('TypeError', `sequence item ${index}: expected str instance, ${typeName(item)} found`);
    }
    length += item.length + self.length;
    return item;
  });
  machine.budget.text(length);
  return texts.join(self);
}

function replaced({ budget }: Machine, self: string, [old, replacement, count]: Bound): string {
  const before = textOf(old, 'replace() argument 1');
  const after = textOf(replacement, 'replace() argument 2');
  const limit = count === undefined ? -1 : countOf(count);
  const most = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  budget.reading(self.length * 8);
  if (before === '') {
    const characters = charactersOf(self);
    budget.text(self.length + Math.min(most, characters.length + 1) * after.length);
    const woven = characters.map((one, index) => (index < most ? after + one : one)).join('');
    return characters.length < most ? woven + after : woven;
  }
  const parts = self.split(before);
  const times = Math.min(most, parts.length - 1);
  budget.text(self.length + times * (after.length - before.length));
  budget.going(parts.length);
  if (times === parts.length - 1) return parts.join(after);
  const rest = parts.slice(times).join(before);
  return times === 0 ? rest : parts.slice(0, times).join(after) + after + rest;
}
