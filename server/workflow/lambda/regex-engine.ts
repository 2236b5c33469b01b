import { RE2JS } from 're2js';
import { spaces } from './characters.ts';
import { raise } from './errors.ts';
import type { CharacterSet, RegexNode, RegexPattern } from './regex-pattern.ts';

/** Private characters, of which one that neither side holds becomes the stand-in. */
const standIns = ['\ue000', '\ue001', '\ue002', '\uf8ff'];

const word = /[\p{L}\p{N}]/u;
const beyondAscii = /[^\0-\x7f]/;

/** Where a match must stand: anywhere, at the start, or from there to the end of the text. */
export type Anchor = 'none' | 'start' | 'both';

/** Where the pattern matches first from `start` on, in code units; two numbers per group. */
export type Find = (start: number, anchor: Anchor) => number[] | undefined;

/** A pattern as it is written for RE2, and the programs made of that. */
interface Written {
  readonly text: string;
  readonly programs: Map<Anchor, RE2JS>;
}

/** Runs a pattern. What does not depend on the text is kept: a pattern is often used for every line. */
export class RegexEngine {
  readonly #pattern: RegexPattern;
  readonly #source: string;
  readonly #hasWordBounds: boolean;
  readonly #hasEnd: boolean;
  /** By stand-in. */
  readonly #written = new Map<string | undefined, Written>();

  constructor(pattern: RegexPattern, source: string) {
    this.#pattern = pattern;
    this.#source = source;
    this.#hasWordBounds = uses(pattern.node, ['b', 'B']);
    this.#hasEnd = uses(pattern.node, ['$']);
  }

  /** @throws {Raised} NotUnderstood for what RE2 cannot run, here or when it is asked for a match */
  over(text: string): Find {
    const { flags, groups } = this.#pattern;
    if (this.#hasWordBounds && !flags.ascii && hasWordsBeyondAscii(text)) {
      raise('NotUnderstood', '\\b in a pattern is not understood beside letters beyond ASCII');
    }
    const needsStandIn = this.#hasEnd && !flags.multiline && text.endsWith('\n');
    const standIn = needsStandIn
      ? standIns.find((one) => !text.includes(one) && !this.#source.includes(one))
      : undefined;
    if (needsStandIn && standIn === undefined) {
      raise('NotUnderstood', 'this text has too many private characters for a pattern with $');
    }
    const searched =
      standIn === undefined ? text : `${text.slice(0, -1).replaceAll('\n', standIn)}\n`;
    const written = this.#writtenWith(standIn);
    return (start, anchor) => {
      const found = this.#program(written, anchor).matcher(searched);
      if (!found.find(start)) return undefined;
      if (anchor !== 'none' && found.start() !== start) return undefined;
      const places: number[] = [];
      for (let group = 0; group <= groups; group += 1) {
        places.push(found.start(group), found.end(group));
      }
      return places;
    };
  }

  #writtenWith(standIn: string | undefined): Written {
    const known = this.#written.get(standIn);
    if (known !== undefined) return known;
    const text = new PatternWriter(this.#pattern, standIn).write();
    const written: Written = { text, programs: new Map() };
    this.#written.set(standIn, written);
    return written;
  }

  #program({ text, programs }: Written, anchor: Anchor): RE2JS {
    const known = programs.get(anchor);
    if (known !== undefined) return known;
    const anchored =
      anchor === 'none' ? text : anchor === 'start' ? `\\A(?:${text})` : `\\A(?:${text})\\z`;
    try {
      const flags = this.#pattern.flags.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
      const program = RE2JS.compile(anchored, flags);
      programs.set(anchor, program);
      return program;
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      return raise('NotUnderstood', `this pattern is not understood: ${reason}`);
    }
  }
}

function hasWordsBeyondAscii(text: string): boolean {
  return beyondAscii.test(text) && word.test(text.replace(/[\0-\x7f]/g, ''));
}

function uses(node: RegexNode, assertions: readonly string[]): boolean {
  switch (node.kind) {
    case 'set':
    case 'any':
      return false;
    case 'assertion':
      return assertions.includes(node.which);
    case 'sequence':
      return node.nodes.some((inner) => uses(inner, assertions));
    case 'choice':
      return node.branches.some((inner) => uses(inner, assertions));
    case 'group':
    case 'repeat':
      return uses(node.node, assertions);
  }
}

const classes = {
  d: ['\\p{Nd}', '0-9'],
  w: ['\\p{L}\\p{N}_', '0-9A-Za-z_'],
  s: [spaces.replace(/\\u([\da-f]{4})/g, '\\x{$1}'), '\\t-\\r '],
} as const;

/**
 * Writes a pattern for RE2, which knows neither Python's `$` nor Unicode in `\d`, `\w`, `\s`.
 *
 * Python's `$` also matches before a final line feed, and RE2 cannot look ahead. So where a text ends in a
 * line feed, all others in it are replaced by a stand-in that the pattern takes for a line feed
 * everywhere; then `$` is RE2's end of a line.
 */
