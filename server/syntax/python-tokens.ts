import type { SyntaxProblem, TextRange } from './text-range.ts';

export interface PythonToken {
  readonly kind: 'name' | 'keyword' | 'number' | 'string' | 'operator' | 'end';
  /** As written; a name in its normal form (NFKC), as Python compares names. */
  readonly text: string;
  readonly range: TextRange;
  /** Of a string: its prefix in lower case, and where its content stands. */
  readonly prefix?: string;
  readonly content?: TextRange;
}

/** Thrown inside the parser and caught by `parsePython`: the first fault of a text. */
export class PythonFault extends Error {
  readonly problem: SyntaxProblem;
  constructor(kind: 'syntax' | 'unsupported', message: string, range: TextRange) {
    super(message);
    this.problem = { kind, message, range };
  }
}

const keywords: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for
   from global if import in is lambda nonlocal not or pass raise return try while with yield`.split(
    /\s+/,
  ),
);

const nameAt = /[_\p{XID_Start}][\p{XID_Continue}]*/uy;
const stringStart = /([a-zA-Z]{0,2})('''|"""|'|")/y;
const numberAt =
  /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?/y;
const operatorAt =
  /\*\*=|\/\/=|<<=|>>=|\.\.\.|\*\*|\/\/|<<|>>|<=|>=|==|!=|<>|->|:=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|@=|[-+*/%@&|^~<>()[\]{},:.;=]/y;
const prefixes: ReadonlySet<string> = new Set(['', 'r', 'u', 'b', 'br', 'rb', 'f', 'fr', 'rf']);
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * The tokens of `text.slice(start, end)`, the last of kind `end`. Line breaks count as spaces where
 * `bracketed` is set, between brackets, and before and after everything.
 * @throws {PythonFault} at the first character that begins no token, or bracket that does not pair
 */
export function tokensOf(
  text: string,
  start: number,
  end: number,
  bracketed: boolean,
): PythonToken[] {
  const tokens: PythonToken[] = [];
  const open: { readonly bracket: string; readonly range: TextRange }[] = [];
  let lineBroken: TextRange | undefined;
  let at = start;
  const add = (token: PythonToken) => {
    if (lineBroken !== undefined && tokens.length > 0) {
      throw new PythonFault(
        'syntax',
        'The expression ends at the line break. Put it on one line, or in parentheses.',
        token.range,
      );
    }
    lineBroken = undefined;
    tokens.push(token);
    at = token.range.end;
  };
  while (at < end) {
    const character = text[at] ?? '';
    if (' \t\f'.includes(character)) {
      at += 1;
    } else if (character === '\n' || character === '\r') {
      if (open.length === 0 && !bracketed) lineBroken = { start: at, end: at + 1 };
      at += 1;
    } else if (character === '#') {
      while (at < end && text[at] !== '\n' && text[at] !== '\r') at += 1;
    } else if (character === '\\' && /^\\\r?\n./s.test(text.slice(at, at + 4))) {
      at += text[at + 1] === '\r' ? 3 : 2;
    } else {
      const token = tokenAt(text, at, end);
      if (token.kind === 'operator') pair(token, open);
      add(token);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw new PythonFault('syntax', `This ${unclosed.bracket} is never closed.`, unclosed.range);
  }
  tokens.push({ kind: 'end', text: '', range: { start: end, end } });
  return tokens;
}

function pair(
  { text, range }: PythonToken,
  open: { readonly bracket: string; readonly range: TextRange }[],
): void {
  if (Object.hasOwn(closing, text)) open.push({ bracket: text, range });
  if (text !== ')' && text !== ']' && text !== '}') return;
  const opening = open.pop();
  if (opening === undefined) {
    throw new PythonFault('syntax', `Nothing is open that this ${text} could close.`, range);
  }
  if (closing[opening.bracket] !== text) {
    throw new PythonFault(
      'syntax',
      `${opening.bracket} is open here, not closed by ${text}.`,
      range,
    );
  }
}

function tokenAt(text: string, at: number, end: number): PythonToken {
  const string = match(stringStart, text, at, end);
  if (string !== undefined) return stringToken(text, at, end);
  const number = match(numberAt, text, at, end);
  if (number !== undefined) return numberToken(number, text, at, end);
  const name = match(nameAt, text, at, end);
  if (name !== undefined) {
    const range = { start: at, end: at + name.length };
    return {
      kind: keywords.has(name) ? 'keyword' : 'name',
      text: /^[\0-\x7f]*$/.test(name) ? name : name.normalize('NFKC'),
      range,
    };
  }
  const operator = match(operatorAt, text, at, end);
  if (operator !== undefined) {
    return { kind: 'operator', text: operator, range: { start: at, end: at + operator.length } };
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw new PythonFault('syntax', `Python has no use for ${JSON.stringify(character)} here.`, {
    start: at,
    end: Math.min(at + character.length, end),
  });
}

function match(pattern: RegExp, text: string, at: number, end: number): string | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  return found !== undefined && at + found.length <= end ? found : undefined;
}

function numberToken(number: string, text: string, at: number, end: number): PythonToken {
  const range = { start: at, end: at + number.length };
  const rest = text.slice(range.end, Math.min(end, range.end + 8));
  // Python reads `1if x else 2`, with a warning.
  const glued =
    /^[\p{XID_Continue}]/u.test(rest) && !/^(?:and|else|for|if|in|is|not|or)\b/.test(rest);
  const leadingZero = /^0(?:_?\d)*[1-9](?:_?\d)*$/.test(number);
  if (glued || leadingZero) {
    throw new PythonFault(
      'syntax',
      leadingZero
        ? 'A number has no leading zeros. Octal is written 0o7.'
        : 'This is no number that Python can read.',
      glued ? { start: at, end: range.end + 1 } : range,
    );
  }
  return { kind: 'number', text: number, range };
}

function stringToken(text: string, at: number, end: number): PythonToken {
  stringStart.lastIndex = at;
  const [opening = '', written = '', quote = ''] = stringStart.exec(text) ?? [];
  const prefix = written.toLowerCase();
  if (!prefixes.has(prefix)) {
    throw new PythonFault('syntax', `There are no strings with the prefix ${written}.`, {
      start: at,
      end: at + written.length,
    });
  }
  const from = at + opening.length;
  let to = from;
  while (to < end && !text.startsWith(quote, to)) {
    if (quote.length === 1 && (text[to] === '\n' || text[to] === '\r')) break;
    to += text[to] === '\\' ? 2 : 1;
  }
  if (to + quote.length > end || !text.startsWith(quote, to)) {
    throw new PythonFault('syntax', `This string has no closing ${quote}.`, {
      start: at,
      end: Math.min(from, end),
    });
  }
  return {
    kind: 'string',
    text: text.slice(at, to + quote.length),
    range: { start: at, end: to + quote.length },
    prefix,
    content: { start: from, end: to },
  };
}
