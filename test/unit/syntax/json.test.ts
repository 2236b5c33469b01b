import { describe, expect, it } from 'vitest';
import { locate, locationAt, toValue } from '../../../server/syntax/data-tree.ts';
import { parseJson } from '../../../server/syntax/json.ts';
import { expectProblems } from './expect-problems.ts';

const json = (marked: string, ...kinds: string[]) => expectProblems(parseJson, marked, kinds);

describe('valid JSON', () => {
  it('is read as Python reads it', () => {
    expect(json('{"a": [1, 2.5, -3e2, true, false, null, "x\\n\\u00e9"], "b": {}}')).toEqual({
      a: [1, 2.5, -300, true, false, null, 'x\né'],
      b: {},
    });
  });

  it('keeps integers beyond 2^53 exactly, and fractions as numbers', () => {
    expect(json('[9007199254740993, -9007199254740993, 5.0]')).toEqual([
      9007199254740993n,
      -9007199254740993n,
      5,
    ]);
  });

  it('has a range for every key and value', () => {
    const text = '{"a": [10, {"b": "x"}]}';
    const { root } = parseJson(text);
    const place = locate(root, '/a/1/b');
    expect(text.slice(place?.entry?.range.start, place?.entry?.range.end)).toBe('"b": "x"');
    expect(place?.node).toMatchObject({ kind: 'scalar', raw: '"x"', value: 'x' });
  });
});

describe('one fault, one problem', () => {
  it.each([
    ['a missing comma, after the value before it', '{"a": «1» "b": 2}', 'missing-comma'],
    ['a missing comma in a list', '["x«"» "y"]', 'missing-comma'],
    ['a trailing comma', '{"a": 1«,»}', 'trailing-comma'],
    ['a trailing comma in a list', '[1, 2«,» ]', 'trailing-comma'],
    ['a comma too many', '[1,«,» 2]', 'unexpected-token'],
    ['a line comment', '{"a": 1 «// why»\n}', 'comment'],
    ['a block comment', '{«/* why */» "a": 1}', 'comment'],
    ['a comment that never ends', '{"a": 1} «/* why»', 'comment'],
    ['a missing quote', '{"a": «"x,»\n "b": 2}', 'unclosed-string'],
    ['a missing quote of a key', '{«"a: 1,»\n "b": 2}', 'unclosed-string'],
    ['an escape that does not exist', '{"a": "x«\\q»y"}', 'invalid-escape'],
    ['an escape after an escaped backslash', '{"a": "\\\\d«\\d»"}', 'invalid-escape'],
    ['too few digits after \\u', '["«\\u12»x"]', 'invalid-escape'],
    ['a tab in a string', '["a«\t»b"]', 'invalid-character'],
    ['a byte order mark', '«\uFEFF»{}', 'byte-order-mark'],
    ['a missing colon', '{"a«"» 1}', 'missing-colon'],
    ['a missing value', '{"a"«:» }', 'missing-value'],
    ['a missing value before another property', '{"a"«:»\n "b": 2}', 'missing-value'],
    ['a name without quotes', '{«a»: 1}', 'unquoted-key'],
    ['a value without quotes', '{"a": «yes»}', 'unexpected-token'],
    ['a value in single quotes', '{"a": «\'it, is\'»}', 'unexpected-token'],
    ['a word of Python', '{"a": «True»}', 'unexpected-token'],
    ['a number with a leading zero', '{"a": «01»}', 'invalid-number'],
    ['an object that never ends', '«{»"a": {"b": 1}', 'unclosed-bracket'],
    ['a list that never ends', '{"a": «[»1, 2, "b": 3}', 'unclosed-bracket'],
    ['an item that never ends', '[«{»"a": 1, {"b": 2}]', 'unclosed-bracket'],
    ['the wrong closing bracket', '{"a": «[»1, 2}', 'unclosed-bracket'],
    ['a closing bracket too many', '{"a": 1«}», "b": 2}', 'unexpected-token'],
    ['text after the end', '{"a": 1} «x» y', 'unexpected-token'],
    ['a document without its first brace', '«"a"»: 1, "b": 2', 'missing-brace'],
    ['an item without braces', '[«"a"»: 1]', 'missing-brace'],
    ['a key that is overridden', '{«"a"»: 1, "a": 2}', 'duplicate-key'],
    ['nothing at all', '«»', 'empty-document'],
    ['white space alone', '« \n»', 'empty-document'],
  ])('%s', (_, marked, kind) => {
    json(marked, kind);
  });

  it('names the bracket that is missing and the place where it is expected', () => {
    const { problems } = parseJson('{"phases": [{"a": 1}, "b": 2}');
    expect(problems).toMatchObject([
      { message: 'This [ is never closed. Add the missing ].', related: { range: { start: 22 } } },
    ]);
  });

  it('points from an overridden key to the one that counts', () => {
    const text = '{"a": 1, "a": 2}';
    const [problem] = parseJson(text).problems;
    expect(problem?.related?.range).toEqual({ start: 9, end: 12 });
  });
});

