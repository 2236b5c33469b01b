import type { Clause, FormatPart, PythonExpression, Target } from './python-ast.ts';
import { partsOf } from './python-strings.ts';
import { TokenStream } from './python-token-stream.ts';
import type { PythonToken } from './python-tokens.ts';
import type { TextRange } from './text-range.ts';

/** Python reads no longer decimal numbers. */
const maxDigits = 4300;

/** Names, literals, and what stands in brackets. */
export function parseAtom(tokens: TokenStream): PythonExpression {
  const token = tokens.peek();
  const { kind, text, range } = token;
  switch (kind) {
    case 'name':
      tokens.next();
      return tokens.finish({ kind: 'name', name: text, range });
    case 'number':
      tokens.next();
      return tokens.finish({ kind: 'constant', value: numberOf(tokens, token), range });
    case 'string':
      return parseStrings(tokens);
    case 'keyword':
      return parseKeyword(tokens, token);
    case 'end':
      return tokens.fail(
        tokens.peek().range.start === 0
          ? 'There is no expression here.'
          : 'The expression breaks off here.',
      );
    case 'operator':
  }
  if (text === '(') return tokens.nested(() => parseParentheses(tokens));
  if (text === '[') return tokens.nested(() => parseList(tokens));
  if (text === '{') return tokens.nested(() => parseBraces(tokens));
  if (text === '...') return tokens.refuse('The ellipsis (...) is not understood here.', range);
  if (text === '*') return tokens.fail('A star has no place here.');
  return tokens.fail(unexpected(text));
}

/** Why a token cannot stand where it does. */
function unexpected(text: string): string {
  if (text === '=') return 'An expression assigns nothing. To compare, write ==.';
  if (text === ':=') return 'Put name := value in parentheses.';
  if (text === '<>') return 'Python writes != for this.';
  return `Nothing here calls for ${text}.`;
}

function parseKeyword(tokens: TokenStream, { text, range }: PythonToken): PythonExpression {
  const constants: ReadonlyMap<string, null | boolean> = new Map([
    ['None', null],
    ['True', true],
    ['False', false],
  ]);
  const value = constants.get(text);
  if (value === undefined) {
    if (text === 'lambda') return tokens.fail('Put this lambda in parentheses.');
    return tokens.fail(`${text} is a word of Python's own that cannot stand here.`);
  }
  tokens.next();
  return tokens.finish({ kind: 'constant', value, range });
}

function numberOf(tokens: TokenStream, { text, range }: PythonToken): bigint | number {
  const digits = text.replaceAll('_', '').toLowerCase();
  if (/^0[xob]/.test(digits)) return BigInt(digits);
  if (digits.endsWith('j')) {
    return tokens.refuse('Complex numbers are not understood here.', range);
  }
  if (!/^\d+$/.test(digits)) return Number(digits);
  if (digits.length > maxDigits)
    return tokens.fail(`A number has at most ${maxDigits} digits.`, range);
  return BigInt(digits);
}

/** Strings that follow each other are one. */
function parseStrings(tokens: TokenStream): PythonExpression {
  const { start } = tokens.peek().range;
  let { end } = tokens.peek().range;
  const parts: FormatPart[] = [];
  let formatted = false;
  const read = (range: TextRange): PythonExpression => {
    const stream = new TokenStream(tokens.text, range, tokens.grammar, tokens);
    const expression = stream.nested(() => parseElements(stream));
    tokens.namedCount += stream.namedCount;
    return expression;
  };
  while (tokens.peek().kind === 'string') {
    const token = tokens.next();
    end = token.range.end;
    formatted ||= token.prefix?.includes('f') ?? false;
    parts.push(...partsOf(tokens.text, token, read));
  }
  const range = { start, end };
  if (formatted) return tokens.finish({ kind: 'formatted-string', parts, range });
  return tokens.finish({ kind: 'constant', value: parts.join(''), range });
}

