import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePython } from '../../../server/syntax/python.ts';
import { childrenOf, type PythonExpression } from '../../../server/syntax/python-ast.ts';
import record from './python-syntax.json' with { type: 'json' };

/** Recorded by scripts/record-python.py: a text, and whether Python's `eval` reads it. */
type Entry = readonly [text: string, isRead: boolean];

/** Where we refuse what Python reads, or name another reason. */
const unsupported: readonly string[] = [
  '1j',
  'a@b',
  'a @ b',
  '...',
  'lambda: (yield)',
  'await x',
  '[x async for x in y]',
  'rb"a" "b"',
];

/** Python reads it in an index or an assignment, not alone; as a tuple it does no harm. */
const accepted: readonly string[] = ['*a,'];

const entries = record as unknown as readonly Entry[];
const special = new Set([...unsupported, ...accepted]);

describe('parsePython', () => {
  const compared = entries.filter(([text]) => !special.has(text));
  it.each(compared)('reads %j: %s', (text, isRead) => {
    const { expression, problems } = parsePython(text);
    expect(problems.map(({ kind }) => kind)).toEqual(isRead ? [] : ['syntax']);
    expect(expression !== undefined).toBe(isRead);
  });

  it.each(unsupported)('says of %j that it is not understood', (text) => {
    const [problem] = parsePython(text).problems;
    expect(problem?.kind).toBe('unsupported');
    expect(problem?.message).toMatch(/not understood here/);
  });

  it.each([
    ['not a and b', '(and (not a) b)'],
    ['a and not b or c', '(or (and a (not b)) c)'],
    ['not a == b', '(not (== a b))'],
    ['-a ** -b', '(- (** a (- b)))'],
    ['a ** b ** c', '(** a (** b c))'],
    ['a - b - c', '(- (- a b) c)'],
    ['a | b ^ c & d << e + f * g', '(| a (^ b (& c (<< d (+ e (* f g))))))'],
    ['a < b == c', '(< a b == c)'],
    ['a if b else c if d else e', '(if b a (if d c e))'],
    ['lambda x: x if x else y', '(lambda (if x x y))'],
    ['(x & 6) | 1 ^ 3 == 2', '(== (| (& x 6) (^ 1 3)) 2)'],
    ['a not in b is not c', '(not in a b is not c)'],
  ])('binds as Python does: %s', (text, expected) => {
    expect(shape(parsePython(text).expression)).toBe(expected);
  });

  it.each([
    ['lambda x: x >', '>', 'The expression breaks off here.'],
    ['y = 5', '=', 'An expression assigns nothing. To compare, write ==.'],
    ['x <> y', '<>', 'Python writes != for this.'],
    ['len(x', '(', 'This ( is never closed.'],
    ['[1, 2)', ')', '[ is open here, not closed by ).'],
    ["x == 'a", "'", "This string has no closing '."],
    ['x > 01', '01', 'A number has no leading zeros. Octal is written 0o7.'],
    ['f(a=1, b)', 'b', 'Positional arguments stand before the named ones.'],
    ['import os', 'import', "import is a word of Python's own that cannot stand here."],
    [
      'lambda x:\n x > 2\n and y',
      'x',
      'The expression ends at the line break. Put it on one line, or in parentheses.',
    ],
  ])('shows what is wrong with %j', (text, guilty, message) => {
    const [problem] = parsePython(text).problems;
    expect(problem?.message).toBe(message);
    expect(text.slice(problem?.range.start, problem?.range.end)).toBe(guilty);
  });

  it('gives every node the range of its text', () => {
    const text = "lambda x: all(i.name['a'] > 0 for i in x[1:2]) and f'{x!r:>{w}}'";
    const parts = textsOf(text, parsePython(text).expression);
    expect(parts).toContain("i.name['a']");
    expect(parts).toContain('x[1:2]');
    expect(parts).toContain('1:2');
    expect(parts).toContain('w');
  });

  it('never throws, and shows a place within the text', () => {
    const words = [
      ...'()[]{}:,.\'"\\\n#=+-*/%<>!@~^&|0123xbeE_ é🎯\0',
      ' lambda ',
      ' for x in ',
      ' if ',
    ];
    const noise = fc.array(fc.constantFrom(...words, "f'{", 'not ', ' else ', 'r"', '**'));
    const text = fc.oneof(
      noise.map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (written) => {
        const { expression, problems } = parsePython(written);
        expect(problems.length).toBe(expression === undefined ? 1 : 0);
        for (const { range, message } of problems) {
          expect(message).toMatch(/^\S.*[.,]$/s);
          expect(0 <= range.start && range.start <= range.end).toBe(true);
          expect(range.end).toBeLessThanOrEqual(written.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function textsOf(text: string, node: PythonExpression | undefined): string[] {
  if (node === undefined) return [];
  const own = text.slice(node.range.start, node.range.end);
  return [own, ...childrenOf(node).flatMap((child) => textsOf(text, child))];
}

/** The tree in Lisp's notation. */
function shape(node: PythonExpression | undefined): string {
  const inner = node === undefined ? [] : childrenOf(node).map(shape);
  switch (node?.kind) {
    case 'name':
      return node.name;
    case 'constant':
      return String(node.value);
    case 'unary':
    case 'binary':
    case 'boolean':
      return `(${node.operator} ${inner.join(' ')})`;
    case 'comparison': {
      const [first, ...rest] = node.links.map(
        ({ operator, right }) => `${operator} ${shape(right)}`,
      );
      const [operator = '', operand = ''] = first?.split(/ (?=\S+$)/) ?? [];
      return `(${[operator, shape(node.left), operand, ...rest].join(' ')})`;
    }
    case 'conditional':
      return `(if ${inner.join(' ')})`;
    case 'lambda':
      return `(lambda ${inner.join(' ')})`;
    default:
      return `(${node?.kind} ${inner.join(' ')})`;
  }
}
