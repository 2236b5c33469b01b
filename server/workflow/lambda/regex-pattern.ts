import { raise } from './errors.ts';

/**
 * Python's regular expressions, read into a tree. What a linear-time engine cannot do, looking around and
 * back, is not understood; what Python itself refuses raises `error`.
 */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'any' }
  | { readonly kind: 'assertion'; readonly which: '^' | '$' | 'A' | 'Z' | 'b' | 'B' }
  | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly node: RegexNode; readonly captures: boolean }
  | {
      readonly kind: 'repeat';
      readonly node: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    };

/** Characters, ranges and classes; `negated` stands for all others. */
export interface CharacterSet {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly classes: readonly ('d' | 'D' | 'w' | 'W' | 's' | 'S')[];
}

export interface RegexFlags {
  ignoreCase: boolean;
  multiline: boolean;
  dotAll: boolean;
  ascii: boolean;
  verbose: boolean;
}

export interface RegexPattern {
  readonly node: RegexNode;
  readonly flags: Readonly<RegexFlags>;
  /** Names of groups, by number from 1 on. */
  readonly names: ReadonlyMap<string, number>;
  readonly groups: number;
}

const maxRepeat = 1000;
const maxDepth = 50;

/** @throws {Raised} `error`, or NotUnderstood */
export function readPattern(text: string, given: Readonly<RegexFlags>): RegexPattern {
  return new PatternReader(text, given).read();
}

const flagLetters: Readonly<Record<string, keyof RegexFlags>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  a: 'ascii',
  x: 'verbose',
};

const simpleEscapes: Readonly<Record<string, number>> = {
  a: 7,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
};

class PatternReader {
  readonly #characters: readonly string[];
  readonly #flags: RegexFlags;
  readonly #names = new Map<string, number>();
  #groups = 0;
  #at = 0;
  #depth = 0;

  constructor(text: string, flags: Readonly<RegexFlags>) {
    this.#characters = Array.from(text);
    this.#flags = { ...flags };
  }

