import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery } from '../caches/definition.ts';
import { METADATA_FILE, phaseFolder } from '../workspace/layout.ts';
import type { FilePath } from '../workspace/paths.ts';
import { isGenerated, type Metadata } from './metadata.ts';
import { type Checkpoint, checkpoint, metadata } from './snapshot.ts';

/** A workflow in short, for lists and descriptions. */
export interface WorkflowOverview {
  readonly folder: FilePath;
  readonly metadataFile: FilePath;
  readonly workflowType: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly category?: string;
  /** Static phases; those of a dynamic workflow's source come on top when it runs. */
  readonly totalPhases: number;
  readonly dynamic: boolean;
  readonly estimatedDuration: string;
  readonly primaryOutputs: readonly string[];
  readonly phases: readonly PhaseOverview[];
}

export interface PhaseOverview {
  readonly phase: number;
  readonly name: string;
  readonly purpose: string;
  readonly source: 'static' | 'dynamic';
  readonly estimatedDuration?: string;
  readonly tasks: readonly TaskOverview[];
  readonly gate: GateOverview;
}

/** What only generated tasks have is absent in others, and the reverse. */
export interface TaskOverview {
  readonly taskNumber: number;
  readonly taskId?: string;
  readonly name: string;
  readonly file?: string;
  readonly purpose?: string;
  readonly estimatedTime?: string;
  readonly dependencies?: readonly string[];
  readonly acceptanceCriteria?: readonly string[];
}

export interface GateOverview {
  /** `permissive`: no gate file, everything passes. */
  readonly source: 'yaml' | 'permissive';
  readonly strict: boolean;
  /** The names of the evidence fields. */
  readonly evidence: readonly string[];
  /** What phase.md, or the source of a generated phase, asks to be checked. */
  readonly checklist: readonly string[];
}

/**
 * The overview of a workflow folder. It reads metadata, gates and listings, no task file and no
 * prose: what the question needs, not all.
 */
export const workflowOverview = defineQuery<WorkflowOverview>({
  name: 'workflowOverview',
  equals: isDeepStrictEqual,
  compute(read, folder) {
    const given = read(metadata, folder);
    const phases = listedPhases(given).map(
      (phase): PhaseOverview => ({
        ...phase,
        gate: gateOverview(read(checkpoint, phaseFolder(folder, phase.phase))),
      }),
    );
    return {
      folder,
      metadataFile: path.join(folder, METADATA_FILE),
      workflowType: path.basename(folder),
      name: given.name ?? path.basename(folder),
      version: given.version ?? '',
      description: given.description ?? '',
      ...(given.category === undefined ? {} : { category: given.category }),
      totalPhases: phases.length,
      dynamic: given.dynamicPhases,
      estimatedDuration: given.estimatedDuration ?? '',
      primaryOutputs: given.primaryOutputs,
      phases,
    };
  },
});

/** A gate in short. */
export function gateOverview({ gate, checklist }: Checkpoint): GateOverview {
  return {
    source: gate === undefined ? 'permissive' : 'yaml',
    strict: gate?.strict ?? false,
    evidence: gate?.fields.map(({ name }) => name) ?? [],
    checklist,
  };
}

/** The phases that `metadata.json` lists, generated ones left out. One without a number counts by its place. */
export function listedPhases({ phases }: Metadata): Omit<PhaseOverview, 'gate'>[] {
  return phases
    .filter((entry) => !isGenerated(entry))
    .map((entry, index) => {
      const phase = typeof entry.phaseNumber === 'number' ? entry.phaseNumber : index;
      return {
        phase,
        name: entry.phaseName ?? `Phase ${phase}`,
        purpose: entry.purpose ?? '',
        source: 'static',
        ...(entry.estimatedEffort === undefined
          ? {}
          : { estimatedDuration: entry.estimatedEffort }),
        tasks: (entry.tasks ?? []).map((task, position) => ({
          taskNumber: task.taskNumber ?? position + 1,
          name: task.name ?? task.file ?? '',
          ...(task.file === undefined ? {} : { file: task.file }),
          ...(task.purpose === undefined ? {} : { purpose: task.purpose }),
        })),
      };
    });
}
