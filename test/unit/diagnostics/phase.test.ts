import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

describe('phase/evidence-not-in-gate', () => {
  const code = 'phase/evidence-not-in-gate';
  const gate = `//- phases/0/gate-definition.yaml
checkpoint: {strict: true}
evidence_schema:
  tests_pass: {type: boolean}
  changes_listed: {type: boolean}
`;

  it('compares the evidence table with the gate beside it', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
//- phases/0/phase.md
# Phase 0: Collect

## Validation Gate

| Evidence | Type | Validator | Description |
|---|---|---|---|
| \`tests_pass\` | boolean | is_true | The suite is green |
| \`«changes_list»\` | boolean | is_true | Nothing is forgotten |
//= The gate of phase 0 has no field "changes_list".
//~ phases/0/gate-definition.yaml "evidence_schema": What the gate asks for.
${gate}`,
    );
  });

  it('takes words in the table for what they are', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
//- phases/0/phase.md
# Phase 0: Collect

| Evidence | Type | Description |
|---|---|---|
| \`tests_pass\` | boolean | The suite is green |
| Release notes | document | Written by hand |
${gate}`,
    );
  });
});
