import type { TaskFile, WorkflowOutline } from '../../workflow/snapshot.ts';
import type { ListedPhase } from './listed-phases.ts';
import { nearestFile } from './nearest-file.ts';

/** The tasks that a phase lists, compared with the files in its folder. */
export interface TaskListing {
  /** Entries whose file is not there, and the unlisted one that is probably meant. */
  readonly missing: readonly { index: number; file: string; meant: TaskFile | undefined }[];
  /** Files that no entry names, even misspelt. None if the phase lists no tasks at all, or if its list may be damaged. */
  readonly unlisted: readonly TaskFile[];
}

export function compareTasks(
  { metadata }: WorkflowOutline,
  { entry, phase }: ListedPhase,
): TaskListing {
  if (entry.tasks === undefined || phase === undefined) return { missing: [], unlisted: [] };
  const named = new Set(entry.tasks.map(({ file }) => file));
  const spare = phase.tasks.filter(({ name }) => !named.has(name));
  const missing = entry.tasks.flatMap(({ file }, index) => {
    if (file === undefined || phase.names.includes(file)) return [];
    const name = nearestFile(
      file,
      spare.map((task) => task.name),
    );
    return [{ index, file, meant: spare.find((task) => task.name === name) }];
  });
  const meant = new Set(missing.map((task) => task.meant));
  return { missing, unlisted: metadata.damaged ? [] : spare.filter((task) => !meant.has(task)) };
}
