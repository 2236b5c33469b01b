import { readFileSync } from 'node:fs';
import type { SessionGetResult } from '../../server/protocol/session-requests.ts';

/** What the state file of a session tells of its past. */
export interface SessionRecord {
  readonly current_phase: number;
  readonly completed_phases: readonly number[];
  readonly phase_artifacts: Readonly<Record<string, { readonly evidence: Evidence }>>;
  readonly metadata: {
    readonly praxis_ls: {
      readonly attempts?: readonly {
        readonly phase: number;
        readonly passed: boolean;
        readonly warnings: readonly string[];
      }[];
      readonly history?: readonly {
        readonly completed_phases: readonly number[];
        readonly phase_artifacts: Readonly<Record<string, { readonly evidence: Evidence }>>;
      }[];
    };
  };
}

export type Evidence = Readonly<Record<string, unknown>>;

export function recordOf({ stateUri }: Pick<SessionGetResult, 'stateUri'>): SessionRecord {
  return JSON.parse(readFileSync(new URL(stateUri), 'utf8')) as SessionRecord;
}

/**
 * Evidence that can be told from any other for good: the gate knows no such field and warns of it, and
 * warnings of attempts are kept for ever.
 */
export function marked(mark: string, evidence: Evidence): Evidence {
  return { ...evidence, [`mark ${mark}`]: true };
}

/** The marks of all attempts, in the order in which they were written. */
export function marksIn({ metadata }: SessionRecord): string[] {
  return (metadata.praxis_ls.attempts ?? []).flatMap(({ warnings }) =>
    warnings.flatMap((warning) => /^Field 'mark (.+)' not in schema/.exec(warning)?.[1] ?? []),
  );
}

/** The marks of the evidence that was kept with a phase: there still, or in the history. */
export function keptMarksIn({ phase_artifacts, metadata }: SessionRecord): string[] {
  const kept = [{ phase_artifacts }, ...(metadata.praxis_ls.history ?? [])];
  return kept.flatMap((entry) =>
    Object.values(entry.phase_artifacts).flatMap(({ evidence }) =>
      Object.keys(evidence).flatMap((key) => /^mark (.+)$/.exec(key)?.[1] ?? []),
    ),
  );
}

/**
 * How often a phase was passed, and how often that was undone. Whoever may pass it only once at a time
 * has passed it as often as it was undone, and once more if it is completed.
 */
export function passesOf(record: SessionRecord, phase: number): { passed: number; undone: number } {
  const { attempts = [], history = [] } = record.metadata.praxis_ls;
  return {
    passed: attempts.filter((attempt) => attempt.phase === phase && attempt.passed).length,
    undone: history.filter(({ completed_phases }) => completed_phases.includes(phase)).length,
  };
}
