import { describe, expect, it } from 'vitest';
import {
  entryOf,
  isReadable,
  locate,
  locationAt,
  toValue,
} from '../../../server/syntax/data-tree.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import { expectProblems } from './expect-problems.ts';

const yaml = (marked: string, ...kinds: string[]) => expectProblems(parseYaml, marked, kinds);
const readBack = (text: string) =>
  JSON.parse(JSON.stringify(toValue(parseYaml(text).root) ?? null));

describe('keys', () => {
  it('are called what the author wrote, and remember what YAML reads', () => {
    const { root } = parseYaml('1: a\non: b\n"2": c\n');
    const keys = root?.kind === 'object' ? root.entries : [];
    expect(keys.map(({ key, keyNode }) => [key, keyNode.value])).toEqual([
      ['1', 1],
      ['on', true],
      ['2', '2'],
    ]);
  });

  it('may be written twice: the last one counts', () => {
    expect(yaml('«a»: 1\nb: 2\na: 3\n', 'duplicate-key')).toEqual({ a: 3, b: 2 });
  });

  it('written twice are the one fault that a file may have and still be read', () => {
    expect(isReadable(parseYaml('a: 1\na: 2\n'))).toBe(true);
    expect(isReadable(parseYaml('a: !x 1\n'))).toBe(false);
  });
});

describe('ranges', () => {
  it('of blocks end with their last value, not at the next line', () => {
    const text = 'a:\n  b: |\n    x\n\nc: 1\n';
    const { root } = parseYaml(text);
    const range = entryOf(root, 'a')?.range;
    expect(text.slice(range?.start, range?.end)).toBe('a:\n  b: |\n    x');
    expect(locationAt(root, text.indexOf('c')).path).toBe('/c');
  });

  it.each(['\n', '\r', '\u0085', '\u2028', '\u2029'])('of blocks end before %j', (end) => {
    const text = ['a: |', '  x', '', 'b: 1'].join(end);
    const { root } = parseYaml(text);
    expect(entryOf(root, 'a')?.range).toEqual({ start: 0, end: 'a: |.  x'.length });
  });

  it('of text are not cut at blanks that YAML takes for text', () => {
    const { root } = parseYaml('a: x \u00A0\nb: \u3000\n');
    expect(toValue(root)).toEqual({ a: 'x \u00A0', b: '\u3000' });
  });

  it('of an absent value give room for one on its line', () => {
    const text = 'a:   \nb: 1\n';
    expect(locationAt(parseYaml(text).root, 4)).toMatchObject({ path: '/a', node: undefined });
  });

  it('of an alias are its own; what it leads to is shared', () => {
    const text = 'a: &x {b: 1}\nc: *x\n';
    const { root } = parseYaml(text);
    const alias = locate(root, '/c')?.node;
    expect(text.slice(alias?.range.start, alias?.range.end)).toBe('*x');
    expect(locate(root, '/c/b')?.node).toBe(locate(root, '/a/b')?.node);
  });
});

describe('one fault, one problem', () => {
  it.each([
    ['half a key', 'a: 1\n«ty»\nb: 2\n', 'missing-colon'],
    ['half a key at the end', 'a: 1\n«ty»', 'missing-colon'],
    ['a missing quote', 'a: «"x»\nb: "y"\nc: 1\n', 'unclosed-string'],
    ['a missing single quote', "a: «'x»\nb: 1\n", 'unclosed-string'],
    ['an escaped quote that closes nothing', 'a: «"x\\"»\nb: 1\n', 'unclosed-string'],
    ['an apostrophe in single quotes', "a: 'it'«s'»\nb: 1\n", 'unexpected-token'],
    ['a list that never ends', 'a: «[»1, 2\nb: 1\n', 'unclosed-bracket'],
    ['nested brackets that never end', 'a: [«{»x: 1\nb: 1\n', 'unclosed-bracket'],
    ['the wrong closing bracket', 'a: «[»b}\nc: 1\n', 'unclosed-bracket'],
    ['a closing bracket too many', 'a: «]»\nb: 1\n', 'unexpected-token'],
    ['a colon within a value', 'a: lambda x«:» x > 0\nb: 1\n', 'nested-mapping'],
    ['a missing comma between brackets', 'a: {b: 1 c«:» 2}\nd: 1\n', 'missing-comma'],
    ['a comma too many', 'a: [1,«,» 2]\n', 'unexpected-token'],
    ['a question mark between brackets', 'a: [why«?»]\n', 'unexpected-token'],
    ['a list on the line of its key', 'a: «-» b\nc: 1\n', 'unexpected-token'],
    ['a key that is indented too little', 'a:\n    b: 1\n  «c»: 2\nd: 3\n', 'wrong-indentation'],
    ['a key that is indented too much', 'a: 1\n  «b»: 2\nc: 3\n', 'wrong-indentation'],
    ['a tab after the colon', 'a:«\t»b\n', 'tab'],
    ['tabs that indent', 'a:\n«\t»b: 1\n\tc: 2\n', 'tab'],
    ['an unknown tag', 'a: «!foo» b\n', 'unknown-tag'],
    ['an unknown tag of a map', 'a: «!foo» {b: 1}\n', 'unknown-tag'],
    ['an alias without an anchor', 'a: «*x»\nb: 1\n', 'unknown-alias'],
    ['an anchor that is set twice', 'a: &x 1\nb: «&x» 2\n', 'duplicate-anchor'],
    ['an alias within its anchor', 'a: &x [«*x»]\n', 'recursive-alias'],
    ['a merge of a text', 'a:\n  <<: «b»\n', 'invalid-merge'],
    ['a merge of nothing', 'a:\n  «<<»:\nb: 1\n', 'invalid-merge'],
    ['a merge without a value', 'a: {«<<», b: 1}\n', 'invalid-merge'],
    ['a merge of an empty item', 'a:\n  «<<»:\n  -\n  - {b: 1}\n', 'invalid-merge'],
    ['an explicit key that is empty twice', '«?» \n: 1\n? \n: 2\n', 'duplicate-key'],
    ['a key of a no-break space twice', '«\u00A0»: 1\n\u00A0: 2\n', 'duplicate-key'],
    ['a list as a key', '«[a]»: b\n', 'collection-key'],
    ['no key', 'a: 1\n«:» 2\n', 'missing-key'],
    ['a date that does not exist', 'a: «2024-13-01»\n', 'unreadable-value'],
    ['a lone =', 'a: «=»\n', 'unreadable-value'],
    ['a second document', 'a: 1\n«---»\nb: 2\n', 'second-document'],
    ['another version of YAML', '%YAML «2.0»\n---\na: 1\n', 'invalid-directive'],
    ['a control character', 'a: x«\u0007»\n', 'invalid-character'],
    ['a plain text that begins with @', 'a: «@»b\n', 'unexpected-token'],
    ['an unknown escape', 'a: "x«\\»q"\n', 'invalid-escape'],
  ])('%s', (_, marked, kind) => {
    yaml(marked, kind);
  });

  it('of a merge whose alias stands on another line is at the merge and at the alias', () => {
    yaml('x: &f {a: 1}\nn:\n    «<<»:\u2028 «*f»\n', 'invalid-merge', 'wrong-indentation');
  });

  it.each(['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'])(
    'reports faults on different lines all at once, whatever ends them: %j',
    (end) => {
      yaml(
        ['a: «"x»', 'b: lambda x«:» x', 'c: «]»', 'd: 1', '«ty»', 'e: 2', ''].join(end),
        'unclosed-string',
        'nested-mapping',
        'unexpected-token',
        'missing-colon',
      );
    },
  );
});