/** One expression, or a tuple without parentheses, up to the end. */
export function parseElements(tokens: TokenStream): PythonExpression {
  const ends = () => tokens.peek().kind === 'end';
  const element = () => (tokens.at('*') ? parseStarred(tokens) : tokens.grammar.test(tokens));
  const first = element();
  if (!tokens.at(',')) {
    if (first.kind === 'starred') tokens.fail('A star has no place here.', first.range);
    if (!ends()) tokens.fail(unexpected(tokens.peek().text));
    return first;
  }
  const elements = [first];
  while (tokens.take(',') && !ends()) elements.push(element());
  if (!ends()) tokens.fail(unexpected(tokens.peek().text));
  const range = { start: first.range.start, end: elements.at(-1)?.range.end ?? first.range.end };
  return tokens.finish({ kind: 'tuple', elements, range });
}

export function parseStarred(tokens: TokenStream): PythonExpression {
  const { range } = tokens.next();
  const value = tokens.grammar.operand(tokens);
  return tokens.finish({
    kind: 'starred',
    value,
    range: { start: range.start, end: value.range.end },
  });
}

function parseParentheses(tokens: TokenStream): PythonExpression {
  const { start } = tokens.next().range;
  if (tokens.at(')')) {
    return tokens.finish({
      kind: 'tuple',
      elements: [],
      range: { start, end: tokens.next().range.end },
    });
  }
  if (tokens.at('yield')) {
    tokens.refuse('yield is not understood here: write a comprehension.', tokens.peek().range);
  }
  if (!tokens.at('*')) {
    const element = tokens.grammar.named(tokens);
    if (tokens.atClause()) {
      return parseComprehension(tokens, 'generator', start, element);
    }
    if (tokens.at(')')) return { ...element, range: { start, end: tokens.next().range.end } };
    if (!tokens.at(',')) tokens.fail(unexpected(tokens.peek().text));
    return parseRest(tokens, 'tuple', ')', start, element);
  }
  const element = parseStarred(tokens);
  if (tokens.at(')')) tokens.fail('A star has no place here.', element.range);
  return parseRest(tokens, 'tuple', ')', start, element);
}

function parseList(tokens: TokenStream): PythonExpression {
  const { start } = tokens.next().range;
  if (tokens.at(']')) {
    return tokens.finish({
      kind: 'list',
      elements: [],
      range: { start, end: tokens.next().range.end },
    });
  }
  return parseRest(tokens, 'list', ']', start, elementOf(tokens));
}

function elementOf(tokens: TokenStream): PythonExpression {
  return tokens.at('*') ? parseStarred(tokens) : tokens.grammar.named(tokens);
}

/** The rest of a display or comprehension whose first element has been read. */
function parseRest(
  tokens: TokenStream,
  kind: 'list' | 'tuple' | 'set',
  closer: string,
  start: number,
  first: PythonExpression,
): PythonExpression {
  if (kind !== 'tuple' && tokens.atClause()) {
    return parseComprehension(tokens, kind, start, first);
  }
  const elements = [first];
  while (tokens.take(',') && !tokens.at(closer)) elements.push(elementOf(tokens));
  const { range } = tokens.expect(closer, unexpectedElement(tokens));
  return tokens.finish({ kind, elements, range: { start, end: range.end } });
}

function unexpectedElement(tokens: TokenStream): string {
  const { kind, text } = tokens.peek();
  return kind === 'operator' ? unexpected(text) : 'A comma is missing between two elements.';
}

