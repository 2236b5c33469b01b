import type { FilePath } from '../../workspace/paths.ts';
import { nameIn, phaseAround, phaseNumbered, relativePath } from '../workflow-places.ts';
import type { MarkdownCursor } from './markdown-cursor.ts';

/** A file that a link or command may lead to. */
export interface LinkCandidate {
  /** From the file that the link is in. */
  readonly path: string;
  readonly detail: string;
}

/**
 * Where an author may lead from here, the likeliest first: onward is the next task, or the next
 * phase after the last one; back is the overview of the phase. Then the rest of the phase, the
 * other phases, and all other files.
 */
export function linkCandidates(
  { document, workflow, files }: MarkdownCursor,
  direction: 'onward' | 'back',
): LinkCandidate[] {
  const names = new Map<FilePath, string>();
  for (const phase of workflow.phases) {
    const { number, file, summary } = phase;
    if (summary !== undefined) names.set(file, titled(`Phase ${number}`, nameIn(summary)));
    for (const task of phase.tasks) {
      names.set(task.file, titled(`Task ${task.number}`, nameIn(task.summary)));
    }
  }

  const here = phaseAround(document, workflow);
  const own = here === undefined ? [] : [here.file, ...here.tasks.map(({ file }) => file)];
  const next =
    own[own.indexOf(document.file) + 1] ??
    (here === undefined ? undefined : phaseNumbered(workflow, here.number + 1)?.file);
  const overviews = workflow.phases.map(({ file }) => file);
  const first = direction === 'onward' && next !== undefined ? [next] : [];
  const ranked = new Set([...first, ...own, ...overviews, ...names.keys(), ...files]);
  ranked.delete(document.file);
  const present = new Set([...names.keys(), ...files]);
  return [...ranked]
    .filter((file) => present.has(file))
    .map((file) => ({
      path: relativePath(document.file, file),
      detail: names.get(file) ?? '',
    }));
}

function titled(what: string, name: string | undefined): string {
  return name === undefined || name === '' ? what : `${what}: ${name}`;
}
