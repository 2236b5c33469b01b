import { describe, expect, it } from 'vitest';
import { type Diagnostic, diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';
import { expectClean } from './rendered-findings.ts';

const BASE = 'workflows/release_check_v1';

const METADATA = `{
  "workflow_type": "release_check_v1",
  "version": "1.0.0",
  "name": "Release Check",
  "description": "Check a release before it is published",
  "total_phases": 2,
  "estimated_duration": "2 hours",
  "primary_outputs": ["A checked release"],
  "phases": [
    {
      "phase_number": 0,
      "phase_name": "Collect",
      "purpose": "Collect what has changed",
      "estimated_effort": "1 hour",
      "key_deliverables": ["The list of changes"],
      "validation_criteria": ["Every change is listed"],
      "tasks": [{ "task_number": 1, "name": "Collect", "file": "task-1-collect.md" }],
      "checkpoint": { "required_evidence": ["changes_listed"] }
    },
    {
      "phase_number": 1,
      "phase_name": "Decide",
      "purpose": "Decide whether it can be published",
      "estimated_effort": "1 hour",
      "key_deliverables": ["A decision"],
      "validation_criteria": ["Somebody stands for it"]
    }
  ]
}
`;

const WORKFLOW = `//- metadata.json
${METADATA}//- phases/0/phase.md
# Phase 0: Collect

| Evidence | Type | Validator | Description |
|---|---|---|---|
| \`changes_listed\` | boolean | is_true | Nothing is forgotten |

🎯 NEXT-MANDATORY: [task-1-collect.md](task-1-collect.md)
//- phases/0/task-1-collect.md
# Task 1: Collect

🎯 NEXT-MANDATORY: ../1/phase.md
//- phases/0/gate-definition.yaml
checkpoint: {strict: true}
evidence_schema:
  changes_listed: {type: boolean, required: true, description: Nothing is forgotten}
//- phases/1/phase.md
# Phase 1: Decide

↩️ RETURN-TO: ../0/phase.md
//- phases/1/gate-definition.yaml
checkpoint: {strict: true}
evidence_schema:
  decision_taken: {type: boolean, required: true, description: Somebody stands for it}
`;

describe('a workflow as a whole', () => {
  it('is clean when nothing is wrong with it', () => {
    expectClean(WORKFLOW, { base: BASE });
  });

  it('gets one finding for one fault', () => {
    const faults: readonly [from: string, to: string, code: string][] = [
      ['"release_check_v1"', '"release_check_v2"', 'metadata/workflow-type-mismatch'],
      ['"total_phases": 2', '"total_phases": 3', 'metadata/total-phases-mismatch'],
      ['"task-1-collect.md"', '"task-1-gather.md"', 'layout/task-file-missing'],
      ['"version": "1.0.0",\n', '', 'metadata/missing-field'],
      ['"version"', '"vesion"', 'metadata/missing-field'],
      ['"total_phases": 2', '"total_phases": "2"', 'metadata/wrong-type'],
      ['"2 hours",', '"2 hours"', 'json/missing-comma'],
      ['["changes_listed"]', '["changes"]', 'metadata/evidence-not-in-gate'],
      ['| `changes_listed`', '| `changes`', 'phase/evidence-not-in-gate'],
      ['(task-1-collect.md)', '(task-1.md)', 'command/next-target-missing'],
      ['{type: boolean', '{type: bool', 'gate/unknown-type'],
      ['required: true, ', 'require: true, ', 'gate/unknown-key'],
      ['{strict: true}', '{strict: high}', 'gate/not-boolean'],
      ['checkpoint: {strict: true}\n', '', 'gate/missing-section'],
      ['{strict: true}', '{strict: true, strict: false}', 'yaml/duplicate-key'],
    ];
    for (const [from, to, code] of faults) {
      expect(WORKFLOW).toContain(from);
      expect(codesIn(WORKFLOW.replace(from, () => to)), `${from} → ${to}`).toEqual([code]);
    }
  });

  it('says what is wrong in the first line, why and what to do in the second', () => {
    const broken = WORKFLOW.replace('"total_phases": 2', '"total_phases": 9')
      .replace('task-1-collect.md"', 'task-9.md"')
      .replace('["changes_listed"]', '["changes"]')
      .replace('{type: boolean', '{type: dict');
    const messages = diagnosticsIn(broken).map(({ message }) => message.split('\n'));
    expect(messages.length).toBeGreaterThan(3);
    for (const [first = '', ...rest] of messages) {
      expect(first).toMatch(/\.$/);
      expect(rest).toHaveLength(1);
    }
  });

  it('stays calm while a quote or bracket is missing', () => {
    const { workspace, files, path } = workspaceFixture(WORKFLOW, { base: BASE });
    for (const { index } of METADATA.matchAll(/["[\]{}]/g)) {
      const broken = METADATA.slice(0, index) + METADATA.slice(index + 1);
      workspace.setBuffer(path('metadata.json'), broken);
      const found = files
        .flatMap(({ file }) => workspace.caches.ask(diagnosticsOf, file))
        .filter(({ code }) => !code.startsWith('json/'));
      expect(found.length, broken.slice(Math.max(0, index - 30), index + 30)).toBeLessThan(4);
    }
  });
});

function diagnosticsIn(fixture: string): Diagnostic[] {
  const { workspace, files } = workspaceFixture(fixture, { base: BASE });
  return files.flatMap(({ file }) => workspace.caches.ask(diagnosticsOf, file));
}

function codesIn(fixture: string): string[] {
  return diagnosticsIn(fixture).map(({ code }) => code);
}
