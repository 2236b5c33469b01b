import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../server/syntax/json.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import { checkSchema } from '../../../server/workflow/schema-check.ts';

const metadata = {
  workflow_type: 'release_checklist_v1',
  version: '1.0.0',
  description: 'How a small library is released',
  total_phases: 1,
  estimated_duration: '3 hours',
  primary_outputs: ['A release'],
  phases: [
    {
      phase_number: 0,
      phase_name: 'Scope',
      purpose: 'Know what ships',
      estimated_effort: '1 hour',
      key_deliverables: ['A list'],
      validation_criteria: ['It is complete'],
    },
  ],
};
const checkMetadata = (changes: object) =>
  checkSchema('metadata', parseJson(JSON.stringify({ ...metadata, ...changes })));
const checkGate = (evidence: string, rest = '') =>
  checkSchema(
    'gate-definition',
    parseYaml(`checkpoint: {}\nevidence_schema:\n${evidence}\n${rest}`),
  );

describe('metadata', () => {
  it('that says all that the engine needs has no finding', () => {
    expect(checkMetadata({})).toEqual([]);
  });

  it('may have fields that the engine does not know', () => {
    expect(checkMetadata({ notes: 'x', something_else: 1 })).toEqual([]);
  });

  it.each(Object.keys(metadata))('needs %s, and says what it is for', (field) => {
    expect(checkMetadata({ [field]: undefined })).toMatchObject([
      {
        keyword: 'required',
        pointer: '',
        part: 'parent',
        missing: field,
        message: expect.stringMatching(new RegExp(`^"${field}" is missing\\. [A-Z].*\\.$`)),
      },
    ]);
  });

  it('finds the misspelling of a missing field', () => {
    expect(checkMetadata({ version: undefined, verison: '1.0.0' })).toMatchObject([
      {
        missing: 'version',
        suggestions: ['verison'],
        message: expect.stringContaining('"verison"'),
      },
    ]);
  });

  it('takes "dynamic" for a number of phases, and says once what else is wrong', () => {
    expect(checkMetadata({ total_phases: 'dynamic' })).toEqual([]);
    expect(checkMetadata({ total_phases: 'six' })).toMatchObject([
      {
        pointer: '/total_phases',
        message: '"total_phases" must be a whole number or "dynamic", not the text "six".',
      },
    ]);
  });

  it('takes a number or a text for phase_number, and says once what else is wrong', () => {
    const phase = metadata.phases[0];
    expect(checkMetadata({ phases: [{ ...phase, phase_number: '1-N' }] })).toEqual([]);
    expect(checkMetadata({ phases: [{ ...phase, phase_number: true }] })).toMatchObject([
      {
        keyword: 'type',
        pointer: '/phases/0/phase_number',
        message: '"phase_number" must be a whole number or a text, not true.',
      },
    ]);
  });

  it.each([
    ['version', '1.0', 'pattern'],
    ['workflow_type', 'Release', 'pattern'],
    ['estimated_duration', 'long', 'pattern'],
    ['description', 'short', 'minLength'],
    ['primary_outputs', [], 'minItems'],
  ])('remarks on the form of %s', (field, value, keyword) => {
    expect(checkMetadata({ [field]: value })).toMatchObject([{ keyword, pointer: `/${field}` }]);
  });

  it('counts the items of a list from one', () => {
    expect(checkMetadata({ primary_outputs: ['x', 5] })).toMatchObject([
      {
        pointer: '/primary_outputs/1',
        message: 'Item 2 of "primary_outputs" must be a text, not 5. Put it in quotes.',
      },
    ]);
  });

  it('judges a long integer as the integer that it is', () => {
    const text = JSON.stringify(metadata).replace(
      '"total_phases":1',
      '"total_phases":9007199254740993',
    );
    expect(checkSchema('metadata', parseJson(text))).toEqual([]);
  });

  it('leaves to the parser what the parser has said', () => {
    expect(checkSchema('metadata', parseJson(''))).toEqual([]);
    const halfTyped = JSON.stringify(metadata).replace('"1.0.0"', '');
    expect(checkSchema('metadata', parseJson(halfTyped))).toEqual([]);
  });
});

describe('gate definitions', () => {
  it('of every kind of field have no finding', () => {
    const evidence = ['boolean', 'integer', 'string', 'object', 'list']
      .map((type) => `  f_${type}: {type: ${type}, required: yes, description: x}`)
      .join('\n');
    expect(
      checkGate(evidence, 'validators: {v: "lambda x: x"}\ncross_field_validation: []\n'),
    ).toEqual([]);
  });

  it('need their two sections', () => {
    expect(checkSchema('gate-definition', parseYaml('validators: {}\n'))).toMatchObject([
      { missing: 'checkpoint' },
      { missing: 'evidence_schema' },
    ]);
  });

  it('cannot be empty', () => {
    expect(checkSchema('gate-definition', parseYaml('# nothing\n'))).toMatchObject([
      { pointer: '', message: 'The document must be a mapping, not empty.' },
    ]);
  });

  it.each([
    ['dict', 'object'],
    ['bool', 'boolean'],
    ['int', 'integer'],
    ['number', 'integer'],
    ['array', 'list'],
    ['strng', 'string'],
    ['String', 'string'],
  ])('suggest for the type %s the type %s', (written, meant) => {
    expect(checkGate(`  f: {type: ${written}}`)).toMatchObject([
      { keyword: 'enum', pointer: '/evidence_schema/f/type', suggestions: [meant] },
    ]);
  });

  it('suggest nothing where nothing is near', () => {
    expect(checkGate('  f: {type: coordinates}')).toMatchObject([{ suggestions: [] }]);
  });

  it('know a boolean in quotes from a boolean', () => {
    const gate = 'checkpoint: {strict: "false"}\nevidence_schema: {}\n';
    expect(checkSchema('gate-definition', parseYaml(gate))).toMatchObject([
      {
        pointer: '/checkpoint/strict',
        message: '"strict" must be true or false, not the text "false". Remove the quotes.',
      },
    ]);
  });

  it('know a date from a text', () => {
    expect(checkGate('  f: {description: 2024-01-02}')).toMatchObject([
      { message: '"description" must be a text, not the date 2024-01-02. Put it in quotes.' },
    ]);
  });

  it('say of a section without content that it is empty', () => {
    expect(checkGate('  f: {}', 'validators:\n')).toMatchObject([
      { pointer: '/validators', message: '"validators" must be a mapping, not empty.' },
    ]);
  });

  it('need rule and message in each cross-field rule', () => {
    expect(checkGate('  f: {}', 'cross_field_validation:\n- rule: x\n- y\n')).toMatchObject([
      { pointer: '/cross_field_validation/0', missing: 'error_message' },
      { pointer: '/cross_field_validation/1', keyword: 'type' },
    ]);
  });

  it('escape names in pointers', () => {
    expect(checkGate('  a/b: {type: x}')).toMatchObject([
      { pointer: '/evidence_schema/a~1b/type' },
    ]);
  });
});

describe('settings', () => {
  it('name the values that there are', () => {
    const tree = parseJson(
      '{"praxis": {"cache": {"mode": "of"}, "diagnostics": {"rules": {"x/*": "off"}}}}',
    );
    expect(checkSchema('settings', tree)).toMatchObject([
      { pointer: '/praxis/cache/mode', suggestions: ['off'] },
    ]);
  });
});
