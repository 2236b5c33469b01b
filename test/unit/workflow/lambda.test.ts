import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { callLambda, compileLambda } from '../../../server/workflow/lambda/lambda.ts';
import { notation } from './python-notation.ts';

function answer(text: string, ...args: readonly unknown[]): string {
  const outcome = callLambda(compileLambda(text), args);
  return outcome.ok ? notation(outcome.value) : `!${outcome.error.kind}`;
}

describe('compileLambda', () => {
  it.each([
    ['lambda x: x > 0 and len(x)'],
    ['lambda x: [y for y in x if (z := y)] and z'],
    ['(lambda n: lambda x: x > n)(3)'],
    ["lambda x: re.match('a', x).group(1).strip()"],
    ['lambda e: e.get("a", {}).items()'],
    ['bool'],
    ['str.isdigit'],
  ])('finds nothing wrong with %s', (text) => {
    expect(compileLambda(text).problems).toEqual([]);
  });

  it.each([
    ['lambda x: y > 0', 'unknown-name', 'y', 'There is no y here. Did you mean x?'],
    ['lambda x: lenn(x) > 0', 'unknown-name', 'lenn', 'There is no lenn here. Did you mean len?'],
    [
      'lambda value: valuee > 0',
      'unknown-name',
      'valuee',
      'There is no valuee here. Did you mean value?',
    ],
    ['lambda x: open(x)', 'unknown-name', 'open', 'open is not understood in a gate.'],
    ['lambda x: [i for j in x]', 'unknown-name', 'i', undefined],
    ['lambda x: x.foo()', 'unknown-attribute', 'foo', 'No value here has an attribute foo.'],
    [
      'lambda x: x.startwith("a")',
      'unknown-attribute',
      'startwith',
      'No value here has an attribute startwith. Did you mean startswith?',
    ],
    ['lambda x: re.sys', 'unknown-attribute', 'sys', undefined],
    ['lambda x: ().__class__', 'unknown-attribute', '__class__', undefined],
    ["lambda x: re.match('(?=a)', x)", 'pattern', "'(?=a)'", undefined],
    ["lambda x: re.search('(?<!a)b', x)", 'pattern', "'(?<!a)b'", undefined],
    ["lambda x: re.match(r'(a)\\1', x)", 'pattern', "r'(a)\\1'", undefined],
    ["lambda x: re.match('[', x)", 'pattern', "'['", undefined],
    ['lambda x: x >', 'syntax', '>', 'The expression breaks off here.'],
    ['lambda x: x @ 1', 'unsupported', '@', 'Matrices (@) are not understood here.'],
  ])('says what is wrong with %s', (text, kind, guilty, message) => {
    const [problem, ...more] = compileLambda(text).problems;
    expect(more).toEqual([]);
    expect(problem?.kind).toBe(kind);
    expect(text.slice(problem?.range.start, problem?.range.end)).toBe(guilty);
    if (message !== undefined) expect(problem?.message).toBe(message);
  });

  it('understands every pattern that it does not warn of', () => {
    const patterns = [
      '^[0-9a-f]{40}$',
      '\\w+',
      '(?P<a>x)|y',
      '[^\\W\\d_]+',
      '[^\\S\\n]',
      '\\bx\\b',
    ];
    for (const pattern of patterns) {
      expect(compileLambda(`lambda x: re.match(r'${pattern}', x)`).problems).toEqual([]);
    }
  });
});

