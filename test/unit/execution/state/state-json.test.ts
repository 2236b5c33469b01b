import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { parseStateJson, printStateJson } from '../../../../server/execution/state/state-json.ts';
import { MAX_DEPTH, type StateValue } from '../../../../server/execution/state/state-value.ts';
import record from './python-json.json' with { type: 'json' };

function parsed(text: string): StateValue {
  const result = parseStateJson(text);
  if ('problem' in result) throw new Error(result.problem.message);
  return result.value;
}

function printed(value: StateValue): string {
  const result = printStateJson(value);
  if ('problem' in result) throw new Error(result.problem);
  return result.text;
}

const problemOf = (text: string) => {
  const result = parseStateJson(text);
  return 'problem' in result ? result.problem.message : undefined;
};

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('what Python wrote is written again as it was', () => {
  it.each(record.written)('%j', (text) => {
    expect(printed(parsed(text))).toBe(text);
  });

  it('in every state file of the corpus', ({ skip }) => {
    const folder = path.join(process.env.PRAXIS_SHARED ?? '../shared', 'corpus', 'state');
    let names: string[] = [];
    try {
      names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    } catch {
      skip('the corpus is not here');
    }
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      expect(printed(parsed(text))).toBe(text);
    }
  });

  it('also from a copy that a spread made, with a value replaced and one added', () => {
    const value = parsed('{"b": 1, "10": 2, "2": 3}') as Record<string, StateValue>;
    expect(printed({ ...value, '10': 'new', '1': 4 })).toBe(
      '{\n  "b": 1,\n  "10": "new",\n  "2": 3,\n  "1": 4\n}',
    );
    const { b: _, ...rest } = value;
    expect(printed(rest)).toBe('{\n  "10": 2,\n  "2": 3\n}');
  });
});

