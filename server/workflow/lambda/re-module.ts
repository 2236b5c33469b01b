import { LRUCache } from 'lru-cache';
import { raise } from './errors.ts';
import { countOf } from './integers.ts';
import { iterate } from './iteration.ts';
import { type Bound, native, textOf } from './native.ts';
import { type Measured, measured, Reach } from './regex-cost.ts';
import { type Anchor, type Find, RegexEngine } from './regex-engine.ts';
import { type Found, groupText, matchObject } from './regex-match.ts';
import { type RegexFlags, readPattern } from './regex-pattern.ts';
import { expandTemplate } from './regex-template.ts';
import {
  asInteger,
  type Machine,
  type PythonCallable,
  PythonList,
  PythonModule,
  PythonObject,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

/** A pattern as `re.compile` gives it. */
interface Compiled extends Measured {
  readonly source: string;
  readonly engine: RegexEngine;
}

const flagBits = { A: 256n, I: 2n, M: 8n, S: 16n, U: 32n, X: 64n } as const;

/** A step pays for this many characters times instructions of RE2's program. */
const charactersPerStep = 20;
const stepsPerSearch = 6;

function flagsOf(value: PythonValue): RegexFlags {
  const bits = asInteger(value);
  if (bits === undefined) raise('TypeError', `flags must be int, not ${typeName(value)}`);
  const known = Object.values(flagBits).reduce((sum, bit) => sum | bit, 0n);
  if ((bits & ~known) !== 0n) raise('NotUnderstood', 'these flags of a pattern are not understood');
  return {
    ascii: (bits & flagBits.A) !== 0n,
    ignoreCase: (bits & flagBits.I) !== 0n,
    multiline: (bits & flagBits.M) !== 0n,
    dotAll: (bits & flagBits.S) !== 0n,
    verbose: (bits & flagBits.X) !== 0n,
  };
}

/** Patterns by flags and source, which they are a function of: compiling takes most of a search's time. */
const patterns = new LRUCache<string, Compiled>({ max: 32 });

/** The patterns that a call has been charged for, whether they were at hand or not. */
const charged = new WeakMap<Machine['budget'], Set<string>>();

function compile(machine: Machine, pattern: PythonValue, flags: PythonValue): Compiled {
  if (pattern instanceof PythonObject && isCompiled(pattern.data)) {
    if (asInteger(flags) !== 0n)
      raise('ValueError', 'cannot process flags argument with a compiled pattern');
    return pattern.data;
  }
  if (typeof pattern !== 'string') {
    raise('TypeError', 'first argument must be string or compiled pattern');
  }
  const { budget } = machine;
  budget.reading(pattern.length * 4);
  if (pattern.length > budget.limits.patternLength) {
    raise('LimitExceeded', `a pattern has at most ${budget.limits.patternLength} characters`);
  }
  const key = `${String(flags)} ${pattern}`;
  const read = patterns.get(key) ?? compiled(pattern, flagsOf(flags));
  patterns.set(key, read);
  const seen = charged.get(budget) ?? new Set();
  charged.set(budget, seen);
  if (!seen.has(key)) budget.spend(200 + read.cost * 8);
  seen.add(key);
  return read;
}

function compiled(source: string, flags: RegexFlags): Compiled {
  const pattern = readPattern(source, flags);
  return { source, ...measured(pattern), engine: new RegexEngine(pattern, source) };
}

function isCompiled(data: unknown): data is Compiled {
  return typeof data === 'object' && data !== null && 'engine' in data;
}

class Search {
  readonly #machine: Machine;
  readonly #compiled: Compiled;
  readonly #text: string;
  readonly #find: Find;
  readonly #reach: Reach;

  constructor(machine: Machine, compiled: Compiled, text: string) {
    const { limits } = machine.budget;
    if (text.length > limits.searchedLength) {
      raise('LimitExceeded', `a searched text has at most ${limits.searchedLength} characters`);
    }
    this.#machine = machine;
    this.#compiled = compiled;
    this.#text = text;
    this.#reach = new Reach(compiled);
    if (compiled.cost > limits.patternLength * 2) {
      raise('LimitExceeded', 'this pattern repeats too much');
    }
    machine.budget.reading(text.length);
    this.#find = compiled.engine.over(text);
  }

  find(start: number, anchor: Anchor): Found | undefined {
    const { budget } = this.#machine;
    const most = this.#stepsFor(this.#text.length - start);
    // The dearest outcome must be affordable before the search begins; what it did cost is known after.
    if (most > budget.left) budget.spend(most);
    const places = this.#find(start, anchor);
    const [, end = 0] = places ?? [];
    budget.spend(
      places === undefined ? most : this.#stepsFor(this.#reach.from(this.#text, end) - start),
    );
    if (places === undefined) return undefined;
    return { pattern: this.#compiled.pattern, text: this.#text, places };
  }

  #stepsFor(characters: number): number {
    return stepsPerSearch + (characters * Math.max(4, this.#compiled.cost)) / charactersPerStep;
  }

  /** All matches from left to right, without overlap; an empty one moves on by a character. */
  *all(): Generator<Found> {
    let at = 0;
    while (at <= this.#text.length) {
      const found = this.find(at, 'none');
      if (found === undefined) return;
      yield found;
      const [start = 0, end = 0] = found.places;
      const wide = (this.#text.codePointAt(end) ?? 0) > 0xffff;
      at = end > start ? end : end + (wide ? 2 : 1);
    }
  }
}

type Operation = (machine: Machine, compiled: Compiled, args: Bound) => PythonValue;

function matched(anchor: Anchor): Operation {
  return (machine, read, [text]) => {
    const found = new Search(machine, read, subject(text)).find(0, anchor);
    return found === undefined ? null : matchObject(found);
  };
}

function subject(text: PythonValue | undefined): string {
  if (typeof text !== 'string') {
    raise('TypeError', `expected string or bytes-like object, got '${typeName(text ?? null)}'`);
  }
  return text;
}

/** The operations of a pattern: signature behind the pattern, work. */
const operations: Readonly<Record<string, readonly [signature: string, work: Operation]>> = {
  search: ['string', matched('none')],
  match: ['string', matched('start')],
  fullmatch: ['string', matched('both')],
  findall: [
    'string',
    (machine, read, [text]) => {
      const items: PythonValue[] = [];
      for (const found of new Search(machine, read, subject(text)).all()) {
        machine.budget.size(items.push(shown(found)));
      }
      return new PythonList(items);
    },
  ],
  finditer: [
    'string',
    (machine, read, [text]) => {
      const items: PythonValue[] = [];
      for (const found of new Search(machine, read, subject(text)).all()) {
        machine.budget.size(items.push(matchObject(found)));
      }
      return iterate(machine, new PythonList(items));
    },
  ],
  split: ['string maxsplit?', split],
  sub: ['repl string count?', (machine, read, args) => substituted(machine, read, args).text],
  subn: [
    'repl string count?',
    (machine, read, args) => {
      const { text, count } = substituted(machine, read, args);
      return new PythonTuple([text, count]);
    },
  ],
};

/** What `findall` gives for a match: its text, its only group, or all its groups. */
function shown(found: Found): PythonValue {
  const { groups } = found.pattern;
  if (groups <= 1) return groupText(found, groups) ?? '';
  return new PythonTuple(Array.from({ length: groups }, (_, i) => groupText(found, i + 1) ?? ''));
}

function split(machine: Machine, read: Compiled, [text, maxsplit = 0n]: Bound): PythonValue {
  const string = subject(text);
  const limit = countOf(maxsplit);
  const parts: PythonValue[] = [];
  let from = 0;
  let splits = 0;
  for (const found of new Search(machine, read, string).all()) {
    if (limit < 0 || (limit > 0 && splits >= limit)) break;
    const [start = 0, end = 0] = found.places;
    parts.push(string.slice(from, start));
    for (let group = 1; group <= found.pattern.groups; group += 1)
      parts.push(groupText(found, group));
    machine.budget.size(parts.length);
    from = end;
    splits += 1;
  }
  parts.push(string.slice(from));
  return new PythonList(parts);
}

function substituted(
  machine: Machine,
  read: Compiled,
  [replacement = null, text, count = 0n]: Bound,
): { text: string; count: bigint } {
  const string = subject(text);
  const limit = countOf(count);
  let result = '';
  let from = 0;
  let times = 0n;
  for (const found of new Search(machine, read, string).all()) {
    if (limit > 0 && times >= BigInt(limit)) break;
    const [start = 0, end = 0] = found.places;
    result += string.slice(from, start) + replacementOf(machine, replacement, found);
    machine.budget.textSize(result.length);
    from = end;
    times += 1n;
  }
  machine.budget.text(result.length + string.length - from);
  return { text: result + string.slice(from), count: times };
}

function replacementOf(machine: Machine, replacement: PythonValue, found: Found): string {
  if (typeof replacement === 'string') return expandTemplate(machine, replacement, found);
  return textOf(machine.call(replacement, [matchObject(found)]), 'the replacement');
}

function patternObject(read: Compiled): PythonObject {
  const methods = Object.entries(operations).map(
    ([name, [signature, work]]): [string, PythonValue] => [
      name,
      native(name, signature, (machine, args) => work(machine, read, args)),
    ],
  );
  return new PythonObject(
    're.Pattern',
    new Map<string, PythonValue>([
      ...methods,
      ['pattern', read.source],
      ['groups', BigInt(read.pattern.groups)],
    ]),
    read,
  );
}

/** `re.search(pattern, …, flags)` is `re.compile(pattern, flags).search(…)`. */
function moduleFunction(name: string, signature: string, work: Operation): PythonCallable {
  return native(name, `pattern ${signature} flags?`, (machine, args) => {
    const flags = args[signature.split(' ').length + 1] ?? 0n;
    return work(machine, compile(machine, args[0] ?? null, flags), args.slice(1));
  });
}

export const reModule = new PythonModule(
  're',
  new Map<string, PythonValue>([
    ...Object.entries(operations).map(([name, [signature, work]]): [string, PythonValue] => [
      name,
      moduleFunction(name, signature, work),
    ]),
    [
      'compile',
      native('compile', 'pattern flags?', (machine, [pattern = null, flags = 0n]) =>
        patternObject(compile(machine, pattern, flags)),
      ),
    ],
    ['escape', native('escape', 'pattern', (machine, [pattern]) => escaped(machine, pattern))],
    ...Object.entries({
      A: flagBits.A,
      ASCII: flagBits.A,
      I: flagBits.I,
      IGNORECASE: flagBits.I,
      M: flagBits.M,
      MULTILINE: flagBits.M,
      S: flagBits.S,
      DOTALL: flagBits.S,
      U: flagBits.U,
      UNICODE: flagBits.U,
      X: flagBits.X,
      VERBOSE: flagBits.X,
    }),
  ]),
);

/** The names of what `re` makes: patterns and matches. */
export const regexAttributes: readonly string[] = [
  ...Object.keys(operations),
  ...[
    'pattern',
    'groups',
    'group',
    'groupdict',
    'start',
    'end',
    'span',
    'string',
    'pos',
    'endpos',
    'lastindex',
  ],
];

function escaped({ budget }: Machine, value: PythonValue | undefined): string {
  const text = textOf(value, 'escape() argument');
  budget.text(text.length * 2);
  return text.replace(/[\t\n\v\f\r #$&()*+\-.?[\\\]^{|}~]/g, '\\$&');
}
