"""Records how PyYAML's safe loader reads scalars and small documents.

    python3 scripts/record-pyyaml.py > test/unit/syntax/pyyaml-scalars.json

The original engine reads gates with PyYAML, so its reading is the right one (FORMAT.md, section (e)).
The tests of server/syntax/yaml.ts compare ours with this record; Python is needed to renew it, not to test.
"""

import base64
import datetime
import json
import math

import yaml

WORDS = """
y Y n N yes Yes YES yEs no No NO nO true True TRUE tRUE false False FALSE on On ON oN off Off OFF
null Null NULL nULL none None nil ~ ~~ = == << <<< < > a A abc true1 yes. on-off
""".split()

NUMBERS = """
0 -0 +0 00 01 07 08 09 010 -010 +010 0777 0o10 0o7 1 +1 -1 12 1_000 1__0 1_ _1 -_1 +_1 0_ 0_7 0_8 1e3 1E3 12e03
1e+3 1e-3 1.0e3 1.0e+3 1.0E+3 1.0e-3 1.0e+03 -1.0e+3 1.e+3 1. -1. +1. 1.5 -1.5 +1.5 0.1 00.1 .5 -.5 +.5 .5e+1 .5e1
._5 .5_0 1._5 1_0.5 1.5_ 1.5.5 1..5 . .. ... - -- + 0b0 0b1 0b101 -0b11 +0b11 0b1_0 0b_ 0b2 0b 0B1 0x0 0x1F 0xff -0xff
+0x10 0x_1 0x_ 0x 0xg 0X1F 1:30 -1:30 +1:30 1:60 1:5 01:30 1:30:45 190:20:30 1:2:3:4 0:30 1_0:30 1:3_0 1:30.5 -1:30.5
1:30. 1:60.5 12:30:45.25 .inf -.inf +.inf .Inf .INF .iNF inf Infinity .nan .NaN .NAN -.nan nan NaN 9007199254740991
9007199254740992 9007199254740993 -9007199254740993 123456789012345678901234567890 1e400 1.0e+400 -1.0e+400
1.7976931348623157e+308 4.9e-324 0x1FFFFFFFFFFFFFF 0777777777777777777777 1a 1-2 1+1 1/2 1,5 50% $5 #5
""".split()

DATES = """
2024-01-02 2024-1-2 24-01-02 2024-02-29 2023-02-29 2024-13-01 2024-00-01 2024-01-32 0000-01-01 0001-01-01 9999-12-31
2024-01-02T03:04:05 2024-01-02t03:04:05 2024-01-02T3:04:05 2024-1-2T03:04:05 2024-01-02T03:04:05Z
2024-01-02T03:04:05.5 2024-01-02T03:04:05.123456 2024-01-02T03:04:05.1234567 2024-01-02T03:04:05.
2024-01-02T03:04:05+01:30 2024-01-02T03:04:05-01:30 2024-01-02T03:04:05+1 2024-01-02T03:04:05-0530
2024-01-02T24:00:00 2024-01-02T23:60:00 2024-01-02T23:59:60 2024-01-02T03:04 2024-01-02T 2024/01/02 20240102
2024-01-02T03:04:05+24:00 2024-01-02T03:04:05+23:59 2024-01 2024 12:30 12:30:45
""".split()

