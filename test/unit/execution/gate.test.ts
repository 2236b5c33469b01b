import { describe, expect, it } from 'vitest';
import { judge } from '../../../server/execution/gate/judge.ts';
import { nextStepsOf, remediationOf } from '../../../server/execution/gate/remedies.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import { readGate } from '../../../server/workflow/gate.ts';

const gateOf = (text: string) => readGate(parseYaml(text));

const TWO_FIELDS = `
checkpoint: {strict: true}
evidence_schema:
  count: {type: integer, required: true, description: "How many there are."}
  note: {type: string}
`;

describe('the layers of a gate', () => {
  it('names missing fields first, then what is wrong in the order of the evidence', () => {
    const gate = gateOf(`
checkpoint: {strict: true}
evidence_schema:
  a: {type: string, required: true}
  b: {type: integer}
  c: {type: boolean, required: true}
`);
    const verdict = judge(gate, { zz: 1, b: 'x', a: 2 });
    expect(verdict.errors).toEqual([
      "Field 'c' is required but missing",
      "Field 'b' must be integer, got: str",
      "Field 'a' must be string, got: int",
    ]);
    expect(verdict.warnings).toEqual(["Field 'zz' not in schema (ignoring)"]);
    expect(verdict.fieldsMissing).toEqual(['c']);
    expect(verdict.fieldsFailed).toEqual(['b', 'a']);
    expect(verdict.passed).toBe(false);
  });

  it('passes a lenient gate whatever is wrong, and says so behind the warnings', () => {
    const gate = gateOf('checkpoint: {}\nevidence_schema:\n  a: {type: string, required: true}\n');
    expect(judge(gate, { other: 1 })).toMatchObject({
      passed: true,
      errors: [],
      warnings: ["Field 'other' not in schema (ignoring)", "Field 'a' is required but missing"],
    });
  });

  it('passes everything where there is no gate file, and warns of each field', () => {
    expect(judge(undefined, { x: 1 })).toMatchObject({
      passed: true,
      source: 'permissive',
      strictMode: false,
      warnings: ["Field 'x' not in schema (ignoring)"],
    });
  });

  it.each([
    ['boolean', true, 0],
    ['integer', 12345678901234567890n, true],
    ['string', '', null],
    ['object', {}, []],
    ['list', [], 'list'],
    ['dict', { a: 1 }, 'x'],
  ])('takes for %s what is one, and nothing else', (type, good, bad) => {
    const gate = gateOf(`checkpoint: {strict: on}\nevidence_schema: {f: {type: ${type}}}`);
    expect(judge(gate, { f: good }).errors).toEqual([]);
    expect(judge(gate, { f: bad }).errors).toHaveLength(1);
  });

  it('echoes strict as it is written, and goes by its truth', () => {
    const gate = gateOf('checkpoint: {strict: "false"}\nevidence_schema: {f: {required: yes}}');
    expect(judge(gate, {})).toMatchObject({ passed: false, strictMode: 'false' });
  });

  it('looks for a validator in the gate first, then in the library, else only warns', () => {
    const gate = gateOf(`
checkpoint: {strict: true}
evidence_schema:
  a: {type: integer, validator: positive}
  b: {type: integer, validator: mine}
  c: {type: integer, validator: nobodys}
validators:
  mine: "lambda x: x % 2 == 0"
`);
    expect(judge(gate, { a: 0, b: 3, c: 1 })).toMatchObject({
      errors: [
        "Validator 'positive' failed for field 'a': validation failed",
        "Validator 'mine' failed for field 'b': validation failed",
      ],
      warnings: ["Validator 'nobodys' not found for 'c'"],
    });
  });

  it('counts a validator that raises as failed, and says why', () => {
    const gate = gateOf(`
checkpoint: {strict: true}
evidence_schema: {a: {type: string, validator: v}}
validators: {v: "lambda x: x['k']"}
`);
    const [error] = judge(gate, { a: 'x' }).errors;
    expect(error).toMatch(/^Validator 'v' failed for field 'a': Validator failed: \S/);
  });

  it('lets no rule change the evidence that the next one sees', () => {
    const gate = gateOf(`
checkpoint: {strict: true}
evidence_schema: {a: {type: integer}}
cross_field_validation:
  - {rule: "lambda e: e.update(b=5) or True", error_message: one}
  - {rule: "lambda e: e.get('b') == 5", error_message: two}
`);
    const evidence = { a: 1 };
    expect(judge(gate, evidence).errors).toEqual(['Cross-field validation failed: two']);
    expect(evidence).toEqual({ a: 1 });
  });
});

describe('what to do about a verdict', () => {
  it('tells field by field what to send', () => {
    const gate = gateOf(TWO_FIELDS);
    const verdict = judge(gate, { note: 5 });
    expect(remediationOf(gate, verdict)).toBe(
      "Add 'count': a number without a fraction (How many there are). Send a text for 'note', not int.",
    );
    expect(nextStepsOf(gate, verdict, 2)).toEqual([
      "Add 'count': a number without a fraction (How many there are)",
      "Send a text for 'note', not int",
      'Submit the evidence of phase 2 again, all of it',
    ]);
  });

  it('names three errors and counts the others', () => {
    const fields = [1, 2, 3, 4, 5].map((n) => `  f${n}: {required: true}`).join('\n');
    const gate = gateOf(`checkpoint: {strict: true}\nevidence_schema:\n${fields}`);
    expect(remediationOf(gate, judge(gate, {}))).toMatch(/'f3'.*And 2 more: see errors\.$/);
  });

  it('is empty where nothing is wrong', () => {
    const gate = gateOf(TWO_FIELDS);
    const verdict = judge(gate, { count: 1 });
    expect(remediationOf(gate, verdict)).toBe('');
    expect(nextStepsOf(gate, verdict, 0)).toEqual([]);
  });
});

describe('a gate that cannot be used', () => {
  it.each([
    ['an empty file', ''],
    ['a list', '- a\n'],
    ['a section without content', 'checkpoint:\nevidence_schema: {}\n'],
    ['a field that is no mapping', 'checkpoint: {}\nevidence_schema: {b: boolean}\n'],
    ['a list for a type', 'checkpoint: {}\nevidence_schema: {b: {type: [string]}}\n'],
    [
      'a rule without message',
      'checkpoint: {}\nevidence_schema: {}\ncross_field_validation: [{rule: "lambda e: 1"}]\n',
    ],
    [
      'validators that are nothing, but named',
      'checkpoint: {}\nevidence_schema: {b: {validator: v}}\nvalidators:\n',
    ],
    [
      'a lambda without quotes',
      'checkpoint: {}\nevidence_schema: {}\nvalidators:\n  v: lambda x: x > 2\n',
    ],
  ])('is one with %s', (_name, text) => {
    expect(gateOf(text).usable).toBe(false);
  });

  it.each([
    ['sections that are empty', 'checkpoint: {}\nevidence_schema: {}\n'],
    ['an unknown type', 'checkpoint: {}\nevidence_schema: {b: {type: null}}\n'],
    [
      'validators that are nothing, and not named',
      'checkpoint: {}\nevidence_schema: {}\nvalidators:\n',
    ],
    ['a duplicate key', 'checkpoint: {}\ncheckpoint: {}\nevidence_schema: {}\n'],
    ['unknown keys', 'checkpoint: {x: 1}\nevidence_schema: {}\nmore: [1]\n'],
  ])('is none with %s', (_name, text) => {
    expect(gateOf(text).usable).toBe(true);
  });
});
