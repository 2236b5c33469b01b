import path from 'node:path';
import type { PhaseOutline, TaskFile } from '../../../workflow/snapshot.ts';
import { nearestFile } from '../nearest-file.ts';

/** A task as `phase.md` lists it, with its file where that is a Markdown file of the same folder. */
export interface ListedTask {
  /** As an anchor of `phase.md`. */
  readonly at: string;
  readonly number: number | undefined;
  /** The name of the file in the folder of the phase. */
  readonly name: string | undefined;
}

/**
 * The tasks that a `phase.md` lists. Cells such as `TBD` name no task, and neither does a pattern. None
 * of a file that belongs to another phase by its title: that it was copied is told.
 */
export function listedTasks({ folder, number: phase, summary }: PhaseOutline): ListedTask[] {
  const inTitle = summary?.title?.number;
  if (summary === undefined || (inTitle !== undefined && inTitle !== phase)) return [];
  return summary.tasks.map(({ number, file }, index) => {
    const target =
      file !== undefined && IS_TASK.test(file) ? path.resolve(folder, file) : undefined;
    const isHere = target !== undefined && path.dirname(target) === folder;
    return {
      at: `task/${index}`,
      number,
      name: isHere ? path.basename(target) : undefined,
    };
  });
}

/** A table may list other files, too: `srd.md` among the outputs of a phase. */
const IS_TASK = /(?:^|[\\/])task[^*?\\/]*\.md$/i;

/** The list of a `phase.md`, compared with the files in its folder. */
export interface ListedFiles {
  /** Entries whose file is not there, and the file that is probably meant. */
  readonly missing: readonly { at: string; name: string; meant: string | undefined }[];
  /** Files that no entry names, neither misspelt nor by its number alone. */
  readonly unlisted: readonly TaskFile[];
}

export function compareListed(phase: PhaseOutline): ListedFiles {
  const tasks = listedTasks(phase);
  const names = new Set(tasks.map(({ name }) => name));
  const spare = phase.tasks.filter(({ name }) => !names.has(name));
  const missing = tasks.flatMap(({ at, name }) => {
    if (name === undefined || phase.names.includes(name)) return [];
    const meant = nearestFile(
      name,
      spare.map((task) => task.name),
    );
    return [{ at, name, meant }];
  });
  const meant = new Set(missing.map((entry) => entry.meant));
  const numbers = new Set(
    tasks.map(({ name, number }) => (name === undefined ? number : undefined)),
  );
  return {
    missing,
    unlisted: spare.filter(({ name, number }) => !meant.has(name) && !numbers.has(number)),
  };
}