describe('half-typed YAML keeps its tree', () => {
  it.each([
    ['a key without a value', 'a:\nb: 1\n', { a: null, b: 1 }],
    [
      'half a key first in its map',
      'f:\n  ty\n  required: true\n',
      { f: { ty: null, required: true } },
    ],
    [
      'half a key last in its map',
      'f:\n  type: list\n  re\ng: 1\n',
      { f: { type: 'list', re: null }, g: 1 },
    ],
    ['a missing quote', 'a: "lambda x: x\nb: "y"\nc: 1\n', { a: 'lambda x: x', b: 'y', c: 1 }],
    ['a missing quote of a key', 'a: 1\n"ty\nb: 2\n', { a: 1, ty: null, b: 2 }],
    ['an open bracket', 'a: {type: list, re\nb: 1\n', { a: { type: 'list', re: null }, b: 1 }],
    ['a colon within a value', 'a: x: y: z\nb: 1\n', { a: 'x: y: z', b: 1 }],
    ['tabs', 'a:\n\tb: 1\n\tc: 2\nd: 3\n', { a: { b: 1, c: 2 }, d: 3 }],
    ['a stray bracket', 'a: }\nb: 1\n', { a: '}', b: 1 }],
    ['a list item to come', 'a:\n  - b\n  -\nc: 1\n', { a: ['b', null], c: 1 }],
  ])('%s', (_, text, value) => {
    expect(readBack(text)).toEqual(value);
  });
});

/** Milliseconds: ten times what the slowest of these takes, so that only a hang goes beyond. */
const hang = 5000;

describe('hostile YAML', () => {
  const bomb = Array.from({ length: 30 }, (_, i) =>
    i === 0
      ? 'a0: &a0 [x, x]'
      : `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
  ).join('\n');

  it.each([
    ['an alias bomb', bomb, 'too-many-aliases'],
    ['100,000 open brackets', '['.repeat(100_000), 'nested-too-deep'],
    ['100,000 nested lists', '- '.repeat(100_000), 'nested-too-deep'],
    [
      '1,400 nested maps',
      Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'nested-too-deep',
    ],
    [
      '70,000 keys',
      Array.from({ length: 70_000 }, (_, i) => `k${i}: v`).join('\n'),
      'document-too-large',
    ],
    ['a megabyte of tabs', '\t'.repeat(1e6), 'tab'],
    ['a megabyte of NULs', '\0'.repeat(1e6), 'invalid-character'],
  ])('%s: one problem, in little time', (_, text, kind) => {
    const started = performance.now();
    expect(parseYaml(text).problems.map((problem) => problem.kind)).toEqual([kind]);
    expect(performance.now() - started).toBeLessThan(hang);
  });

  it.each([
    ['one text', 'a'.repeat(1e6)],
    ['lines', 'a b\n'.repeat(250_000)],
    ['a quote that never closes', `"${'a\n'.repeat(5e5)}`],
    ['a text block', `a: |\n${' x\n'.repeat(3e5)}`],
    ['quotes that never close', 'a: "b\n'.repeat(2e5)],
    ['wrong indentation', ' a: 1\nb: 2\n'.repeat(9e4)],
    ['directives', '%a\n'.repeat(3e5)],
    ['backslashes', `"${'\\'.repeat(1e6)}x`],
    ['apostrophes', `'${"'".repeat(1e6)}x`],
    ['blanks', `a${' '.repeat(1e6)}b`],
    ['blanks in a text of two lines', `a${' '.repeat(1e6)}b\nc`],
    ['exclamation marks', '!'.repeat(1e6)],
    ['anchors', '&a '.repeat(3e5)],
  ])('a megabyte of %s takes no time to speak of', (_, text) => {
    const started = performance.now();
    expect(parseYaml(text).problems.length).toBeLessThanOrEqual(100);
    expect(performance.now() - started).toBeLessThan(hang);
  });
});