  read(): RegexPattern {
    this.#globalFlags();
    const node = this.#choice();
    if (this.#at < this.#characters.length) this.#fail('unbalanced parenthesis');
    return { node, flags: this.#flags, names: this.#names, groups: this.#groups };
  }

  #fail(message: string): never {
    raise('error', `${message} at position ${this.#at}`);
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  #take(text: string): boolean {
    const characters = Array.from(text);
    if (!characters.every((character, index) => this.#peek(index) === character)) return false;
    this.#at += characters.length;
    return true;
  }

  /** `(?im)` at the very start sets flags for the whole pattern. */
  #globalFlags(): void {
    for (;;) {
      const [whole, letters = ''] =
        /^\(\?([a-zA-Z]+)\)/.exec(this.#characters.slice(this.#at, this.#at + 12).join('')) ?? [];
      if (whole === undefined) return;
      for (const letter of letters) {
        if (letter === 'u') continue;
        const flag = Object.hasOwn(flagLetters, letter) ? flagLetters[letter] : undefined;
        if (flag === undefined) this.#fail('unknown flag');
        this.#flags[flag] = true;
      }
      this.#at += whole.length;
    }
  }

  #choice(): RegexNode {
    this.#depth += 1;
    if (this.#depth > maxDepth) raise('LimitExceeded', 'this pattern is nested too deep');
    const branches = [this.#sequence()];
    while (this.#take('|')) branches.push(this.#sequence());
    this.#depth -= 1;
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: 'choice', branches };
  }

  #sequence(): RegexNode {
    const nodes: RegexNode[] = [];
    for (;;) {
      if (this.#flags.verbose) this.#skipSpace();
      const character = this.#peek();
      if (character === undefined || character === '|' || character === ')') break;
      const node = this.#atom();
      if (node !== undefined) nodes.push(this.#repeated(node));
    }
    return { kind: 'sequence', nodes };
  }

  #skipSpace(): void {
    for (;;) {
      const character = this.#peek();
      if (character !== undefined && ' \t\n\r\f\v'.includes(character)) {
        this.#at += 1;
      } else if (character === '#') {
        while (this.#peek() !== undefined && this.#peek() !== '\n') this.#at += 1;
      } else {
        return;
      }
    }
  }

  #repeated(node: RegexNode): RegexNode {
    if (this.#flags.verbose) this.#skipSpace();
    const bounds = this.#bounds();
    if (bounds === undefined) return node;
    if (node.kind === 'assertion') this.#fail('nothing to repeat');
    if (bounds.min > bounds.max) this.#fail('min repeat greater than max repeat');
    if (
      bounds.min > maxRepeat ||
      (bounds.max > maxRepeat && bounds.max !== Number.POSITIVE_INFINITY)
    ) {
      raise('NotUnderstood', `more than ${maxRepeat} repetitions are not understood in a pattern`);
    }
    const lazy = this.#take('?');
    if (!lazy && this.#peek() === '+') {
      raise('NotUnderstood', 'possessive repetition (a++) is not understood in a pattern');
    }
    if (this.#flags.verbose) this.#skipSpace();
    if (this.#bounds() !== undefined) this.#fail('multiple repeat');
    return { kind: 'repeat', node, ...bounds, lazy };
  }

  /** `*`, `+`, `?`, `{m}`, `{m,n}`; other braces stand for themselves. */
  #bounds(): { min: number; max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { min: 0, max: 1 };
    if (this.#peek() !== '{') return undefined;
    const [whole, min = '', comma, max = ''] =
      /^\{(\d*)(,)?(\d*)\}/.exec(this.#characters.slice(this.#at, this.#at + 40).join('')) ?? [];
    if (whole === undefined || (min === '' && comma === undefined)) return undefined;
    this.#at += whole.length;
    const least = min === '' ? 0 : Number(min);
    if (comma === undefined) return { min: least, max: least };
    return { min: least, max: max === '' ? Number.POSITIVE_INFINITY : Number(max) };
  }

  #atom(): RegexNode | undefined {
    const character = this.#peek() ?? '';
    if (this.#bounds() !== undefined) this.#fail('nothing to repeat');
    this.#at += 1;
    switch (character) {
      case '.':
        return { kind: 'any' };
      case '^':
      case '$':
        return { kind: 'assertion', which: character };
      case '[':
        return { kind: 'set', set: this.#set() };
      case '(':
        return this.#group();
      case '\\':
        return this.#escape();
      default:
        return { kind: 'set', set: single(character.codePointAt(0) ?? 0) };
    }
  }

  #group(): RegexNode | undefined {
    if (!this.#take('?')) {
      this.#groups += 1;
      return this.#groupBody(true);
    }
    if (this.#take(':')) return this.#groupBody(false);
    if (this.#take('#')) {
      while (this.#peek() !== ')' && this.#peek() !== undefined) this.#at += 1;
      if (!this.#take(')')) this.#fail('missing ), unterminated comment');
      return undefined;
    }
    if (this.#take('P<')) {
      const end = this.#characters.indexOf('>', this.#at);
      const name = end < 0 ? '' : this.#characters.slice(this.#at, end).join('');
      if (!/^[_\p{XID_Start}]\p{XID_Continue}*$/u.test(name))
        this.#fail('bad character in group name');
      if (this.#names.has(name)) this.#fail(`redefinition of group name '${name}'`);
      this.#at = end + 1;
      this.#groups += 1;
      this.#names.set(name, this.#groups);
      return this.#groupBody(true);
    }
    for (const [start, what] of refusedGroups) {
      if (this.#take(start)) raise('NotUnderstood', `${what} is not understood in a pattern`);
    }
    if (/^[a-zA-Z-]$/.test(this.#peek() ?? '')) {
      raise(
        'NotUnderstood',
        'flags inside a pattern, (?i:…), are not understood: put them first or pass re.I',
      );
    }
    return this.#fail('unknown extension');
  }

  #groupBody(captures: boolean): RegexNode {
    const node = this.#choice();
    if (!this.#take(')')) this.#fail('missing ), unterminated subpattern');
    return { kind: 'group', node, captures };
  }

  #escape(): RegexNode {
    const character = this.#peek();
    if (character === undefined) return this.#fail('bad escape (end of pattern)');
    if (character === 'b' || character === 'B' || character === 'A' || character === 'Z') {
      this.#at += 1;
      return { kind: 'assertion', which: character };
    }
    if (
      /^[1-9]$/.test(character) &&
      !/^[0-3][0-7]{2}$/.test(this.#characters.slice(this.#at, this.#at + 3).join(''))
    ) {
      raise(
        'NotUnderstood',
        `references to groups (\\${character}) are not understood in a pattern`,
      );
    }
    const inner = this.#classOrCharacter();
    if (typeof inner === 'number') return { kind: 'set', set: single(inner) };
    return { kind: 'set', set: { negated: false, ranges: [], classes: [inner] } };
  }

  /** What stands behind a backslash, in a set or outside. */
  #classOrCharacter(): number | CharacterSet['classes'][number] {
    const character = this.#peek();
    if (character === undefined) return this.#fail('bad escape (end of pattern)');
    this.#at += 1;
    switch (character) {
      case 'd':
      case 'D':
      case 'w':
      case 'W':
      case 's':
      case 'S':
        return character;
      case 'x':
        return this.#hexadecimal(2);
      case 'u':
        return this.#hexadecimal(4);
      case 'U':
        return this.#hexadecimal(8);
      case 'N':
        return raise(
          'NotUnderstood',
          'characters by name (\\N{…}) are not understood in a pattern',
        );
    }
    if (Object.hasOwn(simpleEscapes, character)) return simpleEscapes[character] ?? 0;
    if (/^[0-7]$/.test(character)) {
      let digits = character;
      while (digits.length < 3 && /^[0-7]$/.test(this.#peek() ?? '')) {
        digits += this.#peek();
        this.#at += 1;
      }
      return Number.parseInt(digits, 8);
    }
    if (/^[a-zA-Z0-9]$/.test(character)) return this.#fail(`bad escape \\${character}`);
    return character.codePointAt(0) ?? 0;
  }

  #hexadecimal(length: number): number {
    const digits = this.#characters.slice(this.#at, this.#at + length).join('');
    const code = Number.parseInt(digits, 16);
    if (!/^[\da-fA-F]+$/.test(digits) || digits.length < length || code > 0x10ffff) {
      this.#fail('incomplete escape');
    }
    this.#at += length;
    return code;
  }

  #set(): CharacterSet {
    const negated = this.#take('^');
    const ranges: (readonly [number, number])[] = [];
    const classes: CharacterSet['classes'][number][] = [];
    let first = true;
    while (first || this.#peek() !== ']') {
      first = false;
      const from = this.#member();
      if (this.#peek() !== '-' || this.#peek(1) === ']' || this.#peek(1) === undefined) {
        if (typeof from === 'number') ranges.push([from, from]);
        else classes.push(from);
        continue;
      }
      this.#at += 1;
      const to = this.#member();
      if (typeof from !== 'number' || typeof to !== 'number' || from > to) {
        return this.#fail('bad character range');
      }
      ranges.push([from, to]);
    }
    this.#at += 1;
    return { negated, ranges, classes };
  }

  #member(): number | CharacterSet['classes'][number] {
    const character = this.#peek();
    if (character === undefined) return this.#fail('unterminated character set');
    this.#at += 1;
    if (character !== '\\') return character.codePointAt(0) ?? 0;
    if (this.#take('b')) return 8;
    return this.#classOrCharacter();
  }
}

const refusedGroups = [
  ['=', 'looking ahead (?=…)'],
  ['!', 'looking ahead (?!…)'],
  ['<=', 'looking behind (?<=…)'],
  ['<!', 'looking behind (?<!…)'],
  ['P=', 'a reference to a group (?P=…)'],
  ['(', 'a condition (?(…)…)'],
  ['>', 'an atomic group (?>…)'],
] as const;

function single(code: number): CharacterSet {
  return { negated: false, ranges: [[code, code]], classes: [] };
}
