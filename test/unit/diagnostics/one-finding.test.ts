import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';

/** What all rules find in a gate, as `line code`. */
function findings(gate: string): string[] {
  const { workspace, path } = workspaceFixture(
    `//- metadata.json\n{}\n//- phases/0/gate-definition.yaml\n${gate}`,
  );
  return workspace.caches
    .ask(diagnosticsOf, path('phases/0/gate-definition.yaml'))
    .map(({ range, code }) => `${range.start.line + 1} ${code}`);
}

describe('one fault of a gate is one finding', () => {
  it.each([
    [
      'a lambda without quotes in the place of a name',
      'checkpoint: {}\nevidence_schema:\n  a:\n    type: string\n    validator: lambda x: len(x) > 3\n    required: true\n',
      ['5 yaml/nested-mapping'],
    ],
    [
      'a validator without quotes',
      'checkpoint: {}\nevidence_schema:\n  a: {type: string, validator: v}\nvalidators:\n  v: lambda x: len(x) > 3\n',
      ['5 yaml/nested-mapping'],
    ],
    [
      'a field without a colon',
      'checkpoint: {}\nevidence_schema:\n  a\n    type: string\n    required: true\n  b:\n    type: string\n',
      ['3 yaml/missing-colon'],
    ],
    [
      'a key that is indented too little',
      'checkpoint: {}\nevidence_schema:\n  a:\n    type: string\n   required: true\n',
      ['5 yaml/wrong-indentation'],
    ],
    [
      'the keys of a field without their indentation',
      'checkpoint: {}\nevidence_schema:\n  a:\n  type: string\n  required: true\n',
      ['3 gate/wrong-type'],
    ],
    [
      'a section that is indented too much',
      'checkpoint:\n  strict: true\n  evidence_schema:\n  a:\n    type: string\n',
      ['3 gate/missing-section'],
    ],
    [
      'the keys of the checkpoint without their indentation',
      'checkpoint:\nstrict: true\nevidence_schema:\n  a:\n    type: string\n',
      ['1 gate/wrong-type'],
    ],
    [
      'a misspelt section of fields',
      'checkpoint: {}\nevidence_scema:\n  a: {type: integer, validator: v}\nvalidators:\n  v: "lambda x: x > 3"\ncross_field_validation:\n  - {rule: "lambda e: e[\'a\'] > 3", error_message: "No"}\n',
      ['2 gate/missing-section'],
    ],
    [
      'a misspelt section of validators',
      'checkpoint: {}\nevidence_schema:\n  a: {type: integer, validator: v}\nvalidaters:\n  v: "lambda x: x > 3"\n',
      ['4 gate/unknown-key'],
    ],
    [
      'a misspelt key of a field',
      'checkpoint: {}\nevidence_schema:\n  a: {type: integer, validater: v}\nvalidators:\n  v: "lambda x: x > 3"\n',
      ['3 gate/unknown-key'],
    ],
    [
      'a misspelt key of parameters',
      'checkpoint: {}\nevidence_schema:\n  a: {type: integer, validator: greater_than, validator_parms: {threshold: 3}}\n',
      ['3 gate/missing-parameter'],
    ],
    [
      'parameters that are no mapping',
      'checkpoint: {}\nevidence_schema:\n  a: {type: integer, validator: greater_than, validator_params: 3}\n',
      ['3 gate/wrong-type'],
    ],
    [
      'a field that is there twice',
      'checkpoint: {}\nevidence_schema:\n  a: {type: string, validator: v}\n  a: {type: integer}\nvalidators:\n  v: "lambda x: len(x) > 3"\ncross_field_validation:\n  - {rule: "lambda e: e[\'b\'] > 3", error_message: "No"}\n',
      ['3 yaml/duplicate-key'],
    ],
    [
      'a tab',
      'checkpoint: {}\nevidence_schema:\n  a:\n\ttype: integer\n    required: true\n    description: "A"\n',
      ['4 yaml/tab'],
    ],
    [
      'a module that is not there',
      'checkpoint: {}\nevidence_schema:\n  a: {type: string, validator: v}\nvalidators:\n  v: "lambda x: json.loads(x)"\n',
      ['5 gate/lambda-not-understood'],
    ],
    [
      'a misspelt validator',
      'checkpoint: {}\nevidence_schema:\n  a: {type: string, validator: shrt}\nvalidators:\n  short: "lambda x: len(x) < 3"\n',
      ['3 gate/unknown-validator'],
    ],
    [
      'a misspelt parameter',
      'checkpoint: {}\nevidence_schema:\n  a: {type: integer, validator: greater_than, validator_params: {treshold: 3}}\n',
      ['3 gate/unknown-parameter'],
    ],
    [
      'a lambda that calls what is not there',
      'checkpoint: {}\nevidence_schema:\n  a: {type: integer, validator: v}\nvalidators:\n  v: "lambda x: lenn(x) > 3"\n',
      ['5 gate/lambda-not-understood'],
    ],
    [
      'a lambda without its beginning',
      'checkpoint: {}\nevidence_schema:\n  a: {type: integer, validator: v}\nvalidators:\n  v: "x > 3"\n',
      ['5 gate/lambda-not-understood'],
    ],
  ])('%s', (_, gate, expected) => {
    expect(findings(gate)).toEqual(expected);
  });
});
