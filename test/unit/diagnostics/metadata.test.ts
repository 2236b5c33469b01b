import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

describe('metadata/total-phases-mismatch', () => {
  const code = 'metadata/total-phases-mismatch';

  it('compares the number with the entries', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": «3», "phases": [{ "phase_number": 0 }, { "phase_number": 1 }] }
//= total_phases is 3, but 2 phases are listed.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": 2, "phases": [{ "phase_number": 0 }, { "phase_number": 1 }] }
`,
    );
  });

  it('says so of a list that is empty, and leaves one that is absent to the schema', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": «1», "phases": [] }
//= total_phases is 1, but no phases are listed.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": 1 }
`,
    );
  });

  it('takes "dynamic" only from a dynamic workflow', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": «"dynamic"», "phases": [{ "phase_number": 0 }] }
//= total_phases is "dynamic", but dynamic_phases is not true.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": "dynamic", "dynamic_phases": true, "phases": [{ "phase_number": 0 }, { "phase_number": "1-N" }] }
`,
    );
  });

  it('lets a dynamic workflow count its static phases alone', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": 1, "dynamic_phases": true, "phases": [{ "phase_number": 0 }, { "phase_number": "1-N" }] }
`,
    );
  });
});

describe('metadata/workflow-type-mismatch', () => {
  const code = 'metadata/workflow-type-mismatch';

  it('compares the name with that of the folder', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "workflow_type": «"release_v2"» }
//= workflow_type is "release_v2", but the workflow's folder is called "release_v1".
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "workflow_type": "release_v1" }
`,
    );
  });
});

describe('metadata/phase-number-mismatch', () => {
  const code = 'metadata/phase-number-mismatch';

  it('shows where the sequence breaks, and not every number after it', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": «2» }, { "phase_number": 3 }] }
//= phase_number is 2, but the phase at this place is number 1.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": 1 }, { "phase_number": «1» }] }
//= phase_number is 1, but the phase at this place is number 2.
//~ metadata.json "1": The phase that has number 1 already.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": 1 }, { "phase_number": "2-N" }] }
`,
    );
  });

  it('lets phases begin at 1', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 1 }, { "phase_number": 2 }, { "phase_number": «4» }] }
//= phase_number is 4, but the phase at this place is number 3.
`,
    );
  });
});

describe('metadata/phases-from-one', () => {
  it('is said once', () => {
    expectFindings(
      'metadata/phases-from-one',
      `//- metadata.json
{ "phases": [{ "phase_number": «1» }, { "phase_number": 2 }] }
//= The phases of this workflow are numbered from 1.
`,
    );
    expectFindings(
      'metadata/phases-from-one',
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": 1 }] }
`,
    );
  });
});

