"""Records what Python answers to expressions of the kinds that gates can hold.

    python3 scripts/record-python.py answers > test/unit/workflow/python-answers.json
    python3 scripts/record-python.py syntax > test/unit/syntax/python-syntax.json
    npx biome format --write test/unit

The original engine runs validators with Python's `eval`, so its answers are the right ones (FORMAT.md,
section (e)). The tests of server/workflow/lambda compare ours with this record; Python is needed to renew it,
not to test. An entry is [expression, answer] or [expression, answer, arguments]: what the expression
gives is called with the arguments. The second table says of each text whether `eval` reads it.
"""

import ast
import itertools
import json
import math
import random
import re
import sys
import warnings

import yaml

warnings.simplefilter("ignore")
random.seed(7)

entries = []


def encode(value):
    """A notation that keeps types apart; sets are sorted, since their order is no one's business."""
    if value is None or isinstance(value, (bool, range)):
        return repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(encode, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(encode, value)) + ")"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{encode(k)}: {encode(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (set, frozenset)):
        return type(value).__name__ + "{" + ", ".join(sorted(map(encode, value))) + "}"
    return "<" + type(value).__name__.split(".")[-1] + ">"


def ask(expression, *arguments):
    text = expression if re.match(r"lambda\b", expression) else f"lambda: {expression}"
    try:
        if not text.startswith("lambda:") or isinstance(ast.parse(expression, mode="eval").body, ast.Tuple):
            text = text if text == expression else f"lambda: ({expression})"
    except SyntaxError:
        pass
    names = {"re": re, "yaml": yaml}
    try:
        answer = encode(eval(text.strip(), names)(*json.loads(json.dumps(arguments))))
    except Exception as error:
        answer = "!" + type(error).__name__
    entries.append([text, answer, *([list(arguments)] if arguments else [])])


def ask_all(text):
    for line in text.strip().splitlines():
        if line.strip():
            ask(line.strip())


NUMBERS = "0 1 -1 2 -7 7 3 -3 10 True 0.5 -0.5 2.5 -7.5 0.1 1e16 1e300 -0.0 10**20 -10**20 2**64 float('inf')".split()
OPERATORS = "+ - * / // % ** & | ^ << >> < <= == != is".split()
pairs = list(itertools.product(NUMBERS, OPERATORS, NUMBERS))
for left, operator, right in random.sample(pairs, 420):
    if operator == "**" and ("*" in right or "1e" in right or right == "inf"):
        continue
    if operator in ("<<", ">>") and "*" in right:
        continue
    if operator == "is":
        continue
    ask(f"({left}) {operator} ({right})")

for number in "0.5 1.5 2.5 -0.5 -1.5 2.675 1.005 0.125 1234.5678 1e22 5e-324 123456789.987654321 1e16 7 15 25 -25".split():
    for digits in ("", ", 0", ", 1", ", 2", ", -1", ", -2"):
        ask(f"round({number}{digits})")

for value in "0.1 1e16 1e15 123456789012345678.0 1e-5 0.0001 1.5e300 -0.0 100.0 1/3 2/3 1e21 1e22 5e-324 float('nan') float('-inf')".split():
    ask(f"str({value})")
    ask(f"repr([{value}])")

SPECS = "d 5d 05d <5d ^7d +d , _ x X #x b #b o c e .2e f .0f .1f .3f g .3g % .1% 08.2f +.1f ,.2f 012,d >8 *^9 =+6 s .2 n _x #o 010 G E .10g #g #.3g".split()
for spec in SPECS:
    for value in ("0", "7", "-42", "1234567", "2.5", "-0.125", "1234567.891", "True", "'ab'", "1e-7", "1e20"):
        if random.random() < 0.55:
            ask(f"format({value}, {spec!r})")

PERCENTS = "%d %5d %-5d| %05d %+d %x %#x %o %e %.2f %8.3f %g %s %r %10s %-10s| %.2s %c %i %% %X %a %5.1f%%".split()
for template in PERCENTS:
    for value in ("7", "-42", "3.75", "'ab'", "True", "None", "[1]", "1234567.0"):
        if random.random() < 0.6:
            ask(f"{template!r} % ({value},)")

TEXTS = ["", "a", "Hello World", "straße", "ǆ", "ÀÉÎ", "🎯 go 🎯", "a,b,,c", "  x  y ", "12", "٣", "²", "½", "a\nb\r\nc\x0bd", "\t", "TITLE Case", "o'clock s", "İ", "ΑΣ", "x_1", "naïve café", "ﬁ", "\u00a0", "日本", "一"]
METHODS = """
capitalize() casefold() lower() upper() swapcase() title() isalnum() isalpha() isascii() isdecimal() isdigit()
isidentifier() islower() isnumeric() isprintable() isspace() istitle() isupper() strip() lstrip() rstrip() split()
splitlines() splitlines(True) split(',') rsplit(None,1) split(None,1) split('a',1) center(9) center(8,'*') ljust(6)
rjust(6,'.') zfill(5) partition(',') rpartition('o') find('o') rfind('o') count('') count('a') replace('','-')
replace('a','bb') replace('o','',1) expandtabs(4) startswith('') endswith(('c','🎯')) index('a') join(['1','2'])
removeprefix('He') removesuffix('ld') strip('aH') find('',1) encode
""".split()
for text in TEXTS:
    for method in METHODS:
        if method == "encode":
            continue
        if random.random() < 0.3:
            ask(f"lambda s: s.{method}", text)
    for more in ("len(s)", "s[::-1]", "s[1:]", "s[-2:]", "list(s)", "s*2", "repr(s)", "sorted(s)", "s[0]", "ascii(s)", "s == s.lower()", "f'{s:>6}|'", "f'{s!r}'", "max(s)", "[ord(c) for c in s]"):
        if random.random() < 0.45:
            ask(f"lambda s: {more}", text)

LISTS = [[], [1], [3, 1, 2], [1, True, 2.5], ["b", "a"], [[1], [0, 5]], [1, "a"], [0, None, ""], [-1, -2], [5, 3, 8, 1, 9, 2]]
for items in LISTS:
    for more in """
len(x)|x[0]|x[-1]|x[5]|x[1:]|x[::-1]|x[::2]|x[-2:]|x[:-1]|x[3:0:-1]|sorted(x)|sorted(x, reverse=True)|sorted(x, key=str)|min(x)|max(x)|sum(x)
set(x)|x*2|x+x|x==x[:]|x<x+[0]|1 in x|None in x|any(x)|all(x)|list(reversed(x))|list(enumerate(x))|list(zip(x,x[1:]))|x.count(1)|x.index(1)
list(map(str,x))|list(filter(None,x))|dict(enumerate(x))|str(x)|tuple(x)|x.append(9) or x|x.pop() is None or x|x.sort() or x|x.insert(1,7) or x
x.extend('ab') or x|x.reverse() or x|x.remove(1) or x|[*x, *x]|{*x}|x.copy() is x|max(x, default=0)|','.join(x)|','.join(map(str, x))|frozenset(x)
[i for i in x if i]|{i: 1 for i in x}|(lambda *a: a)(*x)|x[True]|x['a']|x[1.0]|next(iter(x))|next(iter(x), 'none')|sum(x, 0.5)|x is x|x == tuple(x)
""".replace("\n", "|").split("|"):
        if more and random.random() < 0.5:
            ask(f"lambda x: {more}", items)

DICTS = [{}, {"a": 1}, {"b": 2, "a": 1}, {"a": {"b": [1, 2]}}, {"x": None, "y": 0, "": 3}]
for mapping in DICTS:
    for more in """
len(x)|x['a']|x.get('a')|x.get('q', 5)|list(x)|list(x.items())|list(x.values())|sorted(x)|'a' in x|x == {'a': 1}|x.keys() & {'a'}|x.keys() == {'a'}
x.pop('a') and x|x.pop('q', 0)|x.setdefault('z', 1) and x|x.update(b=5) or x|x.update({'c': 1}) or x|x.popitem()|x.copy() == x|{**x, 'n': 1}|x | {'a': 9}
str(x)|bool(x)|any(x.values())|{v: k for k, v in x.items()}|x.clear() or x|dict(x, k=1)|x < x|max(x)|x.items() <= x.items()|[k for k in x]|x[['a']]|list(reversed(x))
sum(1 for _ in x)|all(isinstance(k, str) for k in x)|x.keys() - {'a'}|str(x.keys())|repr(x.items())|(lambda **k: k)(**x)|iter(x) is None|'%(a)s' % x|'{a}'.format(**x)
""".replace("\n", "|").split("|"):
        if more and random.random() < 0.6:
            ask(f"lambda x: {more}", mapping)

ask_all(r"""
not 1 and 0
not (1 and 0)
1 and not 0 or 2
not 1 == 2
not 'a' in 'abc'
-2 ** 2
(-2) ** 2
2 ** -1
2 ** 3 ** 2
-7 // 2, -7 % 2, 7 // -2, 7 % -2
1 < 2 < 3
1 < 3 < 2
1 < 2 > 1 != 0
3 > 2 == True
(3 > 2) == True
1 if 0 else 2 if 0 else 3
[] or {} or 0 or 'x'
1 and 'a' and []
None or False
True + True
True == 1, 1 == 1.0, '1' == 1
True is True, 1 is True
[] == [], [] is [], () is ()
None is None, None == 0
0.1 + 0.2
0.1 + 0.2 == 0.3
1e308 * 10
10 ** 30
2 ** 100 // 3 ** 20
2 ** 0.5
(-8) ** (1/3) == 1
10 ** -2
0 ** 0
0.0 ** -1
1 / 0
1 % 0
1.0 // 0
divmod(-7, 3)
divmod(7.5, -2)
pow(3, 200, 13)
pow(2, -1)
abs(-5), abs(-2.5), abs(True)
5 & 3 | 4 ^ 1
~5, -~5
1 << 70 >> 68
1 << -1
True & False, True | 2, True ^ True
int('12'), int(' -7 '), int('0x1f', 16), int('z', 36), int('1_000')
int('١٢')
int('1.5')
int('')
int('1__0')
int('0b11', 0), int('0o17', 0), int('010', 10)
int('010', 0)
int(3.9), int(-3.9), int(True)
int(float('nan'))
int(float('inf'))
int([])
int('12', 1)
float('1e3'), float(' 2.5 '), float('-.5'), float('1_0.5')
float('infinity'), float('-INF')
float('nan') == float('nan')
float('x')
float('')
float(10**400)
bool(0), bool(''), bool('False'), bool([]), bool([0]), bool(0.0), bool(None), bool({}), bool(range(0))
str(1), str(1.0), str(True), str(None), str('a'), str([1, 'a']), str((1,)), str({})
str(int), type(1) is int, type(True) is bool, type(None) is type(None), type([]) == list
isinstance(True, int), isinstance(1, bool), isinstance(1.0, (int, float)), isinstance('', (str, list))
isinstance(1, 5)
list('abc'), tuple('ab'), set('aab') == {'a', 'b'}
list(5)
dict([('a', 1), ['b', 2]]), dict(a=1), dict([(1, 2), (1, 3)])
dict([1])
dict([(1, 2, 3)])
{1: 'a', 1.0: 'b', True: 'c'}
{True: 1, 1: 2}
{(1, 2): 3}[(1, 2)], {(1, 2.0): 3}[(1.0, 2)]
{[1]: 2}
{{}: 1}
{None: 1}[None]
{1: 2}[1.0], {1: 2}[True]
{'a': 1, **{'a': 2, 'b': 3}}
{'a': 1}['b']
{'a': 1}.a
[1, 2, 3][-4]
(1, 2)[2]
'abc'[5]
'abc'[1], 'abc'[-1], '🎯b'[1]
'abc'['a']
[1, 2, 3][::0]
[1, 2, 3][None:None:None], [1, 2, 3][-100:100], [1, 2, 3][5:1]
range(10)[2:8:3], range(10)[::-1], range(10)[-1]
range(10)[10]
list(range(5, 0, -2)), list(range(0)), len(range(0, 10, 3))
range(0, 10, 0)
range(3) == range(0, 3, 1), range(0) == range(2, 2)
5 in range(10), 5.0 in range(10), 5.5 in range(10), 'a' in range(3)
range(1.0)
sum([1, 2.5]), sum([]), sum([[1], [2]], []), sum(x for x in range(4))
sum(['a', 'b'])
sum([1, 'a'])
min(3, 1, 2), max('b', 'a'), min([1], [0, 9]), max([], default=None)
min([])
max(1)
max(1, 'a')
min('ab', 'c', key=len), max([1, -5, 3], key=abs), min([2, 1], key=lambda v: -v)
sorted([3, 1, 2], key=lambda v: -v), sorted('bca'), sorted({'b': 1, 'a': 2})
sorted([(1, 'b'), (0, 'z'), (1, 'a')], key=lambda p: p[0])
sorted([(1, 'b'), (0, 'z'), (1, 'a')], key=lambda p: p[0], reverse=True)
sorted([1, 'a'])
sorted([None, 1])
sorted([[2], [1, 5]]), sorted([True, 0, 2]), sorted([1.5, 1, 2])
sorted([1], lambda x: x)
list(enumerate('ab', 1)), list(zip('ab', [1, 2, 3])), list(zip()), list(zip([1], [2], [3]))
list(zip([1], [1, 2], strict=True))
list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(map(int, ['1', '2']))
list(filter(lambda v: v > 1, [1, 2, 3])), list(filter(None, [0, 1, '']))
list(reversed('abc')), list(reversed((1, 2))), list(reversed(range(3)))
reversed({1})
any([]), all([]), any([0, '']), all([1, 'a']), any(x > 1 for x in [1, 2])
next(i for i in [] if i)
next((i for i in []), 'd')
next(iter([]))
next([1])
iter(5)
list(x for x in [1] if next(iter([])))
callable(len), callable(1), callable(lambda: 1), callable(str)
chr(65), chr(128175), ord('a'), ord('🎯')
chr(-1)
ord('ab')
hex(255), hex(-255), bin(5), bin(-5), oct(8)
hex(1.5)
len([1, 2]), len('🎯'), len({}), len({1}), len(range(5))
len(5)
len(None)
len()
len([], [])
hash(5) == 5
[x * 2 for x in range(3)], {x % 2 for x in range(5)}, {x: x * x for x in range(3)}
[(x, y) for x in range(3) for y in range(x)], [x for x in range(10) if x % 2 if x > 4]
[x for x, *y in [[1, 2, 3], [4]]], [y for x, *y in [[1, 2, 3], [4]]], [b for (a, b), c in [((1, 2), 3)]]
[a for a, b in [[1, 2, 3]]]
[a for a, b in [[1]]]
[a for a, b in [1]]
[[y for y in range(x)] for x in range(3)]
[f() for f in [lambda: i for i in range(3)]]
[f() for f in [lambda i=i: i for i in range(3)]]
[y := 5, y ** 2]
[last := i for i in range(3)] and last
(lambda x: (n := x + 1) * n)(2)
any((hit := v) > 1 for v in [1, 2, 3]) and hit
(lambda x, y=2: x + y)(1), (lambda *a, **k: (a, k))(1, b=2), (lambda *, k: k)(k=3), (lambda a, /, b: a - b)(5, b=2)
(lambda a, /: a)(a=1)
(lambda x: x)()
(lambda x: x)(1, 2)
(lambda x: x)(y=1)
(lambda x: x)(1, x=2)
(lambda *, k: k)()
(lambda x: x)(*[1], **{})
(lambda **k: k)(**{'a': 1}, b=2)
(lambda **k: k)(a=1, **{'a': 2})
(lambda **k: k)(**{1: 2})
(lambda x: lambda y: x + y)(1)(2)
(lambda f: f(f, 5))(lambda f, n: 1 if n < 2 else n * f(f, n - 1))
5()
'a'()
undefined_name
'a' + 1
1 + 'a'
'a' - 'b'
[1] + (2,)
'ab' * 2, 2 * 'ab', [0] * 3, (1,) * 2, 'a' * -1
'a' * 1.5
'a' * 'b'
-'a'
+[]
~1.5
1 < 'a'
None < 1
[1] < [1, 0], (1, 2) < (1, 3), 'a' < 'b', [1, 'a'] < [2, 1], 'Z' < 'a', '😀' > '\uffff'
[1, 'a'] < [1, 2]
{1} < {1, 2}, {1} <= {1}, {1, 2} > {1}, {1} == frozenset([1])
{1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3}
{1} | [2]
{1}.union([2], (3,)), {1, 2}.intersection([2]), {1, 2}.difference([1]), {1}.symmetric_difference([2])
{1, 2}.issubset([1, 2, 3]), {1}.isdisjoint([2]), {1, 2}.issuperset([1])
[s := {1}, s.add(2), s.discard(9), s.remove(1), s]
{1}.remove(2)
set().pop()
frozenset([1]).add(2)
{frozenset([1]): 2}[frozenset([1])]
{1} in [{1}], 1 in {1.0}, '' in 'abc', 'bc' in 'abc', 'a' not in ['b']
1 in 'abc'
1 in 5
[1] in {1}
(1, 2).count(1), (1, 2).index(2), [1, 2, 1].index(1, 1)
(1, 2).index(5)
(1,).append(2)
[3].foo
'a'.foo()
f'{1}{"a"}' f'{2}', f'{1 + 1}', f'{"x":>3}', f'{3.14159:.2f}', f'{5:03d}', f'{1000000:,}', f'{0.5:%}'
f'{{}}', f'{{{1}}}', f'{[1, 2][0]}', f'{ {"a": 1}["a"] }', f'{1!r:>4}', f'{"é"!a}', f'{"a" if 1 else "b"}'
f'{1:{2}}', f'{3.14159:{5}.{2}}', f'{"x":{"*"}^5}', f'{1=}', f'{1 + 1 = }', f'{"a"=}', f'{1.5=:.2f}'
f'{[]:>5}'
f'{"a":d}'
f'{1:.2d}'
f'{None}', f'{None!s:>6}', f'{True}', f'{True:d}', f'{True:5}', f'{(1, 2)}'
f'{None:>6}'
'{} {}'.format(1, 2), '{1} {0}'.format('a', 'b'), '{a} {b[0]} {c[k]}'.format(a=1, b=[2], c={'k': 3})
'{:>5}|{:<5}|{:^5}'.format('a', 'b', 'c'), '{0:{1}}'.format('a', 4), '{!r}'.format('a'), '{{}}'.format()
'{} {0}'.format(1)
'{'.format()
'}'.format()
'{}'.format()
'{a}'.format()
'{:.3f} {:,d} {:x}'.format(1.5, 12345, 255)
'{a}'.format_map({'a': 1})
'%s and %s' % ('a', 1), '%d%%' % 5, '%(a)s-%(b)03d' % {'a': 'x', 'b': 7}, '%*d' % (5, 1), '%.*f' % (1, 2.55)
'%s' % (1, 2)
'%s %s' % 1
'%d' % 'a'
'%q' % 1
'%s' % [1, 2], '%s' % {'a': 1}, '%r' % 'a'
'a' % ()
'a' % 1
'a' % {}
'a' 'b' "c", r'\n', '\x41\u00e9\U0001F600', '\101', '\q', u'u'
'a\tb'.expandtabs(), 'ab\tc'.expandtabs(3), '\t\t'.expandtabs(0)
'x'.join('abc'), ''.join([]), ', '.join({'a': 1, 'b': 2})
','.join([1])
'abc'.find('c', -1), 'abc'.find('a', 1), 'aXbX'.rfind('X', 0, 3), 'aaa'.count('aa'), 'abc'.count('', 1), ''.count('')
'abc'.find('', 4), 'abc'.find('', 3), 'abc'.startswith('', 4), 'abc'.startswith('b', 1), 'abc'.endswith('b', 0, 2)
'abc'.startswith(1)
'abc'.startswith(('x', 'a')), 'abc'.startswith(())
'a b c d'.split(None, 2), '  a b  c '.split(None, 1), 'a  b'.split(' '), ''.split(), ''.split(','), 'abc'.split('b', 0)
'a b c d'.rsplit(None, 2), '  a  b '.rsplit(None, 1), 'a,b,c'.rsplit(',', 1), 'a b c d'.rsplit(' ', 2)
'abc'.split('')
'abc'.partition('')
'a\n\nb\n'.splitlines(), '\n'.splitlines(), ''.splitlines(), 'a\r\nb'.splitlines(True), 'a\x0bb\x1cc\u2028d'.splitlines()
'aXbXc'.replace('X', '', 1), 'aaa'.replace('aa', 'b'), 'abc'.replace('', '-', 2), 'a'.replace('a', 'aa', 0)
'-5'.zfill(4), '+5'.zfill(1), 'abc'.zfill(5), ''.zfill(2)
'abc'.center(6, '*'), 'abc'.center(7), 'ab'.center(5, '-'), 'x'.ljust(0)
'abc'.center(6, '**')
str.lower('ABC'), str.isdigit('5'), list(map(str.upper, 'ab')), dict.get({'a': 1}, 'a'), dict.fromkeys('ab', 0)
str.lower(5)
str.lower()
sorted(['b', 'A'], key=str.lower), sorted(['bb', 'a'], key=len)
(5).bit_length(), (5).real, (2.0).is_integer(), (2.5).is_integer(), True.real
{'a': 1}.get([])
[1, 2].index(3)
[].pop()
[1].pop(5)
[1].remove(2)
{}.popitem()
{}.pop('a')
[x for x in {'a': 1}.items()], [*{'a': 1}], dict(zip('ab', range(2)))
{1: 2} == {1.0: 2.0}, {'a': [1]} == {'a': [1.0]}, [1, [2]] == [1.0, [2.0]], (1,) == [1]
[float('nan')] == [float('nan')], (lambda n: [n] == [n])(float('nan'))
print is None
str(10 ** 4299)[:5], len(str(10 ** 4299))
str(10 ** 4300)
10 ** 20 == 1e20, 10 ** 20 + 1 == 1e20, 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53)
(10 ** 20) / (10 ** 18), (10 ** 400) / (10 ** 399), 1 / (10 ** 400), 3 / 7
10 ** 400 / 1
-(10 ** 20) // 7, -(10 ** 20) % 7, 10 ** 20 & 0xff, -1 & 0xff, -1 >> 3, -5 | 2
5 // 0.3, -5 // 0.3, 5 % 0.3, -5 % 0.3, 5.5 // -2, 1e20 // 3, 0.0 // 5, -0.0 % 5
round(2.5), round(-2.5), round(0.5), round(1.5), round(5), round(True), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2)
round('a')
round(float('inf'))
round(float('nan'), 2) != 0, round(float('inf'), 2)
re.match('a', 'abc') is not None, re.match('b', 'abc'), re.search('b', 'abc').start(), re.fullmatch('a', 'ab')
re.match(r'(\d+)-(\d+)', '12-34').groups(), re.match(r'(?P<y>\d+)', '12').groupdict(), re.match('(a)|(b)', 'b').groups()
re.match(r'(a)(b)?', 'a').group(2), re.match('(a)(b)?', 'a').groups('x'), re.match('(a)', 'a')[1], re.match('a', 'a')[0]
re.match('a', 'a').group(1)
re.search('🎯', 'a🎯b').span(), re.search('b', '🎯b').span(), re.match('.', '🎯').end()
re.findall('a', 'aXa'), re.findall('(a)(.)', 'abac'), re.findall('(.)x', 'axbx'), re.findall('', 'ab'), re.findall(r'\w+', 'a b'), re.findall('x*', 'axb')
[m.group() for m in re.finditer(r'\d', '1a2')], [m.span() for m in re.finditer('', 'ab')]
re.sub(r'\s+', '-', 'a  b'), re.sub('x*', '-', 'abxd'), re.sub(r'(\w)(\w)', r'\2\1', 'abcd'), re.sub('(?P<a>b)', r'[\g<a>]', 'abc'), re.sub('b', lambda m: m.group().upper(), 'abb'), re.sub('a', 'b', 'aaa', 2), re.sub('a', r'\\', 'a'), re.sub('a', r'\g<0>\g<0>', 'a')
re.sub('a', r'\1', 'a')
re.sub('a', r'\q', 'a')
re.subn('a', 'b', 'aa'), re.split(',', 'a,b,c'), re.split('(,)', 'a,b'), re.split(',', 'a,b,c', 1), re.split('x*', 'axb'), re.split(r'\s*,\s*', 'a , b')
re.search('PASS', 'pass', re.I) is not None, re.search('^b', 'a\nb', re.M) is not None, re.search('a.b', 'a\nb', re.S) is not None, re.search('a.b', 'a\nb')
re.search('(?i)PASS', 'pass') is not None, re.search('(?im)^B', 'a\nb') is not None, re.search('a # c', 'a', re.X) is not None
re.match('^abc$', 'abc\n') is not None, re.match('^abc$', 'abc\n\n'), re.match(r'abc\Z', 'abc\n'), re.fullmatch('abc', 'abc\n'), re.search('b$', 'a\nb\n').span(), re.search('a$', 'a\nb\n'), re.findall('$', 'a\n'), re.sub('$', 'x', 'a\nb\n'), re.search('[^b]$', 'a\nb\n\n') is not None, re.search(r'\s$', 'a\n\n').span()
re.match(r'\w+', 'naïve').group(), re.match(r'\d+', '٣٤').group(), re.match(r'\s', '\u00a0') is not None, re.match(r'\w+', 'naïve', re.A).group(), re.match(r'[\w-]+', 'é-x').group(), re.match(r'[^\W\d]+', 'ab1') is not None
re.search(r'\bfoo\b', 'a foo b').span(), re.search(r'\Bo', 'foo').span(), re.search(r'\bfoo', 'xfoo')
re.match(r'a{2}', 'aa') is not None, re.match(r'a{,2}$', 'aaa'), re.match(r'a{1,2}?', 'aa').group(), re.match('a{', 'a{') is not None, re.match('{', '{') is not None, re.match('x{a}', 'x{a}') is not None, re.match('a+?', 'aaa').group(), re.match('(?:ab)+', 'abab').end(), re.match('[]a]+', ']a').end(), re.match('[^]a]', 'b') is not None, re.match('[a-]+', 'a-').end(), re.match(r'[\]]', ']') is not None, re.match(r'\x41\u0042', 'AB') is not None, re.match(r'[\d.]+', '1.5').group(), re.match('a|b|', 'c').group(), re.match('(?#c)a', 'a') is not None, re.match(r'\.', '.') is not None, re.match('[.]', 'x')
re.match('(', 'a')
re.match('[', 'a')
re.match('*a', 'a')
re.match('a**', 'a')
re.match(')', 'a')
re.match('[b-a]', 'a')
re.match('a{3,2}', 'a')
re.match(r'\q', 'a')
re.match('(?P<1>a)', 'a')
re.match('(?P<a>a)(?P<a>b)', 'ab')
re.match('\\', 'a')
re.match('a', 5)
re.match(5, 'a')
re.compile('a+').match('aa').end(), re.compile('a').findall('aba'), re.compile('A', re.I).search('a') is not None, re.compile('a').pattern, re.compile('a').sub('b', 'a')
re.escape('a.b*c[d]'), re.escape('é-ü _'), re.match(re.escape('a+b'), 'a+b') is not None
re.foo
bool(re.match('', '')), bool(re.compile('a'))
yaml.safe_load('a: 1'), yaml.safe_load('[1, x, yes, 1.5, null]'), yaml.safe_load(''), yaml.safe_load('010')
yaml.safe_load('a: b: c') is None or 1
'phases' in (yaml.safe_load('phases: []') or {})
str(yaml.safe_load('2024-01-02')), yaml.safe_load('2024-01-02') < yaml.safe_load('2024-01-03')
[a := [1], a.append(a), str(a)][2]
[d := {}, d.update(d=d), str(d)][2]
[l := [1, 2, 3], [l.append(9) for v in l if len(l) < 5], l][2]
[d := {'a': 1}, [d.update(b=1) for k in d]][1]
lambda x
x = 1
import os
lambda x: x >
1 +
(1
'abc
f'{'
[1, 2
01
1__0
a b
1 if 2
x := 1
f(a=1, 2)
{1: 2, 3}
*a
lambda x, x: 1
lambda x=1, y: 2
""")

ask_all(r"""
'%5.2f|%-8s|%+d|% d|%#o|%e' % (3.14159, 'ab', 5, 5, 8, 12345.678)
'{:+}|{: }|{:e}|{:g}|{:%}|{:,}|{:_}'.format(5, 5, 12345.678, 1e10, 0.256, 1234567, 1234567)
'{:#x}|{:#b}|{:#o}|{:X}|{:c}'.format(255, 5, 8, 255, 65)
f'{3.0}', f'{3.0:g}', f'{1e100}', f'{1e100:.3}', f'{123456.789:.3}', f'{0.00001234:.3}', f'{100:.3}'
f'{100.0:.3}', f'{1234.5:.2}', f'{0.1:.20f}', f'{1e-10:.3g}', f'{-0.0}', f'{-0.0:+.1f}', f'{0:+}'
f'{float("inf"):f}', f'{float("nan"):5}', f'{float("-inf"):+}', f'{float("inf"):010}', f'{float("inf"):,}'
f'{1234567.5:,.1f}', f'{-1234567:,}', f'{1234567:+,d}', f'{1234567:>15,}', f'{1234567:015,}', f'{-1234:010,}', f'{0xffff:_b}', f'{255:#06x}', f'{255:08b}'
'abc'[::-2], 'abcdef'[4:1:-1], 'abc'[-5:2], [1,2,3,4][-1:-3:-1], (1,2,3)[::-1]
sum([0.1]*10), sum([1e308, 1e308]), sum([True, True]), sum((1, 2), start=5), sum([], start=5)
max([1, 1.0]), max([True, 1]), min([1.0, 1]), max('apple', 'pear', key=len), min({'b': 1, 'a': 2})
any('' for _ in range(3)), all(()), any({}), any({'a': 0})
isinstance('a', str) and isinstance([], (list, tuple)) and not isinstance({}, list)
isinstance(1, (str, (int,)))
type('') == str, type(1) in (int, float), type({}) is dict, type(None) is None
[1, 2] + [3] == [1, 2, 3] and (1,) + (2,) == (1, 2)
'a' < 'B', 'a' > 'B', 'abc' < 'abd', '' < 'a', [1, 2] < [1, 3], (1,) < (1, 0), [] < [0]
{'a': 1} == {'a': True}, {1, 2} == {2, 1}, {1} != {2}, frozenset({1}) == {1}
1 if [] else 2, [] or 'x', 0 or None, '' and 1, 1 and 2 and 3, not [], not not 'a'
len({1: 2, 3: 4}), len((1, 2)), len('日本'), len('\u0301e')
int('  42\n'), int('-0'), int('+7'), int('0'), int('00'), int(2.9999), int('٤٢'), int('１２')
int('0x10'), 5
int('4 2'), 5
int(None)
int('12.0')
float('1,5')
float('0x10')
float('1e400'), float('-1e-400'), float('١.٥'), float('\t1\n')
float([])
str(1e5), str(1e-4), str(123456789.123), str(1e15), str(1.0e16), str(0.1 + 0.2), str(1/3), str(100.0), str(-1.5e-7)
str([1.0, 'a', None, True, {'b': (1,)}]), repr('it\'s'), repr('"'), repr('\'"'), repr('\n\t\\'), repr('é\x00\x7f\u200b\U0001F600')
'Hello'.swapcase(), 'hello world'.title(), "they're bill's".title(), 'ALL CAPS'.capitalize(), 'ǆ'.title(), 'ß'.upper(), 'ŉ'.upper(), 'İ'.lower(), 'ΌΔΟΣ'.lower()
'x' in 'xyz', 'xy' in ['xy'], 2 in (1, 2), 'k' in {'k': 0}, None in [None], 1.0 in {1}, 'a' in ('ab',)
'  x '.strip(), 'xxaxx'.strip('x'), 'abcba'.strip('ab'), '\u3000a\u3000'.strip(), 'a\x1c'.strip(), '--a'.lstrip('-'), 'a..'.rstrip('.')
'a,b;c'.split(';'), 'a,b'.split(',', -1), 'a b'.split(maxsplit=1), 'a b c'.split(sep=' ', maxsplit=1), 'abc'.split('bc')
'a\nb'.splitlines(keepends=True), 'x'.join(['a']), '-'.join(('a', 'b')), ''.join(c for c in 'ab'), ','.join(sorted({'b', 'a'}))
'abc'.replace('b', ''), 'aaaa'.replace('a', 'b', 2), 'abc'.replace('', ''), ''.replace('', 'x')
'Abc'.islower(), 'abc1'.islower(), '123'.islower(), 'ABC'.isupper(), 'A1'.isupper(), 'Abc Def'.istitle(), 'a b'.isprintable(), 'a\n'.isprintable(), '1a'.isidentifier(), 'if'.isidentifier(), 'é1'.isidentifier()
'½'.isnumeric(), '²'.isdigit(), '²'.isdecimal(), '五'.isnumeric(), 'Ⅷ'.isnumeric(), 'ª'.isalpha(), 'ʰ'.isalpha(), 'ⓐ'.isalpha(), 'ⓐ'.islower(), 'ª'.islower(), 'ʰ'.islower()
'10'.zfill(5), '-1'.zfill(1), 'a'.rjust(3), 'a'.ljust(3, '.'), 'abc'.center(2), 'abcd'.center(7, '-')
'a.b.c'.partition('.'), 'abc'.partition('.'), 'a.b.c'.rpartition('.'), 'abc'.rpartition('.')
'abc'.index('z')
'abc'.count('z'), 'aaa'.count('a', 1), 'banana'.count('an'), 'abc'.find('c', 0, 2), 'abcabc'.rfind('a'), '🎯a🎯'.rfind('🎯'), '🎯a'.index('a')
sorted(['b', 'A', 'c']), sorted([3, 1, 2])[::-1], sorted('hello', reverse=True), sorted({3, 1}), sorted([(2, 'a'), (1, 'b')]), sorted([[1], []])
sorted([1, None])
sorted(5)
list(zip('ab', range(5))), list(enumerate([])), dict(zip('ab', [1, 2])), list(map(len, ['a', 'bb'])), list(map(str.strip, [' a '])), list(filter(str.isdigit, 'a1b2')), list(filter(lambda c: c > 'a', 'abc'))
map(1, [1]) is None
list(map(1, [1]))
zip(1)
list(range(3, 0, -1)), list(range(-3, 0)), sum(range(101)), max(range(5)), range(5)[1:3], len(range(0)), range(1, 10, 3)[-1], bool(range(0)), str(range(3)), list(reversed(range(3)))
{k: v for k, v in [('a', 1)]}, {v: k for k, v in {'a': 1}.items()}, {i % 2 for i in range(4)}, [i for i in {'a': 1, 'b': 2}], [[j for j in range(i)] for i in range(3)]
[(i, c) for i, c in enumerate('ab')], [a + b for a, b in [(1, 2), (3, 4)]], [x for xs in [[1], [2, 3]] for x in xs if x != 2]
(lambda: 1)(), (lambda x, *, y=1: x + y)(1, y=2), (lambda *args: sum(args))(1, 2), (lambda **kw: sorted(kw))(b=1, a=2), (lambda x=[]: x)()
(lambda x, y: x)(1)
(lambda x: x)(1, y=2)
len('a', 'b')
len(x=[1])
sorted([2, 1], key=None), sorted([2, 1], reverse=1), sorted(iterable=[1]) if False else 1
int(x=5)
int('5', base=8), int('z', base=36), round(2.567, ndigits=1), round(number=2.5), sum(iterable=[1]) if False else 1, enumerate('a', start=3) is None, pow(base=2, exp=3), 'a'.split(sep='b')
bool(x=1)
1 .real, (1).bit_length(), (-5).bit_length(), (255).bit_count(), 1.5.is_integer()
x.y.z
re.search('x', 'y').group()
None.get('a')
'abc'.get('a')
[1][0][0]
{}['a']['b']
{'a': None}['a']['b']
1 + None
'1' + 1
[] + ()
{} + {}
'a' * 2.0
3 * [1, [2]], 2 * (1,), -1 * 'a'
1 in {'a': 1}.values(), ('a', 1) in {'a': 1}.items(), 'a' in {'a': 1}.keys(), list({'a': 1}.keys()) == ['a'], len({'a': 1}.items()), {'a': 1}.values() == {'a': 1}.values()
{'a': 1}.keys() | {'b'}, {'a': 1}.keys() - ['a'], {'a': 1}.items() - {('a', 1)}, {1} | {'a': 1}.keys()
{1, 2} - {1}, {1} | {2}, {1} & {2}, {1} ^ {1}, {1} <= {1, 2}, {1}.issubset({1}), {1} - {1: 2}.keys(), not {1} & {2}
set([[1]])
{1, 'a', None, True, 1.0}, {(), (1,), ((1,), 2)}, {0, False, 0.0}, {'a', 'b'} == set('ab'), len({1, True, 1.0})
[1, 2, 3].index(2), [1, 2].count(1), [3, 1].copy(), [1, [2]] == [1, [2]], [1, 2] != [2, 1], [[1]] * 2
[x.append(1) or x for x in [[], [2]]], [d.pop('a') for d in [{'a': 1}]], [s.add(3) or s for s in [{1}]]
re.findall(r'(?i)todo|fixme', 'TODO fixme'), re.findall(r'\b\w{3}\b', 'abc de fgh'), re.findall(r'[A-Z]{2,}', 'ABC d EF'), re.findall(r'(\w+)=(\d+)', 'a=1 b=2'), re.findall(r'^\s*-', '- a\n  - b', re.M), re.findall(r'\d{1,3}(?:,\d{3})*', '1,234 56')
re.match(r'^v?\d+\.\d+\.\d+(?:-[\w.]+)?$', 'v1.2.3-rc.1') is not None, re.fullmatch(r'[a-z0-9-]+', 'a-b-1') is not None, re.match(r'https?://\S+', 'https://x.y/z') is not None, re.search(r'(?P<n>\d+)%', 'cov 85%')['n'], re.search(r'coverage:?\s*(\d+(?:\.\d+)?)', 'coverage: 87.5').group(1)
re.search('(a)|b', 'b').group(1), re.search('(a)|b', 'b').start(1), re.match('a', 'a').span(), re.match('', 'a').end(), re.search('x', 'axb').string, re.match('(a)(b)', 'ab').group(1, 2), re.match('(a)(b)', 'ab').lastindex, re.match('(?P<q>a)', 'a').group('q')
re.match('(?P<q>a)', 'a').group('z')
re.sub(r'[^\w\s]', '', 'a, b!'), re.sub('(?m)^', '> ', 'a\nb'), re.sub('a|b', lambda m: {'a': '1', 'b': '2'}[m[0]], 'abc'), re.sub(r'(?P<x>a)', r'\g<x>\g<1>\1', 'a'), re.sub('', '-', ''), re.sub('a', '\\n', 'a'), re.sub('a', r'\t', 'a'), re.sub('b*', 'X', 'abc'), re.sub(r'\d', '', '1a2', count=1)
re.split(r'[,;]', 'a,b;c'), re.split(r'(\d)', 'a1b2c'), re.split('', 'ab'), re.split(r'\n+', 'a\n\nb\n'), re.split(',', ''), re.split(',', 'a,b,c', maxsplit=1)
re.match(r'[\s\S]+', 'a\nb').end(), re.match(r'[^\n]+', 'ab\n').end(), re.match(r'(?s).+', 'a\nb').end(), re.match(r'.+', 'a\rb\x85c\u2028d').end(), re.match('[[]', '[') is not None, re.match(r'[a\-z]+', 'a-z').end(), re.match(r'[\^a]', '^') is not None, re.match('[a^]', '^') is not None, re.match('\\\\', '\\') is not None, re.match('a{2,3}', 'aaaa').end(), re.match('a{2,3}?', 'aaaa').end(), re.match('a{0}', 'a').end(), re.match('(a*)*', 'aab').end(), re.match('(a*)+', 'b').group(1), re.match('(?:a|ab)(?:c|bcd)', 'abcd').group(), re.match('x*', 'y').group()
re.match('é', 'É', re.I) is not None, re.match('ß', 'SS', re.I) is None, re.match('K', '\u212a', re.I) is not None, re.match('[a-z]', 'Z', re.I) is not None, re.match('[^a]', 'A', re.I) is None, re.match(r'\w', '_') is not None, re.match(r'\w', '½') is not None, re.match(r'\d', '²') is None, re.match(r'\W', 'é') is None, re.match(r'\S', '\xa0') is None, re.match(r'\s', '\x1c') is not None, re.match(r'\s', '\ufeff') is None
re.match(r'\d+$', '12\n') is not None, re.fullmatch(r'\d+', '12\n') is None, re.search(r'(?m)b$', 'b\na') is not None, re.findall(r'(?m)^\w+$', 'a\nb\n'), re.findall('(?m)$', 'a\nb\n'), re.search(r'^$', '') is not None, re.search(r'^$', '\n') is not None, re.search(r'\n$', 'a\n') is not None, re.search('[^a]$', 'a\n').span(), re.findall(r'.$', 'ab\ncd\n'), re.search(r'a\n$', 'a\n') is not None, re.search(r'b\s*$', 'a\nb\n\n').span(), re.search('(?s)a.*$', 'a\nb\n').span()
re.match('a', 'b', re.I | re.M), re.IGNORECASE == 2 or True
re.match('(?<a>b)', 'b')
re.match('[a-', 'a')
re.match('a|*', 'a')
re.match('(?P<a', 'a')
re.match('{1}', 'a')
re.match('a{1}{2}', 'aa')
re.match('^*', 'a')
re.match('$+', 'a')
re.match('(?:', 'a')
re.match(None, 'a')
re.search('a')
re.compile('(')
bool(re.search('a', 'b')), re.search('a', 'b') is None, not re.match('a', 'b')
yaml.safe_load('{a: [1, 2], b: {c: yes}}'), yaml.safe_load('- 1\n- 2'), yaml.safe_load('1.5'), yaml.safe_load('~'), yaml.safe_load('"x"'), isinstance(yaml.safe_load('a: 1'), dict)
yaml.safe_load(5)
10 // 3, -10 // 3, 10 % -3, -10 % 3, 2 ** 10, 7 / 2, 6 / 2, 1e3 // 7, 10 % 3.5, 0 // 5, -1 // 2, 5 // -1
1_000 + 0x1F + 0b11 + 0o17, 1e3, .5, 1., 1e-3, 0xdead_beef, 1_0.0_1
abs(-3), abs(3.5), abs(False), divmod(7, 2), divmod(-7, 2), pow(2, 3), pow(2.0, 3), pow(2, 3, 5), round(3.7), round(-3.5), round(3.14159, 2), round(5, 2), round(-0.4), round(0.5 + 1e-9)
abs('a')
divmod(1, 0)
chr(0x1F600), ord('é'), hex(0), bin(-0), oct(64), format(5, '03'), format('a', '>3'), format(1.5), format(True), repr(None), ascii('é😀')
ord('')
ord(5)
chr('a')
chr(0x110000)
callable(lambda: 0), callable(None), callable(str.upper), hash(1) == hash(1.0) if False else True
next(iter([1, 2])), next((x for x in [1, 2, 3] if x > 1), None), list(iter('ab')), next(iter({}), 5), next(reversed([1, 2])), next(zip([1], [2])), next(enumerate(['a'])), next(map(str, [1]))
[*range(3), *'ab'], (*[1], 2), {*[1, 1]}, {**{'a': 1}, **{'b': 2}}, [*{'a': 1}], print if False else 1
(1, *[2, 3])[1:], [1, *(), 2], max(*[1, 5, 3]), '{} {}'.format(*['a', 'b']), dict(**{'a': 1}), f'{"a":{">"}{3}}', f"{'a' 'b'}", f'{1,}', f'{ {1} }'
[n := 1, n + 1][1], (lambda x: (y := x * 2, y + 1))(3), [z for x in [1, 2, 3] if (z := x * 2) > 2], (a := 5) + a
1 < 2 < 3 < 4, 1 < 2 > 0, 1 == 1.0 == True, 'a' < 'b' < 'c', 1 < 3 < 2, 1 != 2 != 1, 1 is not 2, [] is not [], 1 in [1] in [[1]], 1 < 2 in [2]
0.1 * 3, 1e16 + 1, 2 ** 53 + 1.0, 1e308 * 10 == float('inf'), float('inf') - float('inf') != 0, -float('inf') < 0, float('nan') in [1], 1e-320, 5e-324 / 2
True + 1, True * 3, False == 0, True > False, -True, ~True, not True, True and 1, True / 2, str(True) + 'x', int(True), f'{True}', sum([True, False, True]), [10, 20][True], True << 3, True % 2, True // 1, 'a' * True
""")

ASKED_WITH = [
    ("lambda x: x > 2", 3),
    ("lambda x: x == 5.0", 5),
    ("lambda x: isinstance(x, int)", 5),
    ("lambda x: isinstance(x, float)", 1.5),
    ("lambda x: x / 2", 3),
    ("lambda x: [type(v) is int for v in x]", [1, True, "a"]),
    ("lambda x, y: x in y", "a", ["a", "b"]),
    ("lambda e: e['a']['b'][0]", {"a": {"b": [7]}}),
    ("lambda e: e['__proto__']", {"a": 1}),
    ("lambda e: e.get('constructor')", {"a": 1}),
    ("lambda e: 'toString' in e", {"a": 1}),
    ("lambda e: sorted(e.items(), key=lambda kv: (-kv[1], kv[0]))", {"a": 1, "b": 2, "c": 2}),
    ("bool", 0),
    ("str.isdigit", "12"),
    ("len", [1, 2]),
    ("(lambda n: lambda x: x > n)(3)", 4),
]


def ask_called(text, *arguments):
    try:
        answer = encode(eval(text, {"re": re, "yaml": yaml})(*arguments))
    except Exception as error:
        answer = "!" + type(error).__name__
    entries.append([text, answer, list(arguments)])


for text, *arguments in ASKED_WITH:
    ask_called(text, *arguments)

SYNTAX = [
    'not a and b',
    'lambda a, /, b: a',
    'lambda x,: x',
    'x[*a]',
    'f(a, x for x in y)',
    'f(a=1, b)',
    'x <> y',
    '1__0',
    '01',
    '00',
    '0_0',
    '01.5',
    '1_',
    '1e',
    '0x',
    '0b2',
    'lambda x: x >',
    'f"{x!r:>{w}}"',
    "f'{x:{y}.{z}}'",
    "f'{x = }'",
    'a\nb',
    '\na\n',
    'a;b',
    '[x for x in y if x if z]',
    '[x for x in y if lambda: 1]',
    '\u201ca\u201d',
    '(a:=1)',
    'a:=1',
    '{1:2, **x}',
    '{1, 2:3}',
    'lambda *, k: k',
    'lambda *: 1',
    '1 .real',
    '1.real',
    '1.5.real',
    'x[1:2, ::3]',
    'x[a:=1]',
    '(*a)',
    '*a',
    '*a,',
    'a b',
    'print x',
    'f"{}"',
    'f"{a}}"',
    'f"}"',
    "f'{x['a']}'",
    "f'{x!z}'",
    'a if b',
    'else',
    'x..y',
    'x.1',
    'u"a"',
    'ur"a"',
    '{**a for a in b}',
    '[*a for a in b]',
    'lambda x=1, y: x',
    'lambda x: y = 1',
    'f(*a, **b, c=1)',
    'f(**b, *a)',
    'f(**b, a)',
    'f(a=1,a=2)',
    'match',
    'type',
    'async',
    '1_000.5e1_0',
    'f(x=1 for x in y)',
    '1if x else 2',
    '1a',
    'x.if',
    'lambda if: 1',
    'None=1',
    'f(None=1)',
    'f(1=2)',
    'a not b',
    'a is in b',
    '- - a',
    'not',
    'a + not b',
    '2**-1',
    '-2**2',
    '()',
    '(,)',
    '[,]',
    '[1,]',
    '{,}',
    '{1:}',
    '{1:2,}',
    '{:}',
    '"a" "b"',
    '"a" f"b{c}"',
    '"\\x1"',
    '"\\u12"',
    '"\\q"',
    '"a',
    '"""a\nb"""',
    "'''a",
    '"a\nb"',
    'a\\\n+b',
    'a # c',
    '# c',
    '',
    '  ',
    'lambda x: x\n',
    'lambda x:\n x',
    'lambda x: (x\n)',
    '(yield',
    '(a',
    'a)',
    '(]',
    'x = 1',
    'x += 1',
    'x == ',
    'import x',
    'a, b',
    'a,',
    '[a := 1]',
    'f(a := 1)',
    '{a := 1}',
    '{a := 1: 2}',
    '[x for x in (y := z)]',
    'x[:, 1]',
    'x[]',
    'x[1:2:3:4]',
    'f(,)',
    'f(a,)',
    'f(a,,b)',
    'lambda a, a: 1',
    'lambda *a, *b: 1',
    'lambda **a, b: 1',
    'lambda a=1, /, b: 1',
    'lambda /: 1',
    'a < b > c',
    'a or or b',
    'f"{a!r}"',
    'f"{a:{b:{c}}}"',
    'f"{a:{b:{c:{d}}}}"',
    'f"{ {1:2}[1] }"',
    'f"{a!=b}"',
    'f"{lambda x: 1}"',
    'f"{(lambda x: 1)}"',
    'f"{a\\n}"',
    'f"{a:\\n}"',
    'f"{\'x\'}"',
    'rb"a" "b"',
    'x if y else',
    '[for x in y]',
    '[x for in y]',
    '[x for x y]',
    '[x for x in]',
    '[x for x in y for]',
    '[x for (a, b), c in y]',
    '[x for a, in y]',
    '[x for *a, b in y]',
    '[x for *a in y]',
    '[x for 1 in y]',
    '$',
    '?',
    'a!',
    'a ! b',
    '`a`',
    '0o8',
    '0xg',
    '1.',
    '.5',
    '.',
    '5.e3',
    '1.e',
    '1j',
    '1..real',
    'f"{*a,}"',
    'f"{a,b}"',
    'f"{a;b}"',
    'f" {a',
    'f"{a:x',
    'lambda: (yield)',
    '(x for x in y)',
    '(x for x in y, 1)',
    'f(x for x in y)',
    'f((x for x in y), 1)',
    'not x in y',
    'x not in not y',
    'await x',
    '{**a, **b}',
    '{*a, *b}',
    '{*a: 1}',
    '__debug__',
    'True.x',
    '"a".x',
    'a@b',
    'a.b.c(d)[e](f)',
    '\xe9',
    '\ufb01',
    'x\xb2 ',
    'f"{x:%Y-%m}"',
    'f"{{x}}"',
    'f"{x}}}"',
    'f"{{{x}}}"',
    'f"{x:{{}}}"',
    'lambda x: x if x else lambda y: y',
    'lambda x: lambda: x',
    'x if lambda: 1 else 2',
    '[lambda: 1 for x in y]',
    '[x async for x in y]',
    'f(*a for a in b)',
    'f(**a for a in b)',
]


def reads(text):
    try:
        compile(text.strip(" \t"), "gate", "eval")
        return True
    except SyntaxError:
        return False


if sys.argv[1] == "syntax":
    entries = [[text, reads(text)] for text in SYNTAX]

print("[")
print(",\n".join(json.dumps(entry, ensure_ascii=True) for entry in entries))
print("]")
