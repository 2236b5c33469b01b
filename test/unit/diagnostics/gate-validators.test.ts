import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

const gate = `//- phases/0/gate-definition.yaml
checkpoint: {strict: true}
`;

describe('gate/unknown-validator', () => {
  const code = 'gate/unknown-validator';

  it('knows those of the gate and of the library, and what is meant by another', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: positive}
  b: {type: integer, validator: is_even}
  c: {type: integer, validator: «is_evn»}
  d: {type: integer, validator: «positiv»}
  e: {type: integer, validator: «frobnicate»}
  f: {type: integer}
validators:
  is_even: "lambda x: x % 2 == 0"
//= There is no validator "is_evn", neither in this gate nor in the library.
//= There is no validator "positiv", neither in this gate nor in the library.
//= There is no validator "frobnicate", neither in this gate nor in the library.
`,
    );
  });

  it('waits while the file is torn apart', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: is_even}
validators:
  is_even: "lambda x: x % 2 == 0
`,
    );
  });
});

describe('gate/inline-lambda', () => {
  it('tells a lambda from a name', () => {
    expectFindings(
      'gate/inline-lambda',
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: «"lambda x: x > 0"»}
  b: {type: integer, validator: lambda_like}
validators:
  lambda_like: "lambda x: x > 0"
//= A lambda stands where the name of a validator belongs.
`,
    );
  });
});

describe('gate/unknown-parameter', () => {
  it('compares with the library and with the lambda', () => {
    expectFindings(
      'gate/unknown-parameter',
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: in_range, validator_params: {«min»: 1, max_val: 2}}
  b: {type: integer, validator: above, validator_params: {«limt»: 1}}
  c: {type: integer, validator: above, validator_params: {«x»: 1, limit: 2}}
  d: {type: integer, validator: open, validator_params: {anything: 1}}
  e: {type: integer, validator: positive, validator_params: {«than»: 0}}
validators:
  above: "lambda x, limit=0: x > limit"
  open: "lambda x, **params: x > len(params)"
//= The validator "in_range" takes no parameter "min".
//= The validator "above" takes no parameter "limt".
//= The validator "above" takes no parameter "x".
//= The validator "positive" takes no parameter "than".
`,
    );
  });
});

describe('gate/missing-parameter', () => {
  it('asks for what the validator needs, and not again for what is misspelt', () => {
    expectFindings(
      'gate/missing-parameter',
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: «greater_than»}
  b: {type: integer, validator: in_range, «validator_params»: {min_val: 1}}
  c: {type: integer, validator: above, validator_params: {limt: 1}}
  d: {type: integer, validator: «above»}
  e: {type: integer, validator: near}
validators:
  above: "lambda x, limit: x > limit"
  near: "lambda x, limit=3: x > limit"
//= The validator "greater_than" needs "threshold".
//= The validator "in_range" needs "max_val".
//= The validator "above" needs "limit".
`,
    );
  });
});

describe('gate/params-without-validator', () => {
  it('finds parameters that nothing takes', () => {
    expectFindings(
      'gate/params-without-validator',
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, «validator_params»: {threshold: 1}}
  b: {type: integer, validator_params: {}}
  c: {type: integer, validater: positive, validator_params: {threshold: 1}}
//= The field "a" has parameters for a validator, but names none.
`,
    );
  });
});