describe('half-typed JSON keeps its tree', () => {
  it.each([
    ['a value to come', '{"a": 1, "b": ', { a: 1, b: null }],
    ['a name to come', '{"phases": [{"n": 0}, {"ph', { phases: [{ n: 0 }, { ph: null }] }],
    ['a name without a colon', '{"a": 1, "b"\n, "c": 2}', { a: 1, b: null, c: 2 }],
    ['a bare word', '{"a": 1, ph, "c": 2}', { a: 1, ph: null, c: 2 }],
    ['a missing comma', '{"a": 1\n "b": 2\n "c": 3}', { a: 1, b: 2, c: 3 }],
    ['a missing quote', '{"a": "x\n "b": [1], "c": 2}', { a: 'x', b: [1], c: 2 }],
    ['an open list', '{"tags": [\n "name": "x"}', { tags: [], name: 'x' }],
    ['an open item', '{"p": [{"a": 1, {"b": 2}], "c": 3}', { p: [{ a: 1 }, { b: 2 }], c: 3 }],
    ['comments and trailing commas', '{"a": 1, // x\n "b": [2,],}', { a: 1, b: [2] }],
    ['a closing brace too many', '{"a": 1}, "b": 2}', { a: 1, b: 2 }],
    ['a key called __proto__', '{"__proto__": 1}', JSON.parse('{"__proto__": 1}')],
  ])('%s', (_, text, value) => {
    const read = toValue(parseJson(text).root);
    expect(JSON.parse(JSON.stringify(read))).toEqual(value);
  });

  it('knows the property that a value is to be typed for', () => {
    const text = '{"a": 1, "b":  }';
    expect(locationAt(parseJson(text).root, text.indexOf(':  ') + 2)).toMatchObject({
      path: '/b',
      part: 'between',
      node: undefined,
    });
  });
});

/** Milliseconds: ten times what the slowest of these takes, so that only a hang goes beyond. */
const hang = 5000;

describe('hostile JSON', () => {
  it.each([
    ['100,000 open brackets', '['.repeat(100_000)],
    ['100,000 open brackets, closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['100,000 nested objects', '{"a":'.repeat(100_000)],
  ])('%s are one problem', (_, text) => {
    const started = performance.now();
    expect(parseJson(text).problems.map(({ kind }) => kind)).toEqual(['nested-too-deep']);
    expect(performance.now() - started).toBeLessThan(hang);
  });

  it('keeps what stands before and after what is nested too deep', () => {
    const text = `{"a": 1, "b": ${'['.repeat(150)}${']'.repeat(150)}, "c": 2}`;
    expect(
      json(
        text.replace('['.repeat(150), `${'['.repeat(99)}«[»${'['.repeat(50)}`),
        'nested-too-deep',
      ),
    ).toMatchObject({ a: 1, c: 2 });
  });

  it.each([
    ['commas', ','.repeat(1e6)],
    ['quotes', '"'.repeat(1e6)],
    ['backslashes', `"${'\\'.repeat(1e6)}`],
    ['comments', '//\n'.repeat(3e5)],
    ['words', 'x '.repeat(5e5)],
    ['brackets that do not match', '[{'.repeat(5e5)],
    ['digits', '9'.repeat(1e6)],
  ])('a megabyte of %s takes no time to speak of', (_, text) => {
    const started = performance.now();
    expect(parseJson(text).problems.length).toBeLessThanOrEqual(100);
    expect(performance.now() - started).toBeLessThan(hang);
  });
});
