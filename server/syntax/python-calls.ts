import type { Argument, Parameter, PythonExpression } from './python-ast.ts';
import { parseAtom, parseClauses, parseStarred } from './python-atoms.ts';
import type { TokenStream } from './python-token-stream.ts';
import type { TextRange } from './text-range.ts';

/** An atom with the attributes, subscripts and calls behind it. */
export function parsePostfix(tokens: TokenStream): PythonExpression {
  let object = parseAtom(tokens);
  for (;;) {
    const start = object.range.start;
    if (tokens.take('.')) {
      const name = tokens.peek();
      if (name.kind !== 'name') tokens.fail('After the dot stands the name of an attribute.');
      tokens.next();
      object = tokens.finish({
        kind: 'attribute',
        object,
        name: name.text,
        nameRange: name.range,
        range: { start, end: name.range.end },
      });
    } else if (tokens.take('(')) {
      const args = parseArguments(tokens);
      const { range } = tokens.expect(')', 'A comma is missing between two arguments.');
      object = tokens.finish({
        kind: 'call',
        callee: object,
        arguments: args,
        range: { start, end: range.end },
      });
    } else if (tokens.take('[')) {
      const index = parseIndex(tokens);
      const { range } = tokens.expect(']', 'This does not belong into a subscript.');
      object = tokens.finish({
        kind: 'subscript',
        object,
        index,
        range: { start, end: range.end },
      });
    } else {
      return object;
    }
  }
}

function parseArguments(tokens: TokenStream): Argument[] {
  const args: Argument[] = [];
  const names = new Set<string>();
  while (!tokens.at(')')) {
    const { kind, text, range } = tokens.peek();
    if (tokens.take('**')) {
      args.push({ name: undefined, unpack: '**', value: tokens.grammar.test(tokens) });
    } else if (tokens.take('*')) {
      if (args.some(({ unpack }) => unpack === '**')) {
        tokens.fail('Unpacked positional arguments stand before unpacked named ones.', range);
      }
      args.push({ name: undefined, unpack: '*', value: tokens.grammar.test(tokens) });
    } else if (tokens.at('=', 1)) {
      if (kind !== 'name')
        tokens.fail('Only a name can stand before this =. To compare, write ==.');
      if (names.has(text)) tokens.fail(`The argument ${text} is given twice.`, range);
      names.add(text);
      tokens.next();
      tokens.next();
      args.push({ name: text, unpack: undefined, value: tokens.grammar.test(tokens) });
    } else {
      const value = parsePositional(tokens, args.length === 0);
      if (args.some((arg) => arg.name !== undefined || arg.unpack === '**')) {
        tokens.fail('Positional arguments stand before the named ones.', value.range);
      }
      args.push({ name: undefined, unpack: undefined, value });
    }
    if (!tokens.take(',')) break;
  }
  return args;
}

/** A generator expression may stand without parentheses of its own where it is the only argument. */
function parsePositional(tokens: TokenStream, first: boolean): PythonExpression {
  const element = tokens.grammar.named(tokens);
  if (tokens.at('=')) tokens.fail('Only a name can stand before this =. To compare, write ==.');
  if (!tokens.atClause()) return element;
  const clauses = parseClauses(tokens);
  if (!first || !tokens.at(')')) {
    tokens.fail('Beside other arguments, this needs parentheses of its own.', element.range);
  }
  const range = { start: element.range.start, end: tokens.peek().range.start };
  return tokens.finish({
    kind: 'comprehension',
    makes: 'generator',
    element,
    value: undefined,
    clauses,
    range,
  });
}

function parseIndex(tokens: TokenStream): PythonExpression {
  const first = parseSlice(tokens);
  if (!tokens.at(',')) {
    if (first.kind === 'starred') {
      return tokens.finish({ kind: 'tuple', elements: [first], range: first.range });
    }
    return first;
  }
  const elements = [first];
  while (tokens.take(',') && !tokens.at(']')) elements.push(parseSlice(tokens));
  const range = { start: first.range.start, end: tokens.peek().range.start };
  return tokens.finish({ kind: 'tuple', elements, range });
}

