import { nearest } from '../../workflow/nearest.ts';
import { taskNumberOf } from '../../workspace/layout.ts';

/** The file of a phase folder that `written` was probably meant to be: a task by its number first. */
export function nearestFile(written: string, names: readonly string[]): string | undefined {
  const number = taskNumberOf(written);
  const sameTask =
    number === undefined ? [] : names.filter((name) => taskNumberOf(name) === number);
  return sameTask.length === 1 ? sameTask[0] : nearest(written, names)[0];
}