function parseBraces(tokens: TokenStream): PythonExpression {
  const { start } = tokens.next().range;
  const entries: { key?: PythonExpression; value: PythonExpression }[] = [];
  while (!tokens.at('}')) {
    if (tokens.take('**')) {
      entries.push({ value: tokens.grammar.operand(tokens) });
      if (tokens.at('for')) tokens.fail('A comprehension unpacks nothing: write key: value.');
    } else {
      const key = elementOf(tokens);
      const isKey = key.kind !== 'starred' && key.kind !== 'named' && tokens.at(':');
      if (!isKey && entries.length === 0) return parseRest(tokens, 'set', '}', start, key);
      tokens.expect(':', 'This key has no value: write key: value.');
      const value = tokens.grammar.test(tokens);
      if (tokens.atClause() && entries.length === 0) {
        return parseComprehension(tokens, 'dict', start, key, value);
      }
      entries.push({ key, value });
    }
    if (!tokens.take(',')) break;
  }
  const { range } = tokens.expect('}', unexpectedElement(tokens));
  return tokens.finish({ kind: 'dict', entries, range: { start, end: range.end } });
}

const closers = { list: ']', set: '}', dict: '}', generator: ')' } as const;

function parseComprehension(
  tokens: TokenStream,
  makes: keyof typeof closers,
  start: number,
  element: PythonExpression,
  value?: PythonExpression,
): PythonExpression {
  if (element.kind === 'starred') {
    tokens.fail('A comprehension unpacks nothing.', element.range);
  }
  const clauses = parseClauses(tokens);
  const { range } = tokens.expect(closers[makes], unexpectedElement(tokens));
  return tokens.finish({
    kind: 'comprehension',
    makes,
    element,
    value,
    clauses,
    range: { start, end: range.end },
  });
}

/** `for … in …` with what follows, up to the closing bracket. */
export function parseClauses(tokens: TokenStream): Clause[] {
  const clauses: Clause[] = [];
  for (;;) {
    if (tokens.at('async')) {
      tokens.refuse(
        'async is not understood here: nothing in a gate runs later.',
        tokens.peek().range,
      );
    }
    if (tokens.take('for')) {
      const target = parseTargets(tokens, 'in');
      tokens.expect('in', 'After for and its names stands in.');
      const before = tokens.namedCount;
      const iterable = tokens.grammar.disjunction(tokens);
      if (tokens.namedCount > before) {
        tokens.fail('What a comprehension goes through takes no :=.', iterable.range);
      }
      clauses.push({ kind: 'for', target, iterable });
    } else if (tokens.take('if')) {
      clauses.push({ kind: 'if', test: tokens.grammar.disjunction(tokens) });
    } else {
      return clauses;
    }
  }
}

function parseTargets(tokens: TokenStream, closer: string): Target {
  const targets: Target[] = [];
  let comma = false;
  while (!tokens.at(closer)) {
    targets.push(parseTarget(tokens));
    comma = tokens.take(',');
    if (!comma) break;
  }
  const [only] = targets;
  if (only === undefined && closer === 'in') tokens.fail('A name is missing after for.');
  if (targets.filter(({ kind }) => kind === 'starred').length > 1) {
    tokens.fail('Only one name can take the rest.');
  }
  if (targets.length === 1 && only !== undefined && !comma && closer !== ']') {
    if (only.kind === 'starred') tokens.fail('A star needs a comma behind it: *name,');
    return only;
  }
  return { kind: 'targets', targets };
}

function parseTarget(tokens: TokenStream): Target {
  const { kind, text, range } = tokens.peek();
  if (tokens.take('*')) return { kind: 'starred', target: parseTarget(tokens) };
  if (kind === 'name') {
    tokens.next();
    if (tokens.at('.') || tokens.at('[')) {
      tokens.refuse('A comprehension binds names only, no parts of a value.', range);
    }
    return { kind: 'name', name: text };
  }
  const closer = text === '(' ? ')' : text === '[' ? ']' : undefined;
  if (closer === undefined || kind !== 'operator')
    return tokens.fail('A name is missing after for.');
  return tokens.nested(() => {
    tokens.next();
    const target = parseTargets(tokens, closer);
    tokens.expect(closer, 'A comma is missing between two names.');
    return target;
  });
}