MORE_SCALARS = [
    "2024-01-02 03:04:05",
    "2024-01-02  03:04:05",
    "2024-01-02 03:04:05 Z",
    "2024-01-02 03:04:05 +02",
    "",
    "a b",
    "a  b",
    "a: b",
    "a:b",
    "a :b",
    "a #b",
    "a#b",
    "#b",
    ": b",
    ":b",
    "::",
    "- b",
    "-b",
    "? b",
    "?b",
    ", b",
    ",b",
    "[]",
    "{}",
    "[",
    "]",
    "{",
    "}",
    "[a",
    "a]",
    "{a",
    "a}",
    "&a",
    "&a b",
    "& b",
    "*a",
    "*",
    "!",
    "! 12",
    "! yes",
    '! "12"',
    "!a b",
    "!!str 12",
    "!!str yes",
    "!!str",
    "!!str [a]",
    "!!int 12",
    '!!int "12"',
    "!!int '010'",
    "!!int x",
    "!!int 1.5",
    "!!float 1",
    "!!float 1e3",
    "!!float x",
    "!!float '.inf'",
    "!!bool yes",
    '!!bool "no"',
    "!!bool y",
    "!!null x",
    "!!null",
    "!!timestamp 2024-01-02",
    "!!timestamp x",
    "!!binary aGk=",
    "!!seq [a]",
    "!!map {a: 1}",
    "!!seq {a: 1}",
    "!!map [a]",
    "!!set {a, b}",
    "!!omap [a: 1, b: 2]",
    "!!pairs [a: 1, a: 2]",
    "!!merge x",
    "!!python/none x",
    "!<tag:yaml.org,2002:int> '7'",
    "!<x> 7",
    "!x {a: 1}",
    "!x [a]",
    "| ",
    "|x",
    "> x",
    "@a",
    "a@b",
    "`a",
    "%a",
    "a%b",
    '"a"',
    "'a'",
    '""',
    "''",
    '"12"',
    "'yes'",
    '"a',
    "'a",
    '"a" b',
    "'a' b",
    "'it''s'",
    "'it's'",
    '"a\\nb"',
    '"a\\qb"',
    '"\\x41\\u00e9\\U0001F600"',
    '"\\0\\a\\b\\e\\f\\r\\t\\v\\N\\_\\L\\P\\ \\/\\\\"',
    '"\\x4"',
    '"a\\"b"',
    '"<<"',
    "'='",
    "a\tb",
    "a\t",
    "\ta",
    "a \t# c",
    '"a\tb"',
    "'a\tb'",
    "a\u00a0b",
    "é",
    "😀",
    "a\x07b",
    "a\x7fb",
    "\ufeffa",
    '"a\x00b"',
    "a b: c",
    "lambda x: x > 0",
    '"lambda x: x > 0"',
    "len(x)>0",
    "{a: 1, b: [2, y]}",
    "{a, b: 1}",
    "{a: 1,}",
    "[1, 2,]",
    "[1,, 2]",
    "[, 1]",
    "[a: 1]",
    "[a: 1, b]",
    "[1 2]",
    "[a b: c d]",
    "{a:1}",
    '{"a":1}',
    "{a :1}",
    "{a: b c}",
    "{a: b: c}",
    "{1: 2}",
    "{yes: 2}",
    "{? a : b}",
    "{[a]: b}",
    "{{a: b}: c}",
    "[a, #c",
    "[a]#c",
    '"a"#c',
    "[a}",
    "{a: 1}}",
    "[[[]]]",
    "[-]",
    "[- a]",
    "[a, -b, - c]",
    "[~, , ]",
]

