import { raise } from './errors.ts';
import { dictSet } from './hashing.ts';
import { countOf } from './integers.ts';
import { native } from './native.ts';
import type { RegexPattern } from './regex-pattern.ts';
import { repr } from './repr.ts';
import { lengthOf, pointsBefore } from './text.ts';
import {
  asInteger,
  type Machine,
  PythonDict,
  PythonObject,
  PythonTuple,
  type PythonValue,
} from './values.ts';

/** Where a pattern matched: two code units per group, -1 for a group that took no part. */
export interface Found {
  readonly pattern: RegexPattern;
  readonly text: string;
  readonly places: readonly number[];
}

/** The text of a group by its number; None for one that took no part. */
export function groupText({ text, places }: Found, group: number): string | null {
  const start = places[group * 2] ?? -1;
  return start < 0 ? null : text.slice(start, places[group * 2 + 1]);
}

/** @throws {Raised} IndexError where there is no such group */
export function groupNumber(
  machine: Machine,
  { names, groups }: RegexPattern,
  group: PythonValue,
): number {
  const number =
    typeof group === 'string'
      ? names.get(group)
      : asInteger(group) === undefined
        ? undefined
        : countOf(group);
  if (number === undefined || number < 0 || number > groups) {
    raise('IndexError', `no such group: ${repr(machine, group)}`);
  }
  return number;
}

/** A match as Python shows it. */
export function matchObject(found: Found): PythonObject {
  const { pattern, text, places } = found;
  const place = (machine: Machine, group: PythonValue, end: 0 | 1): bigint => {
    const unit = places[groupNumber(machine, pattern, group) * 2 + end] ?? -1;
    machine.budget.reading(text.length);
    return unit < 0 ? -1n : BigInt(pointsBefore(text, unit));
  };
  const groups = (absent: PythonValue): PythonValue[] =>
    Array.from({ length: pattern.groups }, (_, index) => groupText(found, index + 1) ?? absent);
  return new PythonObject(
    're.Match',
    new Map<string, PythonValue>([
      [
        'group',
        native('group', '*groups', (machine, [args]) => {
          const wanted = args instanceof PythonTuple && args.items.length > 0 ? args.items : [0n];
          const texts = wanted.map((one) => groupText(found, groupNumber(machine, pattern, one)));
          return texts.length === 1 ? (texts[0] ?? null) : new PythonTuple(texts);
        }),
      ],
      [
        'groups',
        native('groups', 'default?', (_, [absent = null]) => new PythonTuple(groups(absent))),
      ],
      [
        'groupdict',
        native('groupdict', 'default?', (machine, [absent = null]) => {
          const dict = new PythonDict();
          for (const [name, group] of pattern.names) {
            dictSet(machine, dict, name, groupText(found, group) ?? absent);
          }
          return dict;
        }),
      ],
      ['start', native('start', 'group? /', (machine, [group = 0n]) => place(machine, group, 0))],
      ['end', native('end', 'group? /', (machine, [group = 0n]) => place(machine, group, 1))],
      [
        'span',
        native(
          'span',
          'group? /',
          (machine, [group = 0n]) =>
            new PythonTuple([place(machine, group, 0), place(machine, group, 1)]),
        ),
      ],
      ['string', text],
      ['pos', 0n],
      ['endpos', BigInt(lengthOf(text))],
      ['lastindex', lastIndex(found)],
    ]),
    found,
  );
}

function lastIndex({ pattern, places }: Found): bigint | null {
  let last: bigint | null = null;
  let end = -1;
  for (let group = 1; group <= pattern.groups; group += 1) {
    const stop = places[group * 2 + 1] ?? -1;
    if (stop > end) {
      last = BigInt(group);
      end = stop;
    }
  }
  return last;
}