describe('gate/unused-validator', () => {
  it('finds what no field names, unless a field misspells it or writes it out', () => {
    expectFindings(
      'gate/unused-validator',
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: used}
  b: {type: integer, validator: misspellt}
  c: {type: integer, validator: "lambda x: x > 5"}
validators:
  used: "lambda x: x > 0"
  «idle»: "lambda x: x > 1"
  misspelt: "lambda x: x > 2"
  copied: "lambda x: x > 5"
//= No field names the validator "idle".
`,
    );
  });
});

describe('gate/constant-lambda', () => {
  it('finds lambdas that look at nothing', () => {
    expectFindings(
      'gate/constant-lambda',
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: yes_man}
  b: {type: integer, validator: no_man}
  c: {type: integer, validator: used}
validators:
  yes_man: "lambda x: «True»"
  no_man: "lambda x: «80 > 100»"
  used: "lambda x: all(y > 0 for y in [x])"
cross_field_validation:
  - {rule: "lambda e: «1 == 1»", error_message: "Never shown"}
  - {rule: "lambda e: e['a'] < e['b']", error_message: "Shown"}
//= The validator "yes_man" passes whatever is submitted: it does not use "x".
//= The validator "no_man" fails whatever is submitted: it does not use "x".
//= This rule passes whatever is submitted: it does not use "e".
`,
    );
  });
});

