import path from 'node:path';
import type { PhaseOutline } from '../../../workflow/snapshot.ts';

/** A task as `phase.md` lists it, with its file where that is a Markdown file of the same folder. */
export interface ListedTask {
  /** As an anchor of `phase.md`. */
  readonly at: string;
  readonly number: number | undefined;
  /** The name of the file in the folder of the phase. */
  readonly name: string | undefined;
}

/** The tasks that a `phase.md` lists. Cells such as `TBD` name no file, and neither does a pattern. */
export function listedTasks({ folder, summary }: PhaseOutline): ListedTask[] {
  return (summary?.tasks ?? []).map(({ number, file }, index) => {
    const target =
      file !== undefined && IS_FILE.test(file) ? path.resolve(folder, file) : undefined;
    const isHere = target !== undefined && path.dirname(target) === folder;
    return {
      at: `task/${index}`,
      number,
      name: isHere ? path.basename(target) : undefined,
    };
  });
}

const IS_FILE = /^[^*?]+\.md$/i;
