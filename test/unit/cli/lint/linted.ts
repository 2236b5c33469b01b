import { countsOf, type LintResult } from '../../../../server/cli/lint/lint-result.ts';
import type { Outcome, Surroundings } from '../../../../server/cli/lint/outcome.ts';
import { diagnosticsOf } from '../../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../../workspace-fixture.ts';

export interface Linted {
  readonly result: LintResult;
  readonly surroundings: Surroundings;
}

/** What the linter finds in a fixture, as if its root were the current folder. */
export function linted(fixture: string): Linted {
  const { workspace, files, root } = workspaceFixture(fixture);
  const found = files.flatMap(({ file }) => {
    const diagnostics = workspace.caches.ask(diagnosticsOf, file);
    return diagnostics.length === 0 ? [] : [{ file, diagnostics }];
  });
  return {
    result: { roots: [root], workflows: 1, files: files.length, found },
    surroundings: {
      current: root,
      version: '1.2.3',
      packageFolder: new URL('file:///package/'),
      textOf: (file) => files.find((each) => each.file === file)?.text ?? '',
    },
  };
}

export function outcomeOf(result: LintResult, more: Partial<Outcome> = {}): Outcome {
  return { ...result, counts: countsOf(result.found), hints: false, ...more };
}

/** A workflow with an error whose other half stands elsewhere, wide characters and all severities. */
export const BROKEN = `//- metadata.json
{"workflow_type": "release_v1", "version": "1.0.0", "description": "A workflow that is broken on purpose.",
\t"total_phases": 1, "estimated_duration": "1 hour", "primary_outputs": ["x"], "colour": "red",
 "phases": [{"phase_number": 0, "phase_name": "Begin", "purpose": "p", "estimated_effort": "1 hour",
  "key_deliverables": ["d"], "validation_criteria": ["v"],
  "checkpoint": {"required_evidence": ["changes_collected"]}}]}
//- phases/0/phase.md
# Phase 0: Begin
//- phases/0/gate-definition.yaml
checkpoint: {strict: "yes"}
evidence_schema:
  changes_listed:
    type: number
# praxis-disable-file gate/incomplete-rule: 100%, really
//- phases/0/task-1-a.md
# Task 1: A

🎯 NEXT-MANDATORY: task-9-z.md
`;