function parseSlice(tokens: TokenStream): PythonExpression {
  if (tokens.at('*')) return parseStarred(tokens);
  const from = tokens.peek().range.start;
  const start = tokens.at(':') ? undefined : tokens.grammar.named(tokens);
  if (!tokens.at(':')) return start ?? tokens.fail('An index is missing.');
  if (start?.kind === 'named') tokens.fail('A slice takes no :=.', start.range);
  let end: TextRange = tokens.next().range;
  const part = () => {
    if (tokens.at(':') || tokens.at(']') || tokens.at(',')) return undefined;
    const value = tokens.grammar.test(tokens);
    end = value.range;
    return value;
  };
  const stop = part();
  const step = tokens.take(':') ? part() : undefined;
  const range = { start: from, end: end.end };
  return tokens.finish({ kind: 'slice', start, stop, step, range });
}

export function parseLambda(tokens: TokenStream): PythonExpression {
  const { range } = tokens.next();
  const parameters = parseParameters(tokens);
  tokens.expect(':', 'After the parameters of a lambda stands a colon.');
  const body = tokens.grammar.test(tokens);
  return tokens.finish({
    kind: 'lambda',
    parameters,
    body,
    range: { start: range.start, end: body.range.end },
  });
}

function parseParameters(tokens: TokenStream): Parameter[] {
  const parameters: Parameter[] = [];
  let starred: 'no' | 'bare' | 'yes' = 'no';
  while (!tokens.at(':') && tokens.peek().kind !== 'end') {
    const token = tokens.peek();
    if (parameters.at(-1)?.kind === 'keywords') tokens.fail('Nothing can follow the ** parameter.');
    if (tokens.take('/')) {
      const misplaced =
        starred !== 'no' ||
        parameters.length === 0 ||
        parameters.some(({ kind }) => kind === 'positional-only');
      if (misplaced) tokens.fail('This / divides nothing.', token.range);
      for (const [index, parameter] of parameters.entries()) {
        parameters[index] = { ...parameter, kind: 'positional-only' };
      }
    } else if (tokens.take('*')) {
      if (starred !== 'no') tokens.fail('A lambda has one * only.', token.range);
      starred = tokens.at(',') ? 'bare' : 'yes';
      if (starred === 'yes') parameters.push(parameterOf(tokens, 'rest', parameters));
    } else if (tokens.take('**')) {
      if (starred === 'bare') tokens.fail('Named parameters are missing after the *.', token.range);
      parameters.push(parameterOf(tokens, 'keywords', parameters));
    } else {
      const parameter = parameterOf(
        tokens,
        starred === 'no' ? 'positional' : 'keyword-only',
        parameters,
      );
      if (starred === 'bare') starred = 'yes';
      const before = parameters.at(-1);
      const lacksDefault = parameter.kind === 'positional' && parameter.default === undefined;
      if (lacksDefault && before?.default !== undefined) {
        tokens.fail('After a parameter with a default, all need one.', token.range);
      }
      parameters.push(parameter);
    }
    if (!tokens.take(',')) break;
  }
  if (starred === 'bare') tokens.fail('Named parameters are missing after the *.');
  return parameters;
}

function parameterOf(
  tokens: TokenStream,
  kind: Parameter['kind'],
  before: readonly Parameter[],
): Parameter {
  const token = tokens.peek();
  if (token.kind !== 'name') tokens.fail('The name of a parameter is missing here.');
  if (before.some(({ name }) => name === token.text)) {
    tokens.fail(`There are two parameters ${token.text}.`);
  }
  tokens.next();
  const takesDefault = kind !== 'rest' && kind !== 'keywords';
  const value = takesDefault && tokens.take('=') ? tokens.grammar.test(tokens) : undefined;
  return { name: token.text, kind, default: value };
}
