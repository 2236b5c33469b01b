import type { ArrayNode, DataNode, DataTree, Entry, ObjectNode, ScalarNode } from './data-tree.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { type JsonToken, jsonTokens } from './json-tokens.ts';
import { maxProblems, type SyntaxProblem, type TextRange } from './text-range.ts';

/** Deeper nesting than this is a fault: nobody writes it, and recursion has an end. */
const maxDepth = 100;

/** Longer documents are read up to here: the largest real one has a tenth of it. */
const maxTokens = 50_000;

/** Python refuses to convert integers of more digits (`sys.int_info.default_max_str_digits`). */
const maxIntegerDigits = 4300;

/**
 * Reads JSON (RFC 8259) as Python's `json` does, tolerantly: half-typed and faulty text gives all of
 * the tree that can be made out, and one problem for each fault. Never throws, whatever the text.
 *
 * Kinds of problems: `byte-order-mark`, `comment`, `document-too-large`, `duplicate-key`,
 * `empty-document`, `invalid-character`, `invalid-escape`, `invalid-number`, `missing-brace`, `missing-colon`,
 * `missing-comma`, `missing-value`, `nested-too-deep`, `trailing-comma`, `unclosed-bracket`, `unclosed-string`,
 * `unexpected-token`, `unquoted-key`.
 */
export function parseJson(text: string): DataTree {
  return new JsonParser(text).parse();
}

class JsonParser {
  readonly #text: string;
  readonly #problems: SyntaxProblem[] = [];
  readonly #scan: () => JsonToken;
  #current: JsonToken;
  readonly #ahead: JsonToken[] = [];
  #tokens = 0;
  /** The end of what is read, where the text goes on after it. */
  #cut: JsonToken | undefined;
  /** Where the token before the current one ends. */
  #previousEnd = 0;
  /** The open brackets around the current token, outermost first. */
  readonly #open: ('{' | '[')[] = [];
  /** The start of the token that a fault was reported at: one fault makes one problem. */
  #faultyToken = -1;

