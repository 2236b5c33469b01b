import type { BinaryOperation, ComparisonOperator, PythonExpression } from './python-ast.ts';
import { parseLambda, parsePostfix } from './python-calls.ts';
import type { TokenStream } from './python-token-stream.ts';

/** Binding strength of the operators between operands; a comparison binds weaker than all of them. */
const strengths: ReadonlyMap<string, number> = new Map([
  ['|', 1],
  ['^', 2],
  ['&', 3],
  ['<<', 4],
  ['>>', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['//', 6],
  ['%', 6],
  ['@', 6],
]);

const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=']);

/** A lambda, or an operand with `if … else`. */
export function parseTest(tokens: TokenStream): PythonExpression {
  return tokens.nested(() => {
    if (tokens.at('lambda')) return parseLambda(tokens);
    const whenTrue = parseDisjunction(tokens);
    if (!tokens.take('if')) return whenTrue;
    const test = parseDisjunction(tokens);
    tokens.expect('else', 'A conditional needs its other half: … if … else ….');
    const whenFalse = parseTest(tokens);
    const range = { start: whenTrue.range.start, end: whenFalse.range.end };
    return tokens.finish({ kind: 'conditional', test, whenTrue, whenFalse, range });
  });
}

/** `name := value`, or a test. */
export function parseNamed(tokens: TokenStream): PythonExpression {
  const name = tokens.peek();
  if (name.kind !== 'name' || !tokens.at(':=', 1)) return parseTest(tokens);
  tokens.next();
  tokens.next();
  tokens.namedCount += 1;
  const value = parseTest(tokens);
  const range = { start: name.range.start, end: value.range.end };
  return tokens.finish({ kind: 'named', name: name.text, value, range });
}

export function parseDisjunction(tokens: TokenStream): PythonExpression {
  return parseBoolean(tokens, 'or', (inner) => parseBoolean(inner, 'and', parseNot));
}

function parseBoolean(
  tokens: TokenStream,
  operator: 'and' | 'or',
  operand: (tokens: TokenStream) => PythonExpression,
): PythonExpression {
  const first = operand(tokens);
  if (!tokens.at(operator)) return first;
  const operands = [first];
  while (tokens.take(operator)) operands.push(operand(tokens));
  const range = { start: first.range.start, end: operands.at(-1)?.range.end ?? first.range.end };
  return tokens.finish({ kind: 'boolean', operator, operands, range });
}

function parseNot(tokens: TokenStream): PythonExpression {
  if (!tokens.at('not')) return parseComparison(tokens);
  const { range } = tokens.next();
  const operand = tokens.nested(() => parseNot(tokens));
  return tokens.finish({
    kind: 'unary',
    operator: 'not',
    operand,
    range: { start: range.start, end: operand.range.end },
  });
}

function parseComparison(tokens: TokenStream): PythonExpression {
  const left = parseOperand(tokens);
  const links: { operator: ComparisonOperator; right: PythonExpression }[] = [];
  for (;;) {
    const operator = takeComparison(tokens);
    if (operator === undefined) break;
    links.push({ operator, right: parseOperand(tokens) });
  }
  const last = links.at(-1);
  if (last === undefined) return left;
  const range = { start: left.range.start, end: last.right.range.end };
  return tokens.finish({ kind: 'comparison', left, links, range });
}

function takeComparison(tokens: TokenStream): ComparisonOperator | undefined {
  const { kind, text } = tokens.peek();
  if (kind === 'operator') {
    if (!comparisons.has(text)) return undefined;
    tokens.next();
    return text as ComparisonOperator;
  }
  if (tokens.take('in')) return 'in';
  if (tokens.at('not') && tokens.at('in', 1)) {
    tokens.next();
    tokens.next();
    return 'not in';
  }
  if (!tokens.take('is')) return undefined;
  return tokens.take('not') ? 'is not' : 'is';
}

/** Arithmetic and bit operators, by precedence climbing. */
export function parseOperand(tokens: TokenStream, weakest = 1): PythonExpression {
  let left = parseUnary(tokens);
  for (;;) {
    const token = tokens.peek();
    const strength = token.kind === 'operator' ? strengths.get(token.text) : undefined;
    if (strength === undefined || strength < weakest) return left;
    if (token.text === '@') tokens.refuse('Matrices (@) are not understood here.', token.range);
    tokens.next();
    const right = parseOperand(tokens, strength + 1);
    left = binary(tokens, token.text, left, right);
  }
}

function binary(
  tokens: TokenStream,
  text: string,
  left: PythonExpression,
  right: PythonExpression,
): PythonExpression {
  const operator = text as BinaryOperation['operator'];
  const range = { start: left.range.start, end: right.range.end };
  return tokens.finish({ kind: 'binary', operator, left, right, range });
}

function parseUnary(tokens: TokenStream): PythonExpression {
  const { kind, text: operator, range } = tokens.peek();
  if (kind === 'keyword' && operator === 'await') {
    tokens.refuse('await is not understood here: nothing in a gate runs later.', range);
  }
  if (kind !== 'operator' || (operator !== '-' && operator !== '+' && operator !== '~')) {
    return parsePower(tokens);
  }
  tokens.next();
  const operand = tokens.nested(() => parseUnary(tokens));
  return tokens.finish({
    kind: 'unary',
    operator,
    operand,
    range: { start: range.start, end: operand.range.end },
  });
}

/** Binds stronger than a sign before it, and weaker than one behind it: `-2 ** -1`. */
function parsePower(tokens: TokenStream): PythonExpression {
  const base = parsePostfix(tokens);
  if (!tokens.take('**')) return base;
  const exponent = tokens.nested(() => parseUnary(tokens));
  return binary(tokens, '**', base, exponent);
}