class PatternWriter {
  readonly #pattern: RegexPattern;
  readonly #standIn: string | undefined;

  constructor(pattern: RegexPattern, standIn: string | undefined) {
    this.#pattern = pattern;
    this.#standIn = standIn;
  }

  write(): string {
    return this.#node(this.#pattern.node);
  }

  #node(node: RegexNode): string {
    switch (node.kind) {
      case 'set':
        return this.#set(node.set);
      case 'any': {
        if (this.#pattern.flags.dotAll) return '(?s:.)';
        return this.#standIn === undefined ? '[^\\n]' : `[^\\n${code(this.#standIn)}]`;
      }
      case 'assertion':
        return this.#assertion(node.which);
      case 'sequence':
        return node.nodes.map((inner) => this.#node(inner)).join('');
      case 'choice':
        return `(?:${node.branches.map((inner) => this.#node(inner)).join('|')})`;
      case 'group':
        return `(${node.captures ? '' : '?:'}${this.#node(node.node)})`;
      case 'repeat': {
        const { min, max, lazy } = node;
        const bounds = max === Number.POSITIVE_INFINITY ? `{${min},}` : `{${min},${max}}`;
        return `(?:${this.#node(node.node)})${bounds}${lazy ? '?' : ''}`;
      }
    }
  }

  #assertion(which: '^' | '$' | 'A' | 'Z' | 'b' | 'B'): string {
    const { multiline } = this.#pattern.flags;
    switch (which) {
      case '^':
        return multiline ? '(?m:^)' : '\\A';
      case '$':
        return multiline || this.#standIn !== undefined ? '(?m:$)' : '\\z';
      case 'A':
        return '\\A';
      case 'Z':
        return '\\z';
      case 'b':
        return '\\b';
      case 'B':
        return '\\B';
    }
  }

  #set({ negated, ranges, classes: names }: CharacterSet): string {
    const parts = ranges.map(([from, to]) => rangeText(from, to));
    if (ranges.some(([from, to]) => from <= 10 && to >= 10)) parts.push(this.#alsoLineFeed);
    // All but a class has no notation inside of RE2's sets but for whole sets.
    const inverse: string[] = [];
    for (const name of names) {
      if (name === name.toLowerCase()) parts.push(this.#members(name));
      else inverse.push(`[^${this.#members(name)}]`);
    }
    if (inverse.length === 0) return `[${negated ? '^' : ''}${parts.join('')}]`;
    if (negated) return this.#difference(ranges, names);
    if (parts.length > 0) inverse.push(`[${parts.join('')}]`);
    return inverse.length === 1 ? inverse.join('') : `(?:${inverse.join('|')})`;
  }

  get #alsoLineFeed(): string {
    return this.#standIn === undefined ? '' : code(this.#standIn);
  }

  #members(name: CharacterSet['classes'][number]): string {
    const lower = name.toLowerCase() as keyof typeof classes;
    const members = classes[lower][this.#pattern.flags.ascii ? 1 : 0];
    return lower === 's' ? members + this.#alsoLineFeed : members;
  }

  /** `[^\W\d_]` is the letters: `\w` without the rest. RE2 cannot subtract, so it is put together. */
  #difference(ranges: CharacterSet['ranges'], names: CharacterSet['classes']): string {
    const without = new Set<string>(names);
    const onlyLine = ranges.every(([from, to]) => from === to && from === 0x5f);
    const { ascii } = this.#pattern.flags;
    if (without.delete('W') && onlyLine && !without.has('w') && !without.has('D')) {
      const digits = without.has('d') ? '' : ascii ? '0-9' : '\\p{Nd}';
      const line = ranges.length > 0 ? '' : '_';
      return `[${ascii ? 'A-Za-z' : '\\p{L}\\p{Nl}\\p{No}'}${digits}${line}]`;
    }
    if (names.length === 1 && names[0] === 'S') {
      const kept = spaceCodes.filter(
        (one) => !ranges.some(([from, to]) => from <= one && one <= to),
      );
      const hasLineFeed = kept.includes(10);
      if (kept.length > 0) {
        return `[${kept.map(hexadecimal).join('')}${hasLineFeed ? this.#alsoLineFeed : ''}]`;
      }
    }
    return raise('NotUnderstood', 'a set such as [^\\Wx] is not understood in a pattern');
  }
}

function rangeText(from: number, to: number): string {
  return from === to ? hexadecimal(from) : `${hexadecimal(from)}-${hexadecimal(to)}`;
}

/** All white space, one by one. */
const spaceCodes: readonly number[] = [
  9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
  0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
];

function code(character: string): string {
  return hexadecimal(character.codePointAt(0) ?? 0);
}

function hexadecimal(code: number): string {
  return `\\x{${code.toString(16)}}`;
}
