import path from 'node:path';
import type { WorkflowDocument } from '../workflow/document.ts';
import type { MarkdownSummary } from '../workflow/markdown-document.ts';
import type { Metadata } from '../workflow/metadata.ts';
import type { Phase, Task, Workflow } from '../workflow/snapshot.ts';
import type { FilePath } from '../workspace/paths.ts';

/** Documents by their syntax: what markdown files have in common, and the two data files. */
export type MarkdownFile = Extract<WorkflowDocument, { readonly markdown: unknown }>;
export type MetadataFile = Extract<WorkflowDocument, { readonly kind: 'metadata' }>;
export type GateFile = Extract<WorkflowDocument, { readonly kind: 'gate' }>;

export function phaseNumbered(workflow: Workflow, number: number): Phase | undefined {
  return workflow.phases.find((phase) => phase.number === number);
}

export function phaseInFolder(workflow: Workflow, folder: FilePath): Phase | undefined {
  return workflow.phases.find((phase) => phase.folder === folder);
}

/** The phase whose folder a file is in. */
export function phaseAround(document: WorkflowDocument, workflow: Workflow): Phase | undefined {
  const { role } = document.place;
  return 'phase' in role ? phaseNumbered(workflow, role.phase) : undefined;
}

/** The phase that the entry `/phases/INDEX` of the metadata stands for: by its number, else by its place. */
export function phaseOfEntry(
  workflow: Workflow,
  metadata: Metadata,
  index: number,
): Phase | undefined {
  const number = metadata.phases[index]?.phaseNumber ?? index;
  return typeof number === 'number' ? phaseNumbered(workflow, number) : undefined;
}

/** What a phase or task calls itself: the name in its title, else all of the title. */
export function nameIn(summary: MarkdownSummary | undefined): string | undefined {
  return summary?.title?.name ?? summary?.title?.text;
}

/** What a path leads to, if it is the `phase.md` or a task of a phase. */
export function whatIsAt(
  workflow: Workflow,
  file: FilePath,
): { readonly phase: Phase; readonly task?: Task } | undefined {
  for (const phase of workflow.phases) {
    if (file === phase.file && phase.summary !== undefined) return { phase };
    const task = phase.tasks.find((candidate) => candidate.file === file);
    if (task !== undefined) return { phase, task };
  }
  return undefined;
}

/** The path of `to` as a link in the file `from` would write it. */
export function relativePath(from: FilePath, to: FilePath): string {
  return path.relative(path.dirname(from), to).replaceAll(path.sep, '/');
}
