import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import { listing } from '../workspace/files.ts';
import {
  GATE_FILE,
  METADATA_FILE,
  PHASE_FILE,
  PHASES_FOLDER,
  taskNumberOf,
} from '../workspace/layout.ts';
import { below, type FilePath } from '../workspace/paths.ts';
import { summaryOf } from './document.ts';
import type { Gate } from './gate.ts';
import type { MarkdownSummary } from './markdown-document.ts';
import { type Metadata, NO_METADATA } from './metadata.ts';
import type { EvidenceRow, PhaseSummary } from './phase-document.ts';
import type { TaskSummary } from './task-document.ts';
import { phaseFolders } from './workflow-files.ts';

/**
 * A workflow without what stands in its task files: most questions need no more, and a workflow that
 * was just opened is answered for before its tasks are read. Ids and values only.
 */
export interface WorkflowOutline {
  readonly folder: FilePath;
  /** The folder's name, which is a workflow's identity (FORMAT.md (a)). */
  readonly type: string;
  readonly metadataFile: FilePath;
  readonly metadata: Metadata;
  /** The folders `phases/<N>`, by number. */
  readonly phases: readonly PhaseOutline[];
  /** Names right under `phases/` that are no phase: `dynamic`, loose files. */
  readonly looseNames: readonly string[];
  /** Files of this workflow that the metadata names by their path and that are not there. */
  readonly absent: ReadonlySet<FilePath>;
}

/** A phase's folder and what its own files say. */
export interface PhaseOutline {
  readonly number: number;
  readonly folder: FilePath;
  readonly names: readonly string[];
  readonly file: FilePath;
  /** Absent when there is no `phase.md`. */
  readonly summary: PhaseSummary | undefined;
  /** By number. */
  readonly tasks: readonly TaskFile[];
  readonly gateFile: FilePath;
  readonly gate: Gate | undefined;
}

export interface TaskFile {
  readonly file: FilePath;
  readonly name: string;
  /** As in its file's name. */
  readonly number: number;
}

/** A workflow as a whole: what all of its files say. */
export interface Workflow extends WorkflowOutline {
  readonly phases: readonly Phase[];
  /** Files that commands and task lists point at and that are not there. */
  readonly missing: ReadonlySet<FilePath>;
}

export interface Phase extends PhaseOutline {
  readonly tasks: readonly Task[];
}

export interface Task extends TaskFile {
  readonly summary: TaskSummary | undefined;
}

/** What a phase has to show to be completed, and what its `phase.md` says of that. */
export interface Checkpoint {
  readonly gate: Gate | undefined;
  /** The rows of the evidence table in `phase.md`. */
  readonly announced: readonly EvidenceRow[];
  /** The boxes to be ticked there. */
  readonly checklist: readonly string[];
}

/** The typed metadata of a workflow folder. */
export const metadata = defineQuery<Metadata>({
  name: 'metadata',
  cache: 'metadata',
  equals: isDeepStrictEqual,
  compute: (read, folder) =>
    (read(summaryOf, path.join(folder, METADATA_FILE)) as Metadata | undefined) ?? NO_METADATA,
});

/** The checkpoint of a phase, by the phase's folder. */
export const checkpoint = defineQuery<Checkpoint>({
  name: 'checkpoint',
  cache: 'checkpoint',
  equals: isDeepStrictEqual,
  compute(read, phaseFolder) {
    const phase = read(summaryOf, path.join(phaseFolder, PHASE_FILE)) as PhaseSummary | undefined;
    return {
      gate: read(summaryOf, path.join(phaseFolder, GATE_FILE)) as Gate | undefined,
      announced: phase?.gate.evidence ?? [],
      checklist: phase?.gate.checklist ?? [],
    };
  },
});

/** The outline of a workflow folder. */
export const workflowOutline = defineQuery<WorkflowOutline>({
  name: 'workflowOutline',
  compute(read, folder) {
    const phases = read(phaseFolders, folder).map((phase): PhaseOutline => {
      const file = path.join(phase.folder, PHASE_FILE);
      return {
        number: phase.number,
        folder: phase.folder,
        names: phase.names,
        file,
        summary: read(summaryOf, file) as PhaseSummary | undefined,
        tasks: phase.taskFiles.map((name) => ({
          file: path.join(phase.folder, name),
          name,
          number: taskNumberOf(name) ?? 0,
        })),
        gateFile: path.join(phase.folder, GATE_FILE),
        gate: read(checkpoint, phase.folder).gate,
      };
    });
    const numbers = new Set(phases.map(({ number }) => String(number)));
    const given = read(metadata, folder);
    return {
      folder,
      type: path.basename(folder),
      metadataFile: path.join(folder, METADATA_FILE),
      metadata: given,
      phases,
      absent: absentFiles(read, folder, given),
      looseNames: read(listing, path.join(folder, PHASES_FOLDER))
        .entries.map(({ name }) => name)
        .filter((name) => !numbers.has(name)),
    };
  },
});

/** The snapshot of a workflow folder: what features and sessions read. */
export const workflowSnapshot = defineQuery<Workflow>({
  name: 'workflow',
  cache: 'workflow',
  compute(read, folder) {
    const outline = read(workflowOutline, folder);
    const phases = outline.phases.map((phase) => ({
      ...phase,
      tasks: phase.tasks.map((task) => ({
        ...task,
        summary: read(summaryOf, task.file) as TaskSummary | undefined,
      })),
    }));
    return { ...outline, phases, missing: missingTargets(read, phases) };
  },
});

/** Whether a file is there, by the listing of its folder alone. */
function presence(read: Read): (file: FilePath) => boolean {
  const namesIn = new Map<FilePath, ReadonlySet<string>>();
  return (file) => {
    const folder = path.dirname(file);
    let names = namesIn.get(folder);
    if (names === undefined) {
      names = new Set(read(listing, folder).entries.map(({ name }) => name));
      namesIn.set(folder, names);
    }
    return names.has(path.basename(file));
  };
}

/**
 * Of the files that the metadata names by a path, those in this folder that are not there: files of
 * phases and templates, and of tasks those that are no mere names.
 */
function absentFiles(
  read: Read,
  folder: FilePath,
  { phases, dynamicPhases, dynamicConfig }: Metadata,
): Set<FilePath> {
  const exists = presence(read);
  const named = phases.flatMap(({ file, phaseNumber, tasks = [] }) => [
    file,
    ...tasks.flatMap((task) =>
      task.file?.includes('/') ? `${PHASES_FOLDER}/${phaseNumber}/${task.file}` : [],
    ),
  ]);
  if (dynamicPhases) named.push(dynamicConfig?.phaseTemplate, dynamicConfig?.taskTemplate);
  const files = named.flatMap((name) => (name === undefined ? [] : path.resolve(folder, name)));
  return new Set(files.filter((file) => below(folder, file) !== undefined && !exists(file)));
}

/** The targets of commands and listed tasks that lead nowhere. Read from listings alone. */
function missingTargets(read: Read, phases: readonly Phase[]): Set<FilePath> {
  const exists = presence(read);
  const missing = new Set<FilePath>();
  for (const phase of phases) {
    const from: (MarkdownSummary | undefined)[] = [
      phase.summary,
      ...phase.tasks.map(({ summary }) => summary),
    ];
    const targets = new Set([
      ...from.flatMap((summary) => summary?.commands.flatMap((command) => command.targets) ?? []),
      ...(phase.summary?.tasks.flatMap(({ file }) => file ?? []) ?? []),
    ]);
    for (const target of targets) {
      const file = path.resolve(phase.folder, target);
      if (!exists(file)) missing.add(file);
    }
  }
  return missing;
}