DOCUMENTS = [
    "",
    " ",
    "\n",
    "# only a comment\n",
    "---\n",
    "---\n...\n",
    "--- a\n",
    "...\n",
    "a\n",
    "a: 1",
    "a: 1\n...\n",
    "a: 1\n---\n",
    "a: 1\n---\nb: 2\n",
    "a: 1\n...\nb: 2\n",
    "a: 1\n...\n# c\n",
    "\ufeffa: yes\n",
    "a: 1\r\nb: yes\r\n",
    "a: 1\rb: 2\r",
    "a: 1\u0085b: 2",
    "# a\u2028b: 2",
    "%YAML 1.1\n---\na: yes\n",
    "%YAML 1.2\n---\na: yes\nb: 010\nc: 0o10\n",
    "%YAML 2.0\n---\na: yes\n",
    "%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1\n",
    "%FOO bar\n---\na: 1\n",
    "%YAML 1.1\na: 1\n",
    "a: 1\na: 2\n",
    "a: 1\nb: 2\na: 3\n",
    "1: a\n'1': b\n",
    "1: a\n1.0: b\n",
    "on: a\nyes: b\n",
    "010: a\n8: b\n",
    "~: a\n",
    ": a\n",
    "? a\n",
    "? a\n: b\n",
    "? a\nb: c\n",
    "? [a]\n: b\n",
    "[a]: b\n",
    "{a: b}: c\n",
    "? - a\n: b\n",
    "2024-01-02: a\n",
    '"a": 1\n',
    "'a': 1\n",
    '"a" : 1\n',
    "a : 1\n",
    "a:b: 1\n",
    "a:\n",
    "a:\nb:\n",
    "a: ~\n",
    "a:\n  b: 1\n  c: 2\n",
    "a:\n b: 1\n  c: 2\n",
    "a:\n  b: 1\n c: 2\n",
    "a:\n    b: 1\n  c: 2\nd: 3\n",
    "a: 1\n b: 2\n",
    " a: 1\n b: 2\n",
    " a: 1\nb: 2\n",
    "a:\n- b\n- c\n",
    "a:\n  - b\n  - c\n",
    "a:\n  - b\n - c\n",
    "a: - b\n",
    "- a\n- b\n",
    "- a\nb: 1\n",
    "a: 1\n- b\n",
    "-\n- a\n-\n",
    "- - a\n  - b\n- c\n",
    "- a: 1\n  b: 2\n- c\n",
    "-a\n",
    "- \n  a: 1\n",
    "a: b: c\n",
    "a: lambda x: x\n",
    "a: b\n  c\n",
    "a: b\n\n  c\n",
    "a: b\nc\n",
    "a: b # d\n  c\n",
    "a:\n  b\n  c\n",
    "a:\n  b\n  c: 1\n",
    "a: |\n  x\n  y\nb: 1\n",
    "a: |\n  x\n\n  y\n\n",
    "a: |-\n  x\n\n",
    "a: |+\n  x\n\n",
    "a: |2\n   x\n  y\n",
    "a: |\n   x\n  y\n",
    "a: >\n  x\n  y\n\n  z\n",
    "a: >\n  x\n   y\n  z\n",
    "a: >-\n  x\n  y\n",
    "a: | # c\n  x\n",
    "a: |\nb: 1\n",
    "a: |\n\tx\n",
    "a: |\n  x\ty\n",
    "a: |0\n x\n",
    "a: |x\n x\n",
    "a: >\n\n  x\n",
    'a: "b\n  c"\n',
    'a: "b\n\n  c"\n',
    'a: "b\\\n  c"\n',
    'a: "b  \n  c"\n',
    "a: 'b\n  c'\n",
    'a: "b\nc"\n',
    'a: "b\n',
    "a: 'b\nc: 1\n",
    "a: [b,\n  c]\n",
    "a: [\n  b,\n  c\n]\n",
    "a: [\nb\n]\n",
    "a: {\n  b: 1\n}\n",
    "a: {b: 1\n",
    "a: [b\nc: 1\n",
    "a: [b, # c\n  d]\n",
    "a: [b\n  c]\n",
    "a:\tb\n",
    "a: b\t\n",
    "a: b \n",
    "a: b\t# c\n",
    "\ta: b\n",
    "a:\n\tb: 1\n",
    "a:\n  b: 1\n\tc: 2\n",
    "- \ta\n",
    "-\ta\n",
    "a: [b,\tc]\n",
    "a: 1\n\t\nb: 2\n",
    "a: 1 #\tc\n",
    "a: &x 1\nb: *x\n",
    "a: &x {b: 1}\nc: *x\n",
    "a: *x\n",
    "a: &x [*x]\n",
    "a: &x {b: *x}\n",
    "a: &x 1\nb: &x 2\n",
    "&x a: 1\nb: *x\n",
    "a: &x k\n*x : 1\n",
    "a: &x\nb: *x\n",
    "a: & b\n",
    "a: &x &y b\n",
    "a: &x *x\n",
    "a: &x b\nc: &y *x\n",
    "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n",
    "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n",
    "a: &x {b: 1, c: 2}\nd:\n  c: 3\n  <<: *x\n",
    "a: &x {b: 1}\nb: &y {b: 2, c: 3}\nd:\n  <<: [*x, *y]\n",
    "a: &x {b: 1}\nb: &y {b: 2, c: 3}\nd:\n  <<: *x\n  <<: *y\n",
    "a: &x {b: 1}\nb: &y {<<: *x, c: 3}\nd:\n  <<: *y\n",
    "a: {<<: {b: 1}}\n",
    "a: {<<: b}\n",
    "a: {<<: [b]}\n",
    "a: {<<: }\n",
    "a: {'<<': {b: 1}}\n",
    "a: <<\n",
    "a: =\n",
    "a: [=]\n",
    "=: a\n",
    "- <<\n",
    "<<: {a: 1}\nb: 2\n",
    "a: !foo b\n",
    "a: !foo\nb: 1\n",
    "!foo a: 1\n",
    "a: !!int b\n",
    "!!map\na: 1\n",
    "!!str\na: 1\n",
    "a: !!str\nb: 1\n",
    "a: !!str &x 1\nb: *x\n",
    "a: &x !!str 1\nb: *x\n",
    "a: !!binary |\n  aGk=\n",
    "a\nb: 1\n",
    "a: 1\nb\n",
    "a: 1\nb\nc: 2\n",
    "a: 1\n  b: 2\n",
    "a: {b: 1} c\n",
    "a: [b] c\n",
    'a: "b" c\n',
    "a: @b\n",
    "a: `b`\n",
    "a: }\n",
    "a: ]\n",
    "a: ,\n",
    "}\n",
    "a: {b\n  : 1}\n",
    "a: [b\n  : 1]\n",
    "a: {b: 1,\n  c}\n",
    "checkpoint:\n  strict: off\n  allow_override: yes\nevidence_schema:\n  n: {type: integer, required: on}\nvalidators: {}\n",
    "evidence_schema:\n  1:\n    type: string\n  on:\n    type: boolean\n  2024-01-02:\n    type: list\n",
    "cross_field_validation:\n- rule: \"lambda e: e['a'] > 0\"\n  error_message: 'it''s wrong'\n",
    "validators:\n  v: lambda x: x\n",
    "validators:\n  v: >-\n    lambda x:\n    x > 0\n",
]