describe('numbers of ours are written as Python writes them', () => {
  it.each(record.floats)('the double %s', (bits, text) => {
    expect(printed(Buffer.from(bits, 'hex').readDoubleBE(0))).toBe(text);
  });

  it.each([
    [5, '5'],
    [-0, '-0.0'],
    [2 ** 53, '9007199254740992'],
    [123456789012345680000, '123456789012345683968'],
    [1e21, '1e+21'],
    [1e22, '1e+22'],
    [-1.5e300, '-1.5e+300'],
    [12345678901234567890n, '12345678901234567890'],
    [new LosslessNumber('1E3'), '1E3'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('%s', (value, text) => {
    expect(printed(value)).toBe(text);
  });
});

describe('reading', () => {
  it('keeps the text of numbers', () => {
    const text = '[5.0, 1e3, 1E+03, -0, 12345678901234567890, 0.10]';
    expect(parsed(text)).toEqual(
      ['5.0', '1e3', '1E+03', '-0', '12345678901234567890', '0.10'].map(
        (number) => new LosslessNumber(number),
      ),
    );
  });

  it('takes the last of two equal keys, where the first stood', () => {
    expect(printed(parsed('{"a": 1, "b": 2, "a": 3}'))).toBe('{\n  "a": 3,\n  "b": 2\n}');
  });

  it('gives a key named __proto__ no power', () => {
    const value = parsed('{"__proto__": {"polluted": true}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });

  it.each([
    ['', 'Line 1, column 1: the text ends, and a value is missing.'],
    ['{"a": 1', 'Line 1, column 8: the text ends, and a comma or } is missing.'],
    ['{\n  "a": 1\n  "b": 2\n}', 'Line 3, column 3: a comma or } is missing.'],
    ['{"a" 1}', 'Line 1, column 6: a colon is missing.'],
    ['{"a": }', 'Line 1, column 7: a value is missing.'],
    ['{a: 1}', 'Line 1, column 2: a key in double quotes is missing.'],
    ['{"a": 1,}', 'Line 1, column 9: a key in double quotes is missing.'],
    ['[1,]', 'Line 1, column 4: a value is missing.'],
    ['[1 2]', 'Line 1, column 4: a comma or ] is missing.'],
    ['[01]', 'Line 1, column 3: a comma or ] is missing.'],
    ['[True]', 'Line 1, column 2: a value is missing.'],
    ['["a\nb"]', 'Line 1, column 4: a control character stands in a string.'],
    ['["\\x"]', 'Line 1, column 3: an escape in a string is not complete.'],
    ['["\\u12"]', 'Line 1, column 3: an escape in a string is not complete.'],
    ['["abc', 'Line 1, column 2: a string is not closed.'],
    ['{}{}', 'Line 1, column 3: the state ends here, but text follows.'],
    ['\uFEFF{}', 'Line 1, column 1: the file begins with a byte order mark.'],
    [nested(MAX_DEPTH + 1), 'Line 1, column 201: lists and objects are nested more than 200 deep.'],
    ['['.repeat(1e6), 'Line 1, column 201: lists and objects are nested more than 200 deep.'],
  ])('%#: says what is wrong and where', (text, message) => {
    expect(problemOf(text)).toBe(message);
  });

  it('never throws, whatever the text', () => {
    const alphabet = fc.constantFrom(...'{}[],:"\\/-+.0123eENaIfinytrulse \n\t\u0000é\uD800');
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: alphabet }), fc.string({ unit: 'binary' })),
        (text) => {
          const result = parseStateJson(text);
          expect('value' in result || result.problem.line > 0).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads what JSON.parse reads, and refuses what that refuses', () => {
    const alphabet = fc.constantFrom(...'{}[],:"\\0123-.eEtruefalsn \n');
    const texts = fc.oneof(fc.string({ unit: alphabet }), fc.json(), damaged);
    fc.assert(
      fc.property(texts, (text) => {
        let theirs: unknown;
        try {
          theirs = JSON.parse(text);
        } catch {
          theirs = undefined;
        }
        const result = parseStateJson(text);
        expect('value' in result ? plain(result.value) : undefined).toEqual(theirs);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('printing', () => {
  it('refuses what reading would refuse: deeper nesting, and cycles', () => {
    expect(printed(parsed(nested(MAX_DEPTH)))).toContain('[]');
    const cycle: StateValue[] = [];
    cycle.push({ a: cycle });
    expect(printStateJson(cycle)).toEqual({
      problem: 'Lists and objects are nested more than 200 deep, at /0/a/0/a/0/a.',
    });
  });

  it('refuses what JSON cannot hold, and leaves out what is undefined', () => {
    const foreign = { a: { b: undefined, c: () => 1 } } as unknown as StateValue;
    expect(printStateJson(foreign)).toEqual({
      problem: 'A function cannot be written to a state file, at /a/c.',
    });
    expect(printed({ a: undefined } as unknown as StateValue)).toBe('{}');
  });

  it('and parsing and printing give the same text again', () => {
    fc.assert(
      fc.property(stateLike, (value) => {
        const text = printed(value);
        expect(printed(parsed(text))).toBe(text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is where ASCII begins
        expect(text).toMatch(/^[\x00-\x7f]*$/);
      }),
      { numRuns: 1000 },
    );
  });
});

const key = fc.oneof(fc.string({ unit: 'binary' }), fc.nat().map(String), fc.constant('__proto__'));

const { stateLike } = fc.letrec<{ stateLike: StateValue }>((tie) => ({
  stateLike: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'binary' }),
    fc.oneof(fc.boolean(), fc.constant(null), fc.double(), fc.integer(), fc.bigInt()),
    fc
      .stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/)
      .map((text) => new LosslessNumber(text)),
    fc.array(tie('stateLike'), { maxLength: 5 }),
    fc
      .array(fc.tuple(key, tie('stateLike')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

const damaged = fc
  .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', '1'))
  .map(([text, at, with_]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + with_ + text.slice(place + 1);
  });

/** With JavaScript's numbers, as JSON.parse has it. */
function plain(value: StateValue): unknown {
  if (value instanceof LosslessNumber) return Number(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}
