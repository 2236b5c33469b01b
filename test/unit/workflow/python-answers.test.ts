import { describe, expect, it } from 'vitest';
import { callLambda, compileLambda } from '../../../server/workflow/lambda/lambda.ts';
import record from './python-answers.json' with { type: 'json' };
import { notation } from './python-notation.ts';

/** Recorded by scripts/record-python.py: an expression, Python's answer, the arguments. */
type Entry = readonly [expression: string, answer: string, args?: readonly unknown[]];

/** Where we answer something else, and why. */
const deviations: Readonly<Record<string, string>> = {
  'lambda: (-1) ** (-0.5)': 'complex numbers have no place in a gate',
  'lambda: (-8) ** (1/3) == 1': 'complex numbers have no place in a gate',
  'lambda: print is None': 'what leads out of a gate is refused by name',
  "lambda: ([float('nan')] == [float('nan')], (lambda n: [n] == [n])(float('nan')))":
    'all NaN are one object here',
};

const entries = record as unknown as readonly Entry[];
const kept = entries.filter(([expression]) => !(expression in deviations));

describe('what Python answers, we answer', () => {
  it.each(kept.map((entry) => ({ entry, expression: entry[0] })))('$expression', ({ entry }) => {
    expect(ours(entry)).toBe(theirs(entry));
  });

  it.each(Object.entries(deviations))('but for %s: %s', (expression) => {
    const entry = entries.find(([recorded]) => recorded === expression);
    expect(entry).toBeDefined();
    if (entry !== undefined) expect(ours(entry)).not.toBe(theirs(entry));
  });
});

function ours([expression, , args = []]: Entry): string {
  const outcome = callLambda(compileLambda(expression), args);
  return outcome.ok ? notation(outcome.value) : `!${outcome.error.kind}`;
}

/** PyYAML has an exception for each stage; we have one. */
function theirs([, answer]: Entry): string {
  return answer === '!ScannerError' || answer === '!ParserError' ? '!YAMLError' : answer;
}
