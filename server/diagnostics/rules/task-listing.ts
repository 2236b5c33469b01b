import path from 'node:path';
import { perObject } from '../../caches/per-object.ts';
import type { PhaseOutline, TaskFile, WorkflowOutline } from '../../workflow/snapshot.ts';
import { taskNumberOf } from '../../workspace/layout.ts';
import { below } from '../../workspace/paths.ts';
import type { ListedPhase } from './listed-phases.ts';
import { nearestFile } from './nearest-file.ts';

/** The tasks that a phase lists, compared with the files in its folder. */
export interface TaskListing {
  /** Entries whose file is not there, and the unlisted one that is probably meant. */
  readonly missing: readonly { index: number; file: string; meant: TaskFile | undefined }[];
  /** Entries with the file of an entry before, and the unlisted one that is probably meant. */
  readonly repeated: readonly {
    index: number;
    first: number;
    file: string;
    meant: TaskFile | undefined;
  }[];
  /** Files that no entry names, even misspelt. None if the phase lists no tasks at all, or if its list may be damaged. */
  readonly unlisted: readonly TaskFile[];
}

export function compareTasks(workflow: WorkflowOutline, listed: ListedPhase): TaskListing {
  return comparisons(workflow)(listed);
}

/** Several rules ask for the same comparison. */
const comparisons = perObject((workflow: WorkflowOutline) =>
  perObject((listed: ListedPhase) => compare(workflow, listed)),
);

function compare(workflow: WorkflowOutline, { entry, phase }: ListedPhase): TaskListing {
  if (entry.tasks === undefined || phase === undefined) {
    return { missing: [], repeated: [], unlisted: [] };
  }
  const files = entry.tasks.map(({ file }) => file);
  const named = new Set(files);
  const spare = phase.tasks.filter(({ name }) => !named.has(name));
  const missing = entry.tasks.flatMap(({ file }, index) => {
    if (file === undefined || isThere(workflow, phase, file)) return [];
    const name = nearestFile(
      lastName(file),
      spare.map((task) => task.name),
    );
    return [{ index, file, meant: spare.find((task) => task.name === name) }];
  });
  const repeated = entry.tasks.flatMap(({ file, taskNumber }, index) => {
    const first = files.indexOf(file);
    if (file === undefined || first === index || !phase.names.includes(file)) return [];
    return [{ index, first, file, meant: spare.find(({ number }) => number === taskNumber) }];
  });
  const meant = new Set([...missing, ...repeated].map((task) => task.meant));
  return {
    missing,
    repeated,
    unlisted: workflow.metadata.damaged ? [] : spare.filter((task) => !meant.has(task)),
  };
}

/** The files that the metadata lists and that are nowhere, not even under a similar name. */
export function absentTaskFiles(workflow: WorkflowOutline, listed: ListedPhase): string[] {
  return compareTasks(workflow, listed).missing.flatMap(({ file, meant }) =>
    meant === undefined ? file : [],
  );
}

/**
 * The task numbers of the entries of a phase. Absent where another rule says what is wrong with one:
 * a number unlike that in the name of its file, one below 1, a file named twice.
 */
export function trustedNumbers(
  workflow: WorkflowOutline,
  listed: ListedPhase,
): readonly (number | undefined)[] {
  const repeated = new Set(compareTasks(workflow, listed).repeated.map(({ index }) => index));
  const tasks = listed.entry.tasks ?? [];
  return tasks.map(({ taskNumber }, index) => {
    if (repeated.has(index) || fileNumberUnlike(listed, index) !== undefined) return undefined;
    const isTooLow = taskNumber !== undefined && taskNumber < 1;
    const countsFromZero = index === 0 && taskNumber === 0 && tasks[1]?.taskNumber === 1;
    return isTooLow && !countsFromZero ? undefined : taskNumber;
  });
}

/** The number in the name of a task's file, if it is there and differs from the task's. */
export function fileNumberUnlike({ entry, phase }: ListedPhase, index: number): number | undefined {
  const { taskNumber, file } = entry.tasks?.[index] ?? {};
  if (taskNumber === undefined || taskNumber < 1 || file === undefined) return undefined;
  if (phase?.names.includes(file) !== true) return undefined;
  const inName = taskNumberOf(file);
  return inName === taskNumber ? undefined : inName;
}

/** Whether the file of a task leads out of the folder of its phase. */
export function isOutside(phase: PhaseOutline, file: string): boolean {
  return below(phase.folder, path.resolve(phase.folder, file)) === undefined;
}

function isThere({ absent }: WorkflowOutline, phase: PhaseOutline, file: string): boolean {
  if (phase.names.includes(file)) return true;
  return file.includes('/') && !isOutside(phase, file)
    ? !absent.has(path.resolve(phase.folder, file))
    : false;
}

/** The name at the end of a path. */
export function lastName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}
