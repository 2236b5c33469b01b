import {
  type DataTree,
  type Entry,
  entriesOf,
  entryOf,
  toValue,
} from '../../../syntax/data-tree.ts';

/** What a state file says of phases, as far as it says it in the right types. */
export interface RecordedPhases {
  readonly current: number | undefined;
  readonly completed: readonly { readonly phase: number; readonly at: string }[];
  readonly artifacts: readonly Entry[];
  readonly checkpoints: ReadonlyMap<number, unknown>;
}

export function recordedPhases({ root }: DataTree): RecordedPhases {
  const current = toValue(entryOf(root, 'current_phase')?.value);
  const completed = toValue(entryOf(root, 'completed_phases')?.value);
  const artifacts = entryOf(root, 'phase_artifacts')?.value;
  const checkpoints = entryOf(root, 'checkpoints')?.value;
  return {
    current: isPhase(current) ? current : undefined,
    completed: (Array.isArray(completed) ? completed : []).flatMap((phase: unknown, index) =>
      isPhase(phase) ? [{ phase, at: `/completed_phases/${index}` }] : [],
    ),
    artifacts: entriesOf(artifacts),
    checkpoints: new Map(
      entriesOf(checkpoints).flatMap(({ key, value }) =>
        /^\d+$/.test(key) ? [[Number(key), toValue(value)] as const] : [],
      ),
    ),
  };
}

function isPhase(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}