def encode(value, open_ids=()):
    """A value as JSON that keeps Python's types apart."""
    if id(value) in open_ids:
        raise ValueError("recursive")
    inner = (*open_ids, id(value))
    if value is None:
        return ["null"]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", str(value)]
    if isinstance(value, float):
        return ["float", "nan" if math.isnan(value) else repr(value)]
    if isinstance(value, str):
        return ["str", value]
    if isinstance(value, bytes):
        return ["bytes", base64.b64encode(value).decode()]
    if isinstance(value, datetime.datetime):
        zoned = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        return ["datetime", zoned.astimezone(datetime.timezone.utc).isoformat()]
    if isinstance(value, datetime.date):
        return ["date", value.isoformat()]
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, [encode(item, inner) for item in value]]
    if isinstance(value, set):
        return ["set", sorted(encode(item, inner) for item in value)]
    return ["dict", [[encode(key, inner), encode(item, inner)] for key, item in value.items()]]


def record(text):
    """What the safe loader reads, or the class of what it raises."""
    try:
        return encode(yaml.safe_load(text))
    except Exception as error:  # noqa: BLE001: whatever it raises is an answer
        return ["error", type(error).__name__]


def main():
    scalars = dict.fromkeys(WORDS + NUMBERS + DATES + MORE_SCALARS)
    documents = [f"v: {scalar}\n" for scalar in scalars] + DOCUMENTS
    rows = ",\n".join(json.dumps([text, record(text)]) for text in documents)
    print(f'{{\n"pyyaml": "{yaml.__version__}",\n"readings": [\n{rows}\n]\n}}')


if __name__ == "__main__":
    main()
