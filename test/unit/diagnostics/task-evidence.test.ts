import { describe, it } from 'vitest';
import { expectFindings, inTask } from './rendered-findings.ts';

const GATE = `//- phases/0/gate-definition.yaml
checkpoint: {}
evidence_schema:
  tests_pass: {type: boolean}
  changes_listed: {type: boolean}
`;
const inPython = (code: string) => inTask(`\`\`\`python\n${code}\n\`\`\`\n`);

describe('task/evidence-not-in-gate', () => {
  const code = 'task/evidence-not-in-gate';

  it('compares an example of a submission with the gate, once', () => {
    expectFindings(
      code,
      `${inPython(`MCP: complete_phase(
    session_id=session_id,
    phase=0,
    evidence={
        "tests_pass": True,  # not "green": it is a boolean
        "«changes»": {"listed": [number], "lost": "a: b"},
        'reviewed': True
    }
)
print({"after": 1})`)}//= The gate of phase 0 has no fields "changes", "reviewed".
//~ phases/0/gate-definition.yaml "evidence_schema": What the gate asks for.
${GATE}`,
    );
  });

  it.each([
    'complete_phase(session_id, phase=0, evidence={"tests_pass": True, "changes_listed": False})',
    'complete_phase(session_id, phase=3, evidence={"other": True})',
    'complete_phase(session_id, phase=0, evidence=collected)',
    'evidence = {"other": True}',
    'complete_phase(session_id, phase=0, evidence={ [gate criteria] })',
  ])('is content with %s', (example) => {
    expectFindings(code, inPython(example) + GATE);
  });

  it('says nothing where there is no gate', () => {
    expectFindings(code, inPython('complete_phase(phase=0, evidence={"other": True})'));
  });
});
