import type { GateDescribeResult } from '../../../server/protocol/gate-requests.ts';
import type { PhaseView } from '../../../server/protocol/session-requests.ts';

export type Evidence = Readonly<Record<string, unknown>>;

const SHA256 = '9f2c41d07be85a63'.repeat(4);

/** What somebody who did the work would answer, by the names of the fields that the gates ask for. */
export const RELEASE: Evidence = {
  changes_counted: 14,
  breaking_changes: [],
  release_kind: 'minor',
  version: '2.4.0',
  changelog_entry: 'Settings can be read from the environment; see "Configuration".',
  examples_run: 9,
  version_files: ['package.json', 'docs/index.md'],
  release_commit: '4f1c2d7',
  tests_total: 412,
  tests_passed: 405,
  tests_skipped: 7,
  artifact: { name: 'toolbox-2.4.0.tgz', bytes: 48213, sha256: SHA256 },
  smoke_output: '12 checks, 0 errors: success',
};

export const DELIVERY: Evidence = {
  files_read: ['README.md', 'srd.md', 'specs.md', 'implementation.md', 'tasks.md'],
  goal: 'No client can take the gateway away from the others',
  phases_found: 3,
  tasks_found: 10,
  first_task: '1.1',
  order_agreed: true,
};

export const MIGRATION: Evidence = {
  dependents: [
    { name: 'audit', owner: 'compliance', uses: 'every message' },
    { name: 'invoice', owner: 'billing', uses: 'orders, in their order' },
  ],
  dependents_found: 2,
  dependents_confirmed: 2,
  baseline: { period: '7 days', requests_per_minute: 5200, latency_ms: 180, error_percent: 0 },
  switch_location: 'queue.consumer.<name>.source',
  requests_compared: 120000,
  differences_found: 2,
  differences_explained: 2,
  rollback: { by: 'the person on duty', minutes: 12, lost_items: 0 },
};

/**
 * What a gate requires, out of `known`.
 *
 * @throws when it requires what nobody knows
 */
export function evidenceFor({ evidence, phase }: GateDescribeResult, known: Evidence): Evidence {
  const required = evidence.filter((field) => field.required).map(({ name }) => name);
  return Object.fromEntries(
    required.map((name) => {
      if (!(name in known)) throw new Error(`The gate of phase ${phase} asks for ${name}.`);
      return [name, known[name]];
    }),
  );
}

/** What the template of a generated phase asks for: each item of its checklist, with its proof. */
export function proofOf({ phase, tasks, gate }: PhaseView): Evidence {
  return {
    tasks_completed: tasks.length,
    gate: Object.fromEntries(
      gate.checklist.map((item, index) => [item, `reports/phase-${phase}.md#${index + 1}`]),
    ),
  };
}
