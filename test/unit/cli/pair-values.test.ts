import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printJsonLine } from '../../../server/cli/exact-json.ts';
import { type Misfit, typedPairs, untypedPairs } from '../../../server/cli/run/pair-values.ts';
import { PraxisError } from '../../../server/protocol/errors.ts';
import type { EvidenceFieldItem } from '../../../server/protocol/gate-requests.ts';

const field = (name: string, type: string): EvidenceFieldItem => ({
  name,
  type,
  required: true,
  description: `About ${name}`,
});

const FIELDS = [
  field('flag', 'boolean'),
  field('count', 'integer'),
  field('note', 'string'),
  field('files', 'list'),
  field('impact', 'object'),
];

/** The evidence of some pairs, as JSON. */
const read = (...pairs: string[]) => printJsonLine(typedPairs(pairs, FIELDS));

function misfitsOf(...pairs: string[]): readonly Misfit[] {
  try {
    typedPairs(pairs, FIELDS);
  } catch (error) {
    if (error instanceof PraxisError) return error.data.misfits as readonly Misfit[];
    throw error;
  }
  throw new Error('The pairs were taken.');
}

describe('pairs that fit', () => {
  it.each([
    [['flag=true'], '{"flag":true}'],
    [['flag=No'], '{"flag":false}'],
    [['count=12'], '{"count":12}'],
    [['count=-123456789012345678901234567890'], '{"count":-123456789012345678901234567890}'],
    [['note=12'], '{"note":"12"}'],
    [['note='], '{"note":""}'],
    [['note=a=b, c'], '{"note":"a=b, c"}'],
    [['files=["a.py", 1.0]'], '{"files":["a.py",1.0]}'],
    [['files=[]'], '{"files":[]}'],
    [['files=a.py'], '{"files":["a.py"]}'],
    [['files=a, b', 'files={"x": 1}'], '{"files":["a, b",{"x":1}]}'],
    [['files=[1]', 'files=[2]'], '{"files":[[1],[2]]}'],
    [['impact={"users": 5.0}'], '{"impact":{"users":5.0}}'],
    [['other=5.0', 'more=some text', 'none=null'], '{"other":5.0,"more":"some text","none":null}'],
  ])('%j are %s', (pairs, json) => {
    expect(read(...pairs)).toBe(json);
  });

  it('keeps a field called __proto__ a field', () => {
    const evidence = typedPairs(['__proto__={"polluted": true}'], []);
    expect(Object.keys(evidence)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(evidence)).toBe(Object.prototype);
  });
});

describe('pairs that do not fit', () => {
  it.each([
    'flag=1',
    'flag=',
    'count=1.0',
    'count=1e3',
    'count=007',
    'count=twelve',
    'files=',
    'files=[1',
    'impact=[]',
    'impact=text',
    'impact=null',
  ])('refuses %s with what the field is for', (pair) => {
    const [name] = pair.split('=');
    expect(misfitsOf(pair)).toMatchObject([{ field: name, description: `About ${name}` }]);
  });

  it('names all of them at once', () => {
    expect(
      misfitsOf('flag=x', 'note=fine', 'count=y', 'note=twice').map((misfit) => misfit.field),
    ).toEqual(['flag', 'note', 'count']);
  });
});

describe('options', () => {
  it('are JSON if they parse, else text', () => {
    expect(printJsonLine(untypedPairs(['spec_path=docs/spec', 'depth=2']))).toBe(
      '{"spec_path":"docs/spec","depth":2}',
    );
  });

  it('have a name', () => {
    expect(() => untypedPairs(['docs/spec'])).toThrow('expected key=value');
    expect(() => untypedPairs(['=x'])).toThrow('expected key=value');
  });
});

it('takes any integer exactly, and any text as it is', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.string({ unit: 'binary' }), (count, note) => {
      const evidence = typedPairs([`count=${count}`, `note=${note}`], FIELDS);
      expect(String(evidence.count)).toBe(String(count));
      expect(evidence.note).toBe(note);
    }),
  );
});

it('never throws anything but a refusal', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('flag', 'count', 'files', 'impact', 'x'),
      fc.string(),
      (name, value) => {
        try {
          typedPairs([`${name}=${value}`], FIELDS);
        } catch (error) {
          expect(error).toBeInstanceOf(PraxisError);
        }
      },
    ),
  );
});
