import { describe, expect, test } from 'vitest';
import { CursorFixture, labelsAt } from './cursor-fixture.ts';

const PHASE = `//- metadata.json
{ "phases": [{ "phase_number": 0, "checkpoint": { "required_evidence": ["count", "reviewed"] } }] }
//- phases/0/phase.md
# Phase 0: Prepare

| Evidence | Type | Validator | Description |
|---|---|---|---|
| \`count\` | integer | positive | How many there are |
| \`notes\` | string | | What was found |
`;

function gate(text: string): string {
  return `${PHASE}//- phases/0/gate-definition.yaml\n${text}`;
}

describe('keys of a gate', () => {
  test.each([
    [
      'at the top',
      'checkpoint: {}\n│',
      ['evidence_schema', 'validators', 'cross_field_validation'],
    ],
    [
      'half-typed',
      'checkpoint: {}\nev│',
      ['evidence_schema', 'validators', 'cross_field_validation'],
    ],
    ['of the checkpoint', 'checkpoint:\n  strict: true\n  al│\n', ['allow_override']],
    [
      'of a field',
      'evidence_schema:\n  a:\n    type: string\n    │\n    required: true',
      ['validator', 'validator_params', 'description'],
    ],
    [
      'of a field, over blank lines and comments',
      'evidence_schema:\n  a:\n    # note\n\n    ty│',
      ['type', 'required', 'validator', 'validator_params', 'description'],
    ],
    ['of a rule', 'cross_field_validation:\n  - rule: "lambda e: True"\n    │', ['error_message']],
    ['of a rule behind its dash', 'cross_field_validation:\n  - │', ['rule', 'error_message']],
    ['of a rule at the margin', 'cross_field_validation:\n- rule: "x"\n  er│', ['error_message']],
    [
      'within braces',
      'evidence_schema:\n  a: {type: string, │}',
      ['required', 'validator', 'validator_params', 'description'],
    ],
    [
      'within braces, before others',
      'evidence_schema:\n  a: {re│, type: string}',
      ['required', 'validator', 'validator_params', 'description'],
    ],
    [
      'that a library validator takes',
      'evidence_schema:\n  a:\n    validator: in_range\n    validator_params:\n      min_val: 1\n      │',
      ['max_val'],
    ],
    ['with CRLF', 'checkpoint:\r\n  strict: true\r\n  │\r\n', ['allow_override']],
  ])('%s', (_, text, expected) => {
    expect(labelsAt(gate(text))).toEqual(expected);
  });

  test('fields are those that phase.md and metadata announce and the gate lacks', () => {
    expect(labelsAt(gate('evidence_schema:\n  count:\n    type: integer\n  │'))).toEqual([
      'notes',
      'reviewed',
    ]);
  });

  test('validators are those that fields use and nobody defines', () => {
    const fields = 'evidence_schema:\n  a:\n    validator: mine\n  b:\n    validator: positive\n';
    expect(labelsAt(gate(`${fields}validators:\n  │`))).toEqual(['mine']);
  });

  test('a field comes with what phase.md says of it', () => {
    const cursor = new CursorFixture(gate('evidence_schema:\n  co│'));
    expect(cursor.accept('count', 'snippet')).toBe(
      `evidence_schema:
  count:
    type: \${1:integer}
    required: \${2:true}
    description: "\${3:How many there are}"`,
    );
    expect(cursor.accept('count')).toBe('evidence_schema:\n  count:');
  });

  test('a key that has its colon gets no second one', () => {
    const cursor = new CursorFixture(gate('checkpoint:\n  str│: true'));
    expect(cursor.accept('strict')).toBe('checkpoint:\n  strict: true');
  });

  test('a blank line that is indented wrongly is put right', () => {
    const cursor = new CursorFixture(gate('checkpoint:\n    strict: true\n  │\n'));
    expect(cursor.accept('allow_override')).toBe(
      'checkpoint:\n    strict: true\n    allow_override: \n',
    );
  });

  test('a list offers its next item', () => {
    const item = new CursorFixture(gate('cross_field_validation:\n  │')).item('- cross-field rule');
    expect(item.snippet).toBe('- rule: "$1"\n  error_message: "$2"');
  });

  test.each([
    ['in a comment', 'checkpoint:\n  # st│'],
    ['in a block of text', 'evidence_schema:\n  a:\n    description: |\n      ty│'],
    ['below a value', 'checkpoint:\n  strict: true\n    al│'],
    ['in a mapping that knows no keys', 'unknown:\n  │'],
    ['in prose', 'evidence_schema:\n  a:\n    description: a type of │'],
  ])('nothing %s', (_, text) => {
    expect(labelsAt(gate(text))).toEqual([]);
  });
});

describe('values of a gate', () => {
  test.each([
    ['type: │', 'boolean', 'type: boolean'],
    ['type:│', 'boolean', 'type: boolean'],
    ['type: bo│', 'boolean', 'type: boolean'],
    ['type: "bo│', 'boolean', 'type: boolean'],
    ['type: "bo│"', 'boolean', 'type: boolean'],
    ['type: bo│ # why', 'boolean', 'type: boolean # why'],
    ['required: │', 'true', 'required: true'],
    ['validator: non│', 'non_negative', 'validator: non_negative'],
  ])('%s', (text, label, expected) => {
    const field = 'evidence_schema:\n  a:\n    ';
    expect(new CursorFixture(gate(field + text)).accept(label)).toBe(field + expected);
  });

  test('within braces', () => {
    const text = 'evidence_schema:\n  a: {type: bo│, required: true}';
    expect(new CursorFixture(gate(text)).accept('boolean')).toBe(
      'evidence_schema:\n  a: {type: boolean, required: true}',
    );
  });

  test('the type and description that phase.md gives a field come first', () => {
    const field = 'evidence_schema:\n  count:\n    ';
    expect(labelsAt(gate(`${field}type: │`))[0]).toBe('integer');
    expect(new CursorFixture(gate(`${field}description: │`)).accept('How many there are')).toBe(
      `${field}description: How many there are`,
    );
  });

  test("the gate's own validators come before the library's", () => {
    const text = 'evidence_schema:\n  a:\n    validator: │\nvalidators:\n  mine: "lambda x: x"\n';
    const labels = labelsAt(gate(text));
    expect(labels[0]).toBe('mine');
    expect(labels).toContain('all_items_type');
  });

  test('a text that YAML would read as something else is quoted', () => {
    const text = gate('evidence_schema:\n  notes:\n    description: │').replace(
      'What was found',
      'no',
    );
    expect(new CursorFixture(text).accept('no')).toContain('description: "no"');
  });
});

test('an empty gate becomes the whole file, with the evidence that the phase announces', () => {
  const whole = new CursorFixture(gate('│')).item('gate-definition.yaml');
  expect(whole.newText).toBe(`checkpoint:
  strict: false
  allow_override: true

evidence_schema:
  count:
    type: integer
    required: true
    description: "How many there are"
  notes:
    type: string
    required: true
    description: "What was found"
  reviewed:
    type: boolean
    required: true
    description: ""

validators: {}
`);
});
