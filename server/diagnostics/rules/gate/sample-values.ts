import type { EVIDENCE_TYPES } from '../../../workflow/gate.ts';
import type { Limits } from '../../../workflow/lambda/budget.ts';
import { defaultLimits } from '../../../workflow/lambda/budget.ts';
import type { LambdaOutcome } from '../../../workflow/lambda/lambda.ts';

type EvidenceType = (typeof EVIDENCE_TYPES)[number];

/** Values that agents submit, of each type: enough kinds that a validator that fails for all is wrong. */
const SAMPLES: Readonly<Record<EvidenceType, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [0, 1, -1, 7, 42, 80, 100, 12_345],
  string: [
    '',
    'a',
    'All tests pass',
    '42',
    '3.5',
    'true',
    'src/main.py',
    '2026-01-31',
    'one, two',
    'key: value',
    '{"key": [1, 2]}',
    '0123456789abcdef0123456789abcdef01234567',
    'https://example.org/page',
    'first line\nsecond line',
  ],
  object: [{}, { key: 'value' }, { name: 'a', count: 1 }, { items: [1, 2] }],
  list: [[], [1], [1, 2, 3], ['a', 'b'], [{ name: 'a' }], [true, false], [[1, 2]]],
};

/** The fixed table for a type of evidence; undefined for what is none. */
export function samplesOf(type: string): readonly unknown[] | undefined {
  return Object.entries(SAMPLES).find(([name]) => name === type)?.[1];
}

/** What a sample may cost: a real validator takes a hundredth of it. */
export const SAMPLE_LIMITS: Limits = { ...defaultLimits, steps: 5_000 };

/**
 * The error that every call ends with because the value is of a wrong kind: then it is the same for
 * all values of that type. Undefined if a call succeeds, or fails for what may be the value's fault.
 */
export function certainError(
  outcomes: Iterable<LambdaOutcome>,
): { readonly kind: string; readonly message: string } | undefined {
  let first: { readonly kind: string; readonly message: string } | undefined;
  for (const outcome of outcomes) {
    if (outcome.ok || !CERTAIN.has(outcome.error.kind)) return undefined;
    first ??= outcome.error;
  }
  return first;
}

/** `error` is `re.error`: a pattern that is wrong. */
const CERTAIN: ReadonlySet<string> = new Set(['TypeError', 'AttributeError', 'error']);