describe('metadata/generated-phase-in-static-workflow', () => {
  const code = 'metadata/generated-phase-in-static-workflow';

  it('takes a text for a phase number only from a dynamic workflow', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": «"1"» }] }
//= phase_number is the text "1", but the workflow is not dynamic.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, "phases": [{ "phase_number": 0 }, { "phase_number": "1-N" }] }
`,
    );
  });
});

describe('what the schema of metadata.json asks for', () => {
  it('names what is missing, at the object that lacks it', () => {
    expectFindings(
      'metadata/missing-field',
      `//- metadata.json
{
  "workflow_type": "release_v1", "version": "1.0.0", "description": "Publish a release",
  "total_phases": 1, "estimated_duration": "1 hour", "primary_outputs": ["A release"],
  "phases": [
    «{» "phase_number": 0, "phase_name": "Collect", "purpose": "Collect changes",
      "estimated_effort": "1 hour", "validation_criteria": ["Complete"] }
  ]
}
//= "key_deliverables" is missing. What the phase produces.
`,
    );
  });

  it('shows a misspelt field where it stands', () => {
    expectFindings(
      'metadata/missing-field',
      `//- metadata.json
{
  "workflow_type": "release_v1", «"verison"»: "1.0.0", "description": "Publish a release",
  "total_phases": 0, "estimated_duration": "1 hour", "primary_outputs": ["A release"], "phases": []
}
//= "version" is missing. Is "verison" a misspelling of it?
`,
    );
    expectFindings(
      'metadata/unknown-field',
      `//- metadata.json
{
  "workflow_type": "release_v1", "verison": "1.0.0", "description": "Publish a release",
  "total_phases": 0, "estimated_duration": "1 hour", "primary_outputs": ["A release"], "phases": []
}
`,
    );
  });

  it('says nothing to be missing that a syntax error may hide', () => {
    expectFindings(
      'metadata/missing-field',
      `//- metadata.json
{
  "workflow_type": "release_v1,
  "phases": [{ "phase_number": 0
`,
    );
  });

  it('names values of a wrong type', () => {
    expectFindings(
      'metadata/wrong-type',
      `//- metadata.json
{ "total_phases": «"3"», "version": «1», «"primary_outputs"»: {} }
//= "total_phases" must be a whole number or "dynamic", not the text "3".
//= "version" must be a text, not 1. Put it in quotes.
//= "primary_outputs" must be a list, not an object.
`,
    );
    expectFindings(
      'metadata/wrong-type',
      `//- metadata.json
{ "total_phases": 3, "version": "1.0.0", "primary_outputs": [] }
`,
    );
  });

  it('looks at the form of names, versions and durations', () => {
    const fixture = (marks: [string, string, string], expectation = '') =>
      `//- metadata.json
{ "workflow_type": ${marks[0]}, "version": ${marks[1]}, "estimated_duration": ${marks[2]} }
${expectation}`;
    const good = ['"release_check_v1"', '"1.0.0-rc.1"', '"2-3 days"'] as const;
    expectFindings(
      'metadata/workflow-type-style',
      fixture(
        ['«"Release"»', good[1], good[2]],
        '//= A workflow type is usually written as domain_action_v1.\n',
      ),
    );
    expectFindings(
      'metadata/version-not-semantic',
      fixture(
        [good[0], '«"1.0"»', good[2]],
        '//= A version is three numbers with dots between them, such as 1.0.0.\n',
      ),
    );
    expectFindings(
      'metadata/duration-without-unit',
      fixture(
        [good[0], good[1], '«"3"»'],
        '//= A duration names its unit: minutes, hours, days or weeks.\n',
      ),
    );
    for (const name of ['workflow-type-style', 'version-not-semantic', 'duration-without-unit']) {
      expectFindings(`metadata/${name}`, fixture([...good]));
    }
  });

  it('asks for lists with something in them, and descriptions that say something', () => {
    expectFindings(
      'metadata/empty-list',
      `//- metadata.json
{ «"primary_outputs"»: [], "phases": [{ "key_deliverables": ["A list"], «"validation_criteria"»: [] }] }
//= "primary_outputs" is empty: write at least one item.
//= "validation_criteria" is empty: write at least one item.
`,
    );
    expectFindings(
      'metadata/description-too-short',
      `//- metadata.json
{ "description": «"Releases"» }
//= "description" says too little: write at least 20 characters.
`,
    );
    expectFindings(
      'metadata/description-too-short',
      `//- metadata.json
{ "description": "Prepare and publish a release" }
`,
    );
  });

  it('numbers tasks from 1', () => {
    expectFindings(
      'metadata/task-number-too-low',
      `//- metadata.json
{ "phases": [{ "tasks": [{ "task_number": «0» }, { "task_number": 1 }] }] }
//= "task_number" must be 1 or more, not 0.
`,
    );
  });

  it('knows the parsers of dynamic workflows', () => {
    expectFindings(
      'metadata/unknown-parser',
      `//- metadata.json
{ "dynamic_config": { "parser": «"spec_task_parser"» } }
//= "parser" must be one of spec_tasks_parser, workflow_definition_parser, not the text "spec_task_parser". Did you mean spec_tasks_parser?
`,
    );
    expectFindings(
      'metadata/unknown-parser',
      `//- metadata.json
{ "dynamic_config": { "parser": "workflow_definition_parser" } }
`,
    );
  });
});

describe('metadata/unknown-field', () => {
  const code = 'metadata/unknown-field';

  it('hints at unknown fields at the top, not at those in common use', () => {
    expectFindings(
      code,
      `//- metadata.json
{ «"dynamic_phase"»: true, «"colour"»: "red", "notes": [], "supports_rollback": true, "tags": [] }
//= "dynamic_phase" is no field that the engine knows.
//= "colour" is no field that the engine knows.
`,
    );
  });

  it('hints at misspellings alone within phases and tasks', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "owner": "Ada", «"task"»: [], "checkpoint": { «"required_evidences"»: [] } }] }
//= "task" is no field that the engine knows.
//= "required_evidences" is no field that the engine knows.
`,
    );
  });
});

describe('metadata/evidence-not-in-gate', () => {
  const code = 'metadata/evidence-not-in-gate';

  it('compares names with the fields of the gate, and shows these', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "checkpoint": { "required_evidence": ["tests_pass", «"changes_list"»] } }] }
//= "changes_list" is required evidence here, but the gate of phase 0 has no such field.
//~ phases/0/gate-definition.yaml "evidence_schema": What the gate of phase 0 asks for.
//- phases/0/gate-definition.yaml
checkpoint: {}
evidence_schema:
  tests_pass: {type: boolean}
  changes_listed: {type: boolean}
`,
    );
  });

  it('is silent where there is no gate, or none that can be read', () => {
    const metadata = `//- metadata.json
{ "phases": [{ "phase_number": 0, "checkpoint": { "required_evidence": ["tests_pass"] } }] }
`;
    expectFindings(code, `${metadata}//- phases/0/phase.md\n# Phase 0: Collect\n`);
    expectFindings(
      code,
      `${metadata}//- phases/0/gate-definition.yaml
checkpoint: {}
evidence_schema: {tests_pass: {type: boolean
`,
    );
  });

  it('takes a duplicate key in the gate for the warning that it is', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "checkpoint": { "required_evidence": [«"missing"»] } }] }
//= "missing" is required evidence here, but the gate of phase 0 has no such field.
//~ phases/0/gate-definition.yaml "evidence_schema": What the gate of phase 0 asks for.
//- phases/0/gate-definition.yaml
checkpoint: {strict: false, strict: true}
evidence_schema: {}
`,
    );
  });
});