describe('gate/always-raises', () => {
  const code = 'gate/always-raises';

  it('tries a validator on values of the type of the field', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: «long»}
  b: {type: string, validator: long}
  c: {type: string, validator: «positive»}
  d: {type: integer, validator: positive}
  e: {type: list, validator: «no_errors»}
  f: {type: integer, validator: «ten», validator_params: {threshold: 1}}
  g: {type: integer, validator: greater_than, validator_params: {threshold: «"80"»}}
  h: {type: integer, validator: «none»}
  i: {type: string, validator: matches_pattern, validator_params: {pattern: «"[a-"»}}
validators:
  long: "lambda x: len(x) > 3"
  none: "lambda: True"
  ten: "lambda x, threshold: x.bit_length() + [] > threshold"
//= The validator "long" raises an error for every integer: object of type 'int' has no len().
//~ phases/0/gate-definition.yaml "long": It is defined here.
//= The validator "positive" raises an error for every string: '>' not supported between instances of 'str' and 'int'.
//= The validator "no_errors" raises an error for every list: this is no text.
//= The validator "ten" raises an error for every integer: unsupported operand type(s) for +: 'int' and 'list'.
//~ phases/0/gate-definition.yaml "ten": It is defined here.
//= The validator "greater_than" raises an error for every integer: '>' not supported between instances of 'int' and 'str'.
//= The validator "none" raises an error for every integer: <lambda>() takes 0 positional arguments but 1 was given.
//~ phases/0/gate-definition.yaml "none": It is defined here.
//= The validator "matches_pattern" raises an error for every string: unterminated character set at position 3.
`,
    );
  });

  it('says nothing where it may be the value: of keys, indices and texts that are no numbers', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: object, validator: has_total}
  b: {type: list, validator: second}
  c: {type: string, validator: as_number}
  d: {type: number, validator: long}
validators:
  has_total: "lambda x: x['total'] > 3"
  second: "lambda x: x[17] > 3"
  as_number: "lambda x: int(x.split('/')[5]) > 3"
  long: "lambda x: len(x) > 3"
`,
    );
  });

  it('tries rules on evidence of the right types', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
${gate}evidence_schema:
  count: {type: integer}
  name: {type: string}
cross_field_validation:
  - {rule: «"lambda e: e['count'] > e['name']"», error_message: "More than a name"}
  - {rule: «"lambda e, f: e['count'] > 1"», error_message: "Two parameters"}
  - {rule: "lambda e: e['count'] > len(e['name'])", error_message: "Fine"}
  - {rule: "lambda e: e['other'] > 3", error_message: "Not there"}
//= This rule raises an error for all evidence of the right types: '>' not supported between instances of 'int' and 'str'.
//= This rule raises an error for all evidence of the right types: <lambda>() missing 1 required positional argument: 'f'.
`,
    );
  });
});

describe('gate/unknown-field-in-rule', () => {
  it('looks for the names that a rule asks the evidence for', () => {
    expectFindings(
      'gate/unknown-field-in-rule',
      `//- metadata.json
{}
${gate}evidence_schema:
  tests_failed: {type: integer}
  tests_passed: {type: integer}
cross_field_validation:
  - {rule: "lambda e: e[«'tests_faild'»] == 0", error_message: "One"}
  - {rule: "lambda e: e.get(«'skipped'», 0) == 0 and e['tests_passed'] > 0", error_message: "Two"}
  - {rule: "lambda e: «'owner'» in e and e['tests_passed']['owner']", error_message: "Three"}
  - {rule: "lambda e: all(e[k] == 0 for k in ['tests_failed', «'broken'»])", error_message: "Four"}
//= This rule asks for "tests_faild", which is no field of this gate.
//~ phases/0/gate-definition.yaml "evidence_schema": The fields of the gate.
//= This rule asks for "skipped", which is no field of this gate.
//~ phases/0/gate-definition.yaml "evidence_schema": The fields of the gate.
//= This rule asks for "owner", which is no field of this gate.
//~ phases/0/gate-definition.yaml "evidence_schema": The fields of the gate.
//= This rule asks for "broken", which is no field of this gate.
//~ phases/0/gate-definition.yaml "evidence_schema": The fields of the gate.
`,
    );
  });
});

describe('gate/strict-with-override', () => {
  it('says that a strict gate has no override', () => {
    expectFindings(
      'gate/strict-with-override',
      `//- metadata.json
{}
//- phases/0/gate-definition.yaml
checkpoint: {strict: true, allow_override: «true»}
evidence_schema: {}
//= This gate is strict, and no override exists that "allow_override" could allow.
//~ phases/0/gate-definition.yaml "true": Strict is set here.
//- phases/1/gate-definition.yaml
checkpoint: {strict: false, allow_override: true}
evidence_schema: {}
//- phases/2/gate-definition.yaml
checkpoint: {strict: true, allow_override: false}
evidence_schema: {}
`,
    );
  });
});

describe('gate/lambda-not-understood', () => {
  it('says of a bare expression that it is no lambda, once', () => {
    expectFindings(
      'gate/lambda-not-understood',
      `//- metadata.json
{}
${gate}evidence_schema:
  a: {type: integer, validator: bare}
validators:
  bare: «"x >= 80 and x <= 100"»
  other: "len"
//= This is no lambda: x is nothing that is known here.
`,
    );
  });
});

describe('evidence in phase.md and in the gate', () => {
  const phase = (rows: string) => `//- metadata.json
{}
//- phases/0/phase.md
# Phase 0: Collect

## Validation Gate

| Evidence | Type | Validator | Description |
|---|---|---|---|
${rows}`;

  it('has one type', () => {
    expectFindings(
      'gate/evidence-type-mismatch',
      `${phase(`| \`tests_passed\` | «boolean» | is_true | The suite |
| \`tests_failed\` | int | is_0 | None |
| \`report\` | file | exists | On disk |
//= The gate of phase 0 asks for "tests_passed" as integer, not as boolean.
//~ phases/0/gate-definition.yaml "integer": The gate's type of "tests_passed".
`)}${gate}evidence_schema:
  tests_passed: {type: integer}
  tests_failed: {type: integer}
  report: {type: string}
`,
    );
  });

  it('stands in both', () => {
    const rows = '| `tests_passed` | boolean | is_true | The suite |\n';
    expectFindings(
      'gate/evidence-not-in-phase',
      `${phase(rows)}${gate}evidence_schema:
  tests_passed: {type: boolean}
  «changes_listed»: {type: boolean}
//= The evidence table of phase.md has no row for "changes_listed".
//~ phases/0/phase.md "Validation Gate": What phase.md announces.
`,
    );
  });

  it('is told once where it is misspelt, and not at all without a table of it', () => {
    expectFindings(
      'gate/evidence-not-in-phase',
      `${phase('| `tests_passed` | boolean | is_true | a |\n| `changes_list` | boolean | is_true | b |\n')}${gate}evidence_schema:
  tests_passed: {type: boolean}
  changes_listed: {type: boolean}
`,
    );
    expectFindings(
      'gate/evidence-not-in-phase',
      `${phase('| `something` | else | is | here |\n')}${gate}evidence_schema:
  tests_passed: {type: boolean}
`,
    );
  });
});