  constructor(text: string) {
    this.#text = text;
    this.#scan = jsonTokens(text, (problem) => this.#report(problem));
    if (text.startsWith('\uFEFF')) {
      this.#report({
        kind: 'byte-order-mark',
        message:
          'The file begins with a byte order mark, and the engine discards such a file. Save it as UTF-8 without one.',
        range: { start: 0, end: 1 },
      });
    }
    this.#current = this.#scanned();
  }

  parse(): DataTree {
    while (!startsValue(this.#current) && this.#current.kind !== 'end') this.#skipStray();
    if (this.#current.kind === 'end' && this.#problems.length === 0) {
      this.#report({
        kind: 'empty-document',
        message: 'The file is empty. JSON needs a value; begin with { and }.',
        range: { start: 0, end: this.#text.length },
      });
    }
    const root = this.#atKey()
      ? this.#objectWithoutBrace('The document is one object: begin with { and end with }.')
      : startsValue(this.#current)
        ? this.#value()
        : undefined;
    if (this.#current.kind !== 'end') {
      this.#fault('unexpected-token', 'The document ends before this. Delete what follows.');
    }
    return { root, problems: this.#problems.toSorted((a, b) => a.range.start - b.range.start) };
  }

  /** The value that the current token begins; undefined for what is nested too deep to be read. */
  #value(): DataNode | undefined {
    const token = this.#current;
    switch (token.kind) {
      case '{':
      case '[':
        if (this.#open.length === maxDepth) return this.#skipNested();
        return token.kind === '{' ? this.#object() : this.#array();
      case 'word':
        this.#fault(...unknownWord(token, this.#text));
        break;
      case 'number':
        if (isInteger(token.text) && token.text.length > maxIntegerDigits) {
          this.#fault('invalid-number', `An integer has at most ${maxIntegerDigits} digits.`);
        }
    }
    this.#advance();
    return this.#scalar(token);
  }

  #scalar(token: JsonToken): ScalarNode {
    const { start, end } = token.range;
    return {
      kind: 'scalar',
      range: token.range,
      value: scalarValue(token),
      raw: this.#text.slice(start, end),
    };
  }

  /** Properties whose `{` is missing; they end where the text around them goes on. */
  #objectWithoutBrace(message: string): ObjectNode {
    this.#fault('missing-brace', message);
    this.#open.push('{');
    return this.#object(this.#current.range);
  }

  #object(opening = this.#enter('{')): ObjectNode {
    const entries: Entry[] = [];
    let comma: TextRange | undefined;
    for (;;) {
      const token = this.#current;
      if (token.kind === '}') {
        if (comma !== undefined) this.#trailingComma(comma);
        if (!this.#closesTooEarly()) {
          this.#advance();
          return this.#leaveObject(opening, token.range.end, entries);
        }
        this.#skipStray('The document ends here, but more properties follow. Delete this }.');
      } else if (this.#endsUnclosed(']')) {
        return this.#leaveObject(opening, this.#unclosed(opening, '{', '}'), entries);
      } else if (token.kind === ',') {
        if (comma !== undefined || entries.length === 0) this.#extraComma();
        comma = token.range;
        this.#advance();
      } else if (token.kind === ':' || token.kind === ']') {
        this.#skipStray();
      } else if (token.kind === '{' && this.#open.at(-2) === '[') {
        // An item begins before this one has closed.
        return this.#leaveObject(opening, this.#unclosed(opening, '{', '}'), entries);
      } else {
        if (entries.length > 0 && comma === undefined) this.#missingComma();
        comma = undefined;
        if (token.kind === '{' || token.kind === '[') {
          this.#fault('unexpected-token', 'A value needs a name here: "name": value.');
          this.#value();
        } else {
          entries.push(this.#entry());
        }
      }
    }
  }

  #leaveObject(opening: TextRange, end: number, entries: readonly Entry[]): ObjectNode {
    this.#open.pop();
    for (const problem of duplicateKeys(entries)) this.#report(problem);
    return { kind: 'object', range: { start: opening.start, end }, entries };
  }

  #entry(): Entry {
    const key = this.#current;
    const colonFollows = this.#peek(1).kind === ':';
    if (key.kind !== 'string') {
      this.#fault('unquoted-key', `Names of properties stand in double quotes: "${key.text}".`);
    }
    this.#advance();
    if (key.kind !== 'string' && !colonFollows) this.#faultyToken = this.#current.range.start;
    const value = colonFollows ? this.#valueAfterColon(key) : this.#valueWithoutColon(key);
    const start = key.range.start;
    const end = value === undefined && colonFollows ? this.#blankEnd() : this.#previousEnd;
    return { key: key.text, keyNode: this.#keyNode(key), value, range: { start, end } };
  }

  /** A key is text, whatever it is written like. */
  #keyNode({ range, text }: JsonToken): ScalarNode {
    const raw = this.#text.slice(range.start, range.end);
    return { kind: 'scalar', range, value: text, raw };
  }

  #valueAfterColon(key: JsonToken): DataNode | undefined {
    const colon = this.#current.range;
    this.#advance();
    if (startsValue(this.#current) && !this.#atKey()) return this.#value();
    this.#fault('missing-value', `"${key.text}" has no value. Write it after the colon.`, colon);
    return undefined;
  }

  #valueWithoutColon(key: JsonToken): DataNode | undefined {
    if (startsValue(this.#current) && !this.#atKey() && this.#onLineOf(key.range.end)) {
      const { end } = key.range;
      const message = `A colon is missing between "${key.text}" and its value.`;
      this.#fault('missing-colon', message, { start: end - 1, end });
      return this.#value();
    }
    this.#fault('missing-value', `"${key.text}" has no colon and no value yet.`, key.range);
    return undefined;
  }

  #array(): ArrayNode {
    const opening = this.#enter('[');
    const items: DataNode[] = [];
    let comma: TextRange | undefined;
    let empty = true;
    const leave = (end: number): ArrayNode => {
      this.#open.pop();
      return { kind: 'array', range: { start: opening.start, end }, items };
    };
    for (;;) {
      const token = this.#current;
      if (token.kind === ']') {
        if (comma !== undefined) this.#trailingComma(comma);
        this.#advance();
        return leave(token.range.end);
      }
      // A named property in a list: its braces are missing, or the list was to end before it.
      const atKey = this.#atKey();
      const mayBeOutside = this.#open.includes('{');
      if (atKey && empty && (!mayBeOutside || this.#onLineOf(opening.end))) {
        empty = false;
        items.push(this.#objectWithoutBrace('A list holds no names. Put { and } around these.'));
      } else if (this.#endsUnclosed('}') || (atKey && mayBeOutside)) {
        return leave(this.#unclosed(opening, '[', ']'));
      } else if (token.kind === ',') {
        if (comma !== undefined || empty) this.#extraComma();
        comma = token.range;
        this.#advance();
      } else if (startsValue(token)) {
        if (!empty && comma === undefined) this.#missingComma();
        comma = undefined;
        empty = false;
        const item = this.#value();
        if (item !== undefined) items.push(item);
      } else {
        this.#skipStray();
      }
    }
  }

  #enter(bracket: '{' | '['): TextRange {
    const { range } = this.#current;
    this.#open.push(bracket);
    this.#advance();
    return range;
  }

  /** Whether the innermost bracket must be given up here: the text ends, or an outer one closes. */
  #endsUnclosed(closingOfOther: '}' | ']'): boolean {
    if (this.#current.kind === 'end') return true;
    const other = closingOfOther === '}' ? '{' : '[';
    return this.#current.kind === closingOfOther && this.#open.includes(other);
  }

  /** Reports it and gives the offset where what it holds ends. */
  #unclosed(opening: TextRange, bracket: string, closing: string): number {
    // The brace that `objectWithoutBrace` stands in for has been missed already.
    if (this.#text[opening.start] !== bracket) return this.#current.range.start;
    const where = this.#current.kind === 'end' ? 'before the end of the file' : 'before this point';
    this.#fault(
      'unclosed-bracket',
      `This ${bracket} is never closed. Add the missing ${closing}.`,
      opening,
      { message: `A ${closing} is expected ${where}.`, range: this.#expectedAt() },
    );
    return this.#current.range.start;
  }

  #expectedAt(): TextRange {
    const { start } = this.#current.range;
    return this.#current.kind === 'end'
      ? { start: Math.max(0, start - 1), end: start }
      : this.#current.range;
  }

  /** A `}` that would close the document although properties go on after it. */
  #closesTooEarly(): boolean {
    if (this.#open.length > 1) return false;
    const [next, second, third] = [this.#peek(1), this.#peek(2), this.#peek(3)];
    const isKey = (token: JsonToken, after: JsonToken) =>
      token.kind === 'string' && after.kind === ':';
    return isKey(next, second) || (next.kind === ',' && isKey(second, third));
  }

  /** Passes over the bracket at hand and all that it holds, without recursion. */
  #skipNested(): undefined {
    this.#fault(
      'nested-too-deep',
      `Brackets are nested more than ${maxDepth} deep; what this one holds is not read.`,
    );
    let depth = 0;
    do {
      const { kind } = this.#current;
      if (kind === '{' || kind === '[') depth += 1;
      if (kind === '}' || kind === ']') depth -= 1;
      this.#advance();
    } while (depth > 0 && this.#current.kind !== 'end');
    this.#faultyToken = this.#current.range.start;
  }

  #skipStray(message?: string): void {
    const { kind, text } = this.#current;
    this.#fault('unexpected-token', message ?? `Nothing here calls for ${kind}. Delete it.`);
    this.#advance();
    // What one stray token leaves behind is no fault of its own.
    if (text !== '}') this.#faultyToken = this.#current.range.start;
  }

  #trailingComma(comma: TextRange): void {
    const message = 'JSON allows no comma after the last item. Delete it.';
    this.#fault('trailing-comma', message, comma);
  }

  #extraComma(): void {
    this.#fault('unexpected-token', 'There is nothing before this comma. Delete it.');
  }

  /** Marked on the last character of the value before it: its end is where the comma belongs. */
  #missingComma(): void {
    const end = this.#previousEnd;
    this.#fault('missing-comma', 'A comma is missing after this.', { start: end - 1, end });
  }

  /** A fault at the current token, shown at `range`. One token makes no more than one. */
  #fault(
    kind: string,
    message: string,
    range = this.#current.range,
    related?: SyntaxProblem['related'],
  ): void {
    // What is missing at a cut may well be there.
    if (this.#current === this.#cut) return;
    if (this.#faultyToken === this.#current.range.start) return;
    this.#faultyToken = this.#current.range.start;
    this.#report({ kind, message, range, ...(related && { related }) });
  }

  #report(problem: SyntaxProblem): void {
    if (this.#problems.length < maxProblems) this.#problems.push(problem);
  }

  #advance(): void {
    const { range, unclosed } = this.#current;
    this.#previousEnd = range.end;
    this.#current = this.#ahead.shift() ?? this.#scanned();
    // The missing quote has been reported; the colon or comma that it swallowed is no second fault.
    if (unclosed) this.#faultyToken = this.#current.range.start;
  }

  /** The next token of the text, or its end where it is too long to be read any further. */
  #scanned(): JsonToken {
    if (this.#cut !== undefined) return this.#cut;
    const token = this.#scan();
    if (token.kind === 'end' || ++this.#tokens <= maxTokens) return token;
    const { start } = token.range;
    // What is nested too deep is not read anyway: one fault is enough.
    if (!this.#problems.some(({ kind }) => kind === 'nested-too-deep')) {
      this.#problems.push({
        kind: 'document-too-large',
        message: 'The file is too large for a workflow: from here on it is not read. Split it.',
        range: { start, end: start + 1 },
      });
    }
    this.#cut = { kind: 'end', range: { start, end: start }, text: '', unclosed: false };
    return this.#cut;
  }

  #peek(distance: number): JsonToken {
    while (this.#ahead.length < distance) this.#ahead.push(this.#scanned());
    return this.#ahead[distance - 1] ?? this.#current;
  }

  /** Whether a property begins here: a text with a colon after it. */
  #atKey(): boolean {
    return this.#current.kind === 'string' && this.#peek(1).kind === ':';
  }

  /** Whether the current token stands on the line of `offset`, which is before it. */
  #onLineOf(offset: number): boolean {
    return !/[\r\n]/.test(this.#text.slice(offset, this.#current.range.start));
  }

  /** The end of the blanks after the last token: an absent value has the rest of its line for room. */
  #blankEnd(): number {
    let end = this.#previousEnd;
    while (this.#text[end] === ' ' || this.#text[end] === '\t') end += 1;
    return end;
  }
}

