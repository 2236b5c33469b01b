import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

const metadata = `//- metadata.json
{}
//- phases/0/gate-definition.yaml
`;

describe('gate/missing-section', () => {
  it('asks for both sections, which may be empty', () => {
    expectFindings(
      'gate/missing-section',
      `${metadata}«c»heckpoint: {strict: true}
//= "evidence_schema" is missing. The evidence fields by name.
`,
    );
    expectFindings(
      'gate/missing-section',
      `${metadata}checkpoint: {}
«evidence_shema»: {}
//= "evidence_schema" is missing. Is "evidence_shema" a misspelling of it?
`,
    );
    expectFindings(
      'gate/missing-section',
      `${metadata}checkpoint: {}
evidence_schema: {}
`,
    );
  });
});

describe('gate/wrong-type', () => {
  it('names what is no mapping, no list and no text', () => {
    expectFindings(
      'gate/wrong-type',
      `${metadata}checkpoint: {}
evidence_schema:
  tests_pass: «boolean»
  changes_listed:
    «type»: [string]
«validators»: []
//= "tests_pass" must be a mapping, not the text "boolean".
//= "type" must be one of boolean, integer, string, object, list, not a list.
//= "validators" must be a mapping, not a list.
`,
    );
  });

  it('wants a type where the key is there, and not an empty section', () => {
    expectFindings(
      'gate/wrong-type',
      `${metadata}checkpoint: {}
evidence_schema:
  a: {type: «null»}
«validators»:
//= "type" must be one of boolean, integer, string, object, list, not null.
//= "validators" must be a mapping, not empty.
`,
    );
  });

  it('says of a mapping for a type that it is none', () => {
    expectFindings(
      'gate/wrong-type',
      `${metadata}checkpoint: {}
evidence_schema:
  tests_pass:
    «type»: {boolean: true}
//= "type" must be one of boolean, integer, string, object, list, not a mapping.
`,
    );
  });
});

describe('gate/not-boolean', () => {
  it('takes true and false for switches, as YAML 1.1 writes them', () => {
    expectFindings(
      'gate/not-boolean',
      `${metadata}checkpoint: {strict: «"false"», allow_override: no}
evidence_schema:
  tests_pass: {required: «maybe»}
  changes_listed: {required: yes}
//= "strict" must be true or false, not the text "false". Remove the quotes.
//= "required" must be true or false, not the text "maybe".
`,
    );
  });
});

describe('gate/unknown-type', () => {
  it('knows the five types, and what is meant by another', () => {
    expectFindings(
      'gate/unknown-type',
      `${metadata}checkpoint: {}
evidence_schema:
  a: {type: boolean}
  b: {type: integer}
  c: {type: string}
  d: {type: object}
  e: {type: list}
  f: {}
  g: {type: «dict»}
  h: {type: «number»}
  i: {type: «strng»}
  j: {type: «5»}
//= "dict" is no type of evidence.
//= "number" is no type of evidence.
//= "strng" is no type of evidence.
//= "5" is no type of evidence.
`,
    );
  });
});

describe('gate/incomplete-rule', () => {
  it('asks a cross-field rule for what holds and what to say', () => {
    expectFindings(
      'gate/incomplete-rule',
      `${metadata}checkpoint: {}
evidence_schema: {}
cross_field_validation:
  - «r»ule: "lambda e: True"
  - {rule: "lambda e: True", error_message: "Never shown"}
//= "error_message" is missing. What is wrong when the rule does not hold, for the agent that must repair it.
`,
    );
  });
});

describe('gate/unknown-key', () => {
  it('hints at keys that the engine ignores, at every level', () => {
    expectFindings(
      'gate/unknown-key',
      `${metadata}checkpoint: {strict: true, «strictness»: high}
evidence_schema:
  tests_pass: {type: boolean, «require»: true}
  any_name: {type: boolean, required: true, validator: is_set, validator_params: {free: 1}}
validators: {is_set: "lambda x: x"}
cross_field_validation:
  - {rule: "lambda e: True", error_message: "No", «level»: 3}
«owner»: Ada
//= "strictness" is no key that the engine knows here.
//= "require" is no key that the engine knows here.
//= "level" is no key that the engine knows here.
//= "owner" is no key that the engine knows here.
`,
    );
  });
});

describe('gate/field-name-not-text', () => {
  it('names the fields that YAML reads as a number or a boolean', () => {
    expectFindings(
      'gate/field-name-not-text',
      `${metadata}checkpoint: {}
evidence_schema:
  «on»: {type: boolean}
  «1»: {type: boolean}
  "yes": {type: boolean}
  once: {type: boolean}
//= The field name on is no text to YAML.
//= The field name 1 is no text to YAML.
`,
    );
  });
});
