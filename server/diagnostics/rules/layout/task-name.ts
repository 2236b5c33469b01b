/** The form of a task file's name: its number from 0 without leading zeros, and a name in kebab case. */
export const TASK_NAME = /^task-(?:0|[1-9]\d*)-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;

/**
 * The name that a file would have as a task: `task-2-write-notes.md` for `Task_02 Write Notes.md`,
 * `02-write-notes.md`. Undefined where no number is to be seen or nothing else is.
 */
export function taskNameFor(name: string): string | undefined {
  const [, digits, rest = ''] = /^(?:task)?[-_ .]*(\d{1,4})[-_ .]*(.*)\.md$/i.exec(name) ?? [];
  const slug = slugOf(rest);
  return digits === undefined || slug === '' ? undefined : `task-${Number(digits)}-${slug}.md`;
}

/** Kebab case: `WriteNotes`, `write_notes` and `write notes` are `write-notes`. */
function slugOf(text: string): string {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
