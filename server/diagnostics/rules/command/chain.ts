import path from 'node:path';
import { perObject } from '../../../caches/per-object.ts';
import { leadsToFile } from '../../../workflow/command-language.ts';
import type { MarkdownSummary } from '../../../workflow/markdown-document.ts';
import type { Phase, Task, Workflow } from '../../../workflow/snapshot.ts';
import type { FilePath } from '../../../workspace/paths.ts';

/** A file of a phase with the ways that lead on from it. */
export interface Link {
  readonly phase: Phase;
  readonly file: FilePath;
  readonly summary: MarkdownSummary | undefined;
  /** Absent for the `phase.md`. */
  readonly task: Task | undefined;
  /** Its NEXT-MANDATORY commands. */
  readonly nexts: readonly Next[];
}

export interface Next {
  /** The anchor of the first target, or of the command where it names none. */
  readonly at: string;
  /** As it is written. */
  readonly written: string;
  /** What it leads to: the first is the way that is meant to be taken. Absent ones and patterns are left out. */
  readonly targets: readonly FilePath[];
}

/** Where a file stands in the workflow: its phase and, unless it is the `phase.md`, its task. */
export interface Station {
  readonly phase: Phase;
  readonly task: Task | undefined;
}

/** What leads where in a workflow. */
export interface Chain {
  readonly links: readonly Link[];
  readonly stations: ReadonlyMap<FilePath, Station>;
  /** The phase after that one, by number. */
  following(phase: Phase): Phase | undefined;
}

/** What leads where in a workflow: several rules follow one chain. */
export const chainOf = perObject(({ phases, missing }: Workflow): Chain => {
  const stations = new Map<FilePath, Station>();
  const links: Link[] = [];
  for (const phase of phases) {
    for (const task of [undefined, ...phase.tasks]) {
      const { file, summary } = task ?? phase;
      stations.set(file, { phase, task });
      links.push({ phase, file, summary, task, nexts: nextsOf(phase, summary, missing) });
    }
  }
  return {
    links,
    stations,
    following: (phase) => phases[phases.indexOf(phase) + 1],
  };
});

function nextsOf(
  { folder }: Phase,
  summary: MarkdownSummary | undefined,
  missing: ReadonlySet<FilePath>,
): Next[] {
  return (summary?.commands ?? []).flatMap(({ name, known, targets }, index): Next[] => {
    if (name !== 'NEXT-MANDATORY' || !known) return [];
    const [written = ''] = targets;
    const files = targets
      .filter((target) => !isPattern(target))
      .map((target) => path.resolve(folder, target))
      .filter((file) => !missing.has(file));
    return [
      {
        at: written === '' ? `command/${index}` : `command/${index}/target/0`,
        written,
        targets: files,
      },
    ];
  });
}

/** The first target of a command that leads to a file. */
export interface FileTarget {
  readonly phase: Phase;
  readonly file: FilePath;
  /** The NAME of the command. */
  readonly name: string;
  /** The anchor of the target. */
  readonly at: string;
  /** As it is written. */
  readonly target: string;
}

/** Where the commands of a workflow lead. Of two paths on a line the first is the way that is meant to be taken (FORMAT.md (d)). */
export function* fileTargets({ phases }: Workflow): Generator<FileTarget> {
  for (const phase of phases) {
    for (const { file, summary } of [phase, ...phase.tasks]) {
      for (const [index, { name, argument, targets }] of (summary?.commands ?? []).entries()) {
        const [target] = targets;
        if (target === undefined || !leadsToFile(argument)) continue;
        yield { phase, file, name, at: `command/${index}/target/0`, target };
      }
    }
  }
}

/** Whether a target is a generator's pattern, as `task-1-*.md`, and no file. */
export function isPattern(target: string): boolean {
  return /[*?]/.test(target);
}

/** The tasks of a phase that come right after `number`: one, or several with the same number. */
export function tasksAfter({ tasks }: Phase, number: number): readonly Task[] {
  const next = tasks.find((task) => task.number > number)?.number;
  return tasks.filter((task) => task.number === next);
}

/** The files that may come next: the following task, or after the last one the next phase. */
export function properNexts({ following }: Chain, { phase, task }: Link): readonly FilePath[] {
  const tasks = tasksAfter(phase, task?.number ?? -1);
  if (tasks.length > 0) return tasks.map(({ file }) => file);
  const next = following(phase);
  return next === undefined ? [] : [next.file];
}
