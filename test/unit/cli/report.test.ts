import { LosslessNumber } from 'lossless-json';
import { expect, it } from 'vitest';
import {
  type SessionExport,
  sessionReport,
} from '../../../server/cli/run/report/session-report.ts';

const HASH = 'x'.repeat(100);

const EXPORTED: SessionExport = {
  session: {
    sessionId: '124c1a7c-f603-40b9-a067-a1afd3d57e51',
    workflowType: 'release_v1',
    targetFile: 'src/*main*.py',
    status: 'active',
    currentPhase: 1,
    completedPhases: [0],
    totalPhases: 2,
    createdAt: '2026-01-01T10:00:00.000000',
    updatedAt: '2026-01-01T11:30:00.000000',
    drift: [
      {
        kind: 'phase-renamed',
        phase: 0,
        message: 'Phase 0 is now "Begin".',
        remediation: 'Nothing is lost.',
      },
    ],
    stale: false,
    phaseArtifacts: {
      0: {
        phase_number: 0,
        evidence: {
          count: new LosslessNumber('5.0'),
          note: 'a | b',
          log: 'first\n```\nlast',
          hashes: [HASH],
        },
        outputs: {
          praxis_ls: {
            passed: true,
            gate: 'workflows/release_v1/phases/0/gate-definition.yaml',
            unsaved: true,
          },
        },
        timestamp: '2026-01-01T11:00:00.000000',
      },
    },
    checkpoints: { 0: 'passed' },
    metadata: { spec_path: 'docs', total_phases: 2, praxis_ls: { began: {} } },
    history: [
      {
        action: 'retry',
        at: '2026-01-01T10:30:00.000000',
        from_phase: 0,
        to_phase: 0,
        phase_artifacts: {},
      },
    ],
    isComplete: false,
    stateUri: 'file:///state.json',
    warnings: [],
  },
  attempts: [
    {
      phase: 0,
      at: '2026-01-01T10:20:00.000000',
      errors: ["Field 'count' is required but missing"],
      warnings: [],
    },
  ],
};

it('tells the whole session to people', () => {
  expect(sessionReport(EXPORTED)).toBe(`# release_v1: src/\\*main\\*.py

| Session | 124c1a7c-f603-40b9-a067-a1afd3d57e51 |
| --- | --- |
| Workflow | release_v1 (gone) |
| Target | src/\\*main\\*.py |
| Status | active, 1 of 2 phases done |
| Begun | 2026-01-01 10:00 |
| Last change | 2026-01-01 11:30 |
| Option spec_path | docs |

## Edited since the session began

- Phase 0 is now "Begin". Nothing is lost.

## Phase 0

Passed on 2026-01-01 11:00, judged by workflows/release_v1/phases/0/gate-definition.yaml (as it was in the editor, not saved).

### Evidence

| Field | Value |
| --- | --- |
| count | 5.0 |
| note | a \\| b |

log:

\`\`\`\`
first
\`\`\`
last
\`\`\`\`

hashes:

\`\`\`json
[
  "${HASH}"
]
\`\`\`

### Attempts that failed, or passed with warnings

- 2026-01-01 10:20: refused
  - Field 'count' is required but missing

## History

- 2026-01-01 10:30: retry from phase 0 to phase 0.
`);
});