function startsValue({ kind }: JsonToken): boolean {
  return (
    kind === '{' ||
    kind === '[' ||
    kind === 'string' ||
    kind === 'number' ||
    kind === 'literal' ||
    kind === 'word'
  );
}

function scalarValue({ kind, text }: JsonToken): ScalarNode['value'] {
  if (kind === 'literal') return text === 'null' ? null : text === 'true';
  if (kind !== 'number') return text;
  const value = Number(text);
  const exact = !isInteger(text) || Number.isSafeInteger(value) || text.length > maxIntegerDigits;
  return exact ? value : BigInt(text);
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text);
}

function unknownWord(
  { text, range }: JsonToken,
  document: string,
): [kind: string, message: string] {
  if (document[range.start] === "'") {
    return ['unexpected-token', `Text stands in double quotes: "${text}".`];
  }
  const meant = { True: 'true', False: 'false', None: 'null', undefined: 'null' }[text];
  if (meant !== undefined) return ['unexpected-token', `JSON writes ${meant}, not ${text}.`];
  if (/^[-+.\d]/.test(text) || text === 'NaN' || text === 'Infinity') {
    return [
      'invalid-number',
      `“${shortened(text)}” is no JSON number. Numbers look like 7, -2 or 1.5.`,
    ];
  }
  return [
    'unexpected-token',
    `“${shortened(text)}” is no JSON value. Text stands in double quotes.`,
  ];
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
