import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import type { CacheManager } from '../caches/manager.ts';
import { summaryOf } from '../workflow/document.ts';
import type { Gate } from '../workflow/gate.ts';
import type { Metadata } from '../workflow/metadata.ts';
import {
  type GateOverview,
  gateOverview,
  listedPhases,
  type PhaseOverview,
} from '../workflow/overview.ts';
import type { PlanPhase } from '../workflow/plan/plan.ts';
import { type Checkpoint, metadata } from '../workflow/snapshot.ts';
import { GATE_FILE, phaseFolder } from '../workspace/layout.ts';
import type { FilePath } from '../workspace/paths.ts';
import {
  type DynamicContent,
  dynamicContent,
  dynamicKey,
  type NoContent,
} from './dynamic-content.ts';

/** A workflow as a session runs it: the phases that the author listed and those that are generated. */
export interface Run {
  readonly workflow: FilePath;
  readonly dynamic: boolean;
  /** By number. */
  readonly phases: readonly RunPhase[];
  /**
   * How many phases there are; with gaps in their numbers, as many as if there were none, so that the
   * last is reached. Absent when the source cannot be read: nobody knows.
   */
  readonly total?: number;
  /** Of a dynamic workflow. */
  readonly content?: DynamicContent | NoContent;
  /** Under which its phases and tasks are rendered. */
  readonly key?: string;
}

/** A phase without its gate: what it is called and what is to be done is known from the metadata alone. */
export interface RunPhase extends Omit<PhaseOverview, 'gate'> {
  /** `phases/<N>`, whether it is there or not. */
  readonly folder: FilePath;
  /** Of a generated phase: what it is generated from. */
  readonly plan?: PlanPhase;
}

/**
 * The key of {@link run}: what a session runs is decided by its workflow and, if that is dynamic, by
 * its root and the option that names the source.
 */
export function runKey(
  { dynamicPhases, dynamicConfig }: Metadata,
  workflow: FilePath,
  root: FilePath,
  options: Readonly<Record<string, unknown>>,
): string {
  if (!dynamicPhases) return workflow;
  const written = options[dynamicConfig?.sourcePathKey ?? DEFAULT_SOURCE_KEY];
  return dynamicKey(workflow, root, typeof written === 'string' ? written.trim() : '');
}

const DEFAULT_SOURCE_KEY = 'spec_path';

/** The run of a key. What cannot be read is told in its `content`. */
export const run = defineQuery<Run>({
  name: 'run',
  compute(read, key) {
    const [workflow = '', , written] = key.split('\n');
    const fixed = staticPhases(read, workflow);
    if (written === undefined) {
      return { workflow, dynamic: false, phases: fixed, total: span(fixed) };
    }
    const content =
      written === ''
        ? noOption(read(metadata, workflow).dynamicConfig?.sourcePathKey ?? DEFAULT_SOURCE_KEY)
        : read(dynamicContent, key);
    if (content.state === 'unusable') return { workflow, dynamic: true, phases: fixed, content };
    const listed = new Set(fixed.map(({ phase }) => phase));
    // The original never sees a phase 0 of a source; where the author lists one, that is meant.
    const generated = content.phases.filter(({ number }) => number > 0 || !listed.has(0));
    const numbers = new Set(generated.map(({ number }) => number));
    const phases = [
      ...fixed.filter(({ phase }) => !numbers.has(phase)),
      ...generated.map((plan) => generatedPhase(workflow, plan)),
    ].toSorted((a, b) => a.phase - b.phase);
    return { workflow, dynamic: true, phases, total: span(phases), content, key };
  },
});

function staticPhases(read: Read, workflow: FilePath): RunPhase[] {
  return listedPhases(read(metadata, workflow)).map((phase) => ({
    ...phase,
    folder: phaseFolder(workflow, phase.phase),
  }));
}

function generatedPhase(workflow: FilePath, plan: PlanPhase): RunPhase {
  const folder = phaseFolder(workflow, plan.number);
  return {
    phase: plan.number,
    name: plan.name,
    purpose: plan.description,
    source: 'dynamic',
    estimatedDuration: plan.estimatedDuration,
    tasks: plan.tasks.map((task, index) => ({
      taskNumber: index + 1,
      taskId: task.id,
      name: task.name,
      estimatedTime: task.estimatedTime,
      dependencies: task.dependencies,
      acceptanceCriteria: task.acceptanceCriteria,
    })),
    folder,
    plan,
  };
}

/** The evidence types of a gate's fields by name, of a phase's folder: all that drift asks of a gate. */
export const gateFields = defineQuery<Readonly<Record<string, string>>>({
  name: 'gateFields',
  equals: isDeepStrictEqual,
  compute(read, folder) {
    const gate = read(summaryOf, path.join(folder, GATE_FILE)) as Gate | undefined;
    return Object.fromEntries((gate?.fields ?? []).map(({ name, type }) => [name, type]));
  },
});

/** The evidence types of a phase's gate, by field name. */
export type FieldsOf = (phase: RunPhase) => Readonly<Record<string, string>>;

/** {@link gateFields} as the caches know them. */
export function fieldsIn(caches: CacheManager): FieldsOf {
  return ({ folder }) => caches.ask(gateFields, folder);
}

/** What a phase of a run has to show: its gate, and what its source or phase.md asks to be checked. */
export function gateOfPhase({ plan }: RunPhase, found: Checkpoint): GateOverview {
  const gate = gateOverview(found);
  return plan === undefined ? gate : { ...gate, checklist: plan.validationGate };
}

/** Phases from 0 to 3 are four, phases from 1 to 3 three, and so are phases 1 and 3. */
function span(phases: readonly RunPhase[]): number {
  const numbers = phases.map(({ phase }) => phase);
  if (numbers.length === 0) return 0;
  return Math.max(...numbers) + (numbers.includes(0) ? 1 : 0);
}

function noOption(sourceKey: string): NoContent {
  return {
    state: 'unusable',
    fault: 'source',
    reason: `Dynamic workflow requires '${sourceKey}' in options`,
    remediation: `Start it with options {"${sourceKey}": "path/of/the/source"}: the path from the workspace folder.`,
    problems: [],
    files: [],
  };
}
