import { perObject } from '../../caches/per-object.ts';
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
 * quotes as that number. A wrong number counts as the one that its place asks for if the folder of
 * that one is there; a repeated one that cannot be told apart is left out. What is wrong with these
 * numbers is said elsewhere, and once is enough.
 */
export const listedPhases = perObject((workflow: WorkflowOutline): readonly ListedPhase[] => {
  const { metadata, phases } = workflow;
  const folders = new Map(phases.map((phase) => [phase.number, phase]));
  const numbers = metadata.phases.map(({ phaseNumber }, index) => Number(phaseNumber ?? index));
  const written = new Set(numbers);
  const first = firstNumber(workflow);
  return metadata.phases.flatMap((entry, index): ListedPhase[] => {
    const number = numbers[index];
    if (number === undefined || !Number.isInteger(number)) return [];
    const expected = index + first;
    // Of two entries with one number that which stands in its place is right, else the first.
    const isRepeated =
      number !== expected &&
      numbers.some(
        (other, place) =>
          other === number && place !== index && (place < index || place + first === other),
      );
    const listed = (as: number) => [
      { entry, number: as, at: `/phases/${index}`, phase: folders.get(as) },
    ];
    if (folders.has(number) && !isRepeated) return listed(number);
    if (folders.has(expected) && !written.has(expected)) return listed(expected);
    return isRepeated ? [] : listed(number);
  });
});

/** The listed phase that a folder of the same workflow is of; undefined for one that is not listed. */
export function listingOf(workflow: WorkflowOutline, phase: PhaseOutline): ListedPhase | undefined {
  return listedPhases(workflow).find((listed) => listed.phase === phase);
}

/** The phases that are listed, compared with the folders. */
export interface PhaseListing {
  /** Those without a folder, and the unlisted folder that was probably meant for one. */
  readonly missing: readonly { listed: ListedPhase; meant: PhaseOutline | undefined }[];
  /** Folders of no listed phase, unless they were meant for one. */
  readonly unlisted: readonly PhaseOutline[];
}

/** A folder that has the place of another one is told once: only if nothing else can be meant. */
export function comparePhases(workflow: WorkflowOutline): PhaseListing {
  const listed = listedPhases(workflow);
  const numbers = new Set(listed.map(({ number }) => number));
  const missing = listed.filter(({ phase }) => phase === undefined);
  const unlisted = workflow.phases.filter(
    ({ number }) => !numbers.has(number) && !isGeneratedPhase(workflow, number),
  );
  const meant = missing.length === 1 && unlisted.length === 1 ? unlisted[0] : undefined;
  return {
    missing: missing.map((phase) => ({ listed: phase, meant })),
    unlisted: meant === undefined ? unlisted : [],
  };
}

/**
 * The numbers that phases have by right, by those of their folders: the same, but the listed one where
 * a folder was meant for it.
 */
export function intendedNumbers(workflow: WorkflowOutline): ReadonlyMap<number, number> {
  const intended = new Map(workflow.phases.map((phase) => [phase.number, phase.number]));
  for (const { listed, meant } of comparePhases(workflow).missing) {
    if (meant !== undefined) intended.set(meant.number, listed.number);
  }
  return intended;
}

/** The number of the first phase: 0, or 1 where the author counts from there and there is no phase 0. */
export function firstNumber({ metadata, phases }: WorkflowOutline): 0 | 1 {
  const countsFromOne = metadata.phases[0]?.phaseNumber === 1;
  return countsFromOne && phases.every(({ number }) => number !== 0) ? 1 : 0;
}

/** Whether a phase comes from the source of a dynamic workflow: `"1-N"` stands for 1 and all after. */
export function isGeneratedPhase({ metadata }: WorkflowOutline, number: number): boolean {
  return metadata.phases.some((entry) => {
    const text = String(entry.phaseNumber);
    return isGenerated(entry) && !/^\d+$/.test(text) && number >= Number(/\d+/.exec(text) ?? 0);
  });
}