describe('callLambda', () => {
  it('takes numbers without fraction for ints', () => {
    expect(answer('lambda x: x', 5)).toBe('5');
    expect(answer('lambda x: x', 5.5)).toBe('5.5');
    expect(answer('lambda x: x', 1e20)).toBe('100000000000000000000');
    expect(answer('lambda x: x', 12345678901234567890n)).toBe('12345678901234567890');
    expect(answer('lambda x: x', Number.POSITIVE_INFINITY)).toBe('inf');
  });

  it('takes numbers of lossless-json by their text', () => {
    expect(answer('lambda x: x', new LosslessNumber('5.0'))).toBe('5.0');
    expect(answer('lambda x: x', [new LosslessNumber('1e3')])).toBe('[1000.0]');
    const long = '123456789012345678901234567890';
    expect(answer('lambda x: x', new LosslessNumber(long))).toBe(long);
  });

  it('takes dates of YAML', () => {
    const day = new Date('2024-01-02T00:00:00Z');
    expect(answer('lambda x: str(x)', day)).toBe('"2024-01-02"');
    expect(answer('lambda x, y: x < y', day, new Date('2024-01-03T00:00:00Z'))).toBe('True');
    expect(answer('lambda x: str(x)', new Date('2024-01-02T03:04:05Z'))).toBe(
      '"2024-01-02 03:04:05"',
    );
  });

  it('gives params by name', () => {
    const lambda = compileLambda('lambda x, least=1: x >= least');
    expect(callLambda(lambda, [2], { least: 3 })).toMatchObject({ ok: true, truthy: false });
    expect(callLambda(lambda, [2])).toMatchObject({ ok: true, truthy: true });
    expect(callLambda(lambda, [2], { other: 3 })).toMatchObject({
      ok: false,
      error: {
        kind: 'TypeError',
        message: "<lambda>() got an unexpected keyword argument 'other'",
      },
    });
  });

  it('lets a lambda change nothing but its own copy', () => {
    const evidence = Object.freeze({ a: 1, list: Object.freeze([1]) });
    expect(answer("lambda e: e.update(b=5) or e['list'].append(2) or e", evidence)).toBe(
      '{"a": 1, "list": [1, 2], "b": 5}',
    );
    expect(evidence).toEqual({ a: 1, list: [1] });
    expect(answer("lambda e: e.get('b')", evidence)).toBe('None');
  });

  it('knows nothing of JavaScript objects', () => {
    const evidence: unknown = JSON.parse('{"__proto__": 1, "a": {}}');
    expect(answer("lambda e: e['__proto__']", evidence)).toBe('1');
    expect(answer("lambda e: e['a'].get('constructor')", evidence)).toBe('None');
    expect(answer("lambda e: e['a']['toString']", evidence)).toBe('!KeyError');
    expect(answer('lambda x: x.constructor', 'a')).toBe('!AttributeError');
    expect(answer('lambda: re.constructor')).toBe('!AttributeError');
    expect(answer('lambda: hasOwnProperty')).toBe('!NameError');
  });

  it.each([
    ['5', "'int' object is not callable", 'TypeError'],
    ['True', "'bool' object is not callable", 'TypeError'],
    ['x > 0', "name 'x' is not defined", 'NameError'],
    ['lambda: True', '<lambda>() takes 0 positional arguments but 1 was given', 'TypeError'],
    ["lambda x: x + 'a'", "unsupported operand type(s) for +: 'int' and 'str'", 'TypeError'],
    ['lambda x: len(x)', "object of type 'int' has no len()", 'TypeError'],
    ['lambda x: open(x)', 'open is not understood in a gate', 'NotUnderstood'],
    ['lambda x: getattr(x, "y")', 'getattr is not understood in a gate', 'NotUnderstood'],
    ['lambda x: [][x]', 'list index out of range', 'IndexError'],
  ])('answers %s with %s', (text, message, kind) => {
    expect(callLambda(compileLambda(text), [3])).toEqual({ ok: false, error: { kind, message } });
  });

  it('refuses what needs to look around in a pattern, and \\b where it would be wrong', () => {
    expect(answer("lambda x: re.match('(?!a)b', x)", 'b')).toBe('!NotUnderstood');
    expect(answer("lambda x: re.search(r'\\bfé', x)", 'fé')).toBe('!NotUnderstood');
    expect(answer("lambda x: re.search(r'\\bfoo\\b', x).span()", '✅ foo 🎯')).toBe('(2, 5)');
  });

  it('takes a pattern for one text after the other, whatever these end in', () => {
    const lines = ['a', 'a\n', 'a\nb\n', 'b\na', 'b\na\n', '\ue000\na\n', 'a\nb'];
    const found = "lambda *x: [bool(re.search(r'[^\\S ]?a$', y)) for y in x + x]";
    const each = [true, true, false, true, true, true, false];
    const both = [...each, ...each].map((one) => (one ? 'True' : 'False')).join(', ');
    expect(answer(found, ...lines)).toBe(`[${both}]`);
  });

  it('finds many matches in a long log', () => {
    const log = '- [x] unit: 55% ok\n'.repeat(400);
    expect(answer("lambda x: len(re.findall(r'(\\d+)%', x))", log)).toBe('400');
    expect(answer("lambda x: len(re.findall(r'^- \\[x\\] .*$', x, re.M))", log)).toBe('400');
    expect(answer("lambda x: len(re.sub(r'\\s+', '', x))", log)).toBe('5600');
  });

  it('never throws, whatever the expression and the evidence', () => {
    const { expression } = fc.letrec<{ expression: string }>((tie) => {
      const inner = tie('expression');
      const of = (...parts: readonly (string | fc.Arbitrary<string>)[]) =>
        fc
          .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
          .map((texts) => texts.join(''));
      const operators = [
        '+',
        '-',
        '*',
        '/',
        '//',
        '%',
        '**',
        '<',
        '==',
        'in',
        'is',
        'and',
        'or',
        '<<',
        '|',
      ];
      const functions = [
        'len',
        'str',
        'int',
        'float',
        'sorted',
        'list',
        'set',
        'dict',
        'sum',
        'max',
        'repr',
        'round',
        'abs',
        'type',
        'iter',
        'range',
        'chr',
        'enumerate',
        'hash',
        're.compile',
        'yaml.safe_load',
      ];
      const methods = [
        'split',
        'join',
        'get',
        'items',
        'append',
        'format',
        'index',
        'pop',
        'update',
        'lower',
        'zfill',
        'union',
        'sort',
        'count',
      ];
      const leaf = fc.constantFrom(
        'x',
        '0',
        '-1',
        '2.5',
        "'a%s'",
        "'{}'",
        '[]',
        '{}',
        'None',
        'True',
        '10**20',
        'str',
        "float('nan')",
        'undefined',
      );
      return {
        expression: fc.oneof(
          { maxDepth: 4, depthSize: 'small' },
          leaf,
          of('(', inner, ' ', fc.constantFrom(...operators), ' ', inner, ')'),
          of(fc.constantFrom(...functions), '(', inner, ')'),
          of('(', inner, ').', fc.constantFrom(...methods), '(', inner, ')'),
          of('(', inner, ')[', inner, ']'),
          of('(', inner, ')[', inner, ':', inner, ':', inner, ']'),
          of('[', inner, ' for i in ', inner, ' if ', inner, ']'),
          of('{', inner, ': ', inner, '}'),
          of('(lambda *a, **k: ', inner, ')(*', inner, ')'),
          of(
            "f'{",
            leaf.filter((text) => !/['{]/.test(text)),
            ":>5}'",
          ),
          of('(', inner, ' if ', inner, ' else ', inner, ')'),
          of('any(', inner, ' for i, *j in ', inner, ')'),
        ),
      };
    });
    const evidence = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
    fc.assert(
      fc.property(expression, evidence, (text, value) => {
        const lambda = compileLambda(`lambda x: ${text}`);
        const outcome = callLambda(lambda, [value]);
        expect(outcome.ok || outcome.error.kind !== 'SyntaxError').toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
