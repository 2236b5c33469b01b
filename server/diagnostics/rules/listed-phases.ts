import { isGenerated, type PhaseEntry } from '../../workflow/metadata.ts';
import type { PhaseOutline, WorkflowOutline } from '../../workflow/snapshot.ts';

/** A phase that `metadata.json` lists and that is not generated, with its folder if there is one. */
export interface ListedPhase {
  readonly entry: PhaseEntry;
  readonly number: number;
  /** The JSON Pointer of the entry. */
  readonly at: string;
  readonly phase: PhaseOutline | undefined;
}

/**
 * The phases that `metadata.json` lists. One without a number counts by its place, and a number in
 * quotes as that number: the schema says what is wrong with these, and once is enough.
 */
export function listedPhases({ metadata, phases }: WorkflowOutline): ListedPhase[] {
  return metadata.phases.flatMap((entry, index): ListedPhase[] => {
    const number = Number(entry.phaseNumber ?? index);
    if (!Number.isInteger(number)) return [];
    const phase = phases.find((candidate) => candidate.number === number);
    return [{ entry, number, at: `/phases/${index}`, phase }];
  });
}

/** Whether a phase comes from the source of a dynamic workflow: `"1-N"` stands for 1 and all after. */
export function isGeneratedPhase({ metadata }: WorkflowOutline, number: number): boolean {
  return metadata.phases.some((entry) => {
    const text = String(entry.phaseNumber);
    return isGenerated(entry) && !/^\d+$/.test(text) && number >= Number(/\d+/.exec(text) ?? 0);
  });
}
