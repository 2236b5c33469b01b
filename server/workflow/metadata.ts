import { type DataNode, type DataTree, entryOf, itemsOf, toValue } from '../syntax/data-tree.ts';
import { isDamaged } from './damage.ts';

/**
 * What `metadata.json` says, read as far as it can be (FORMAT.md (b)): a field of a wrong type is
 * absent here, and reported by the schema. Ids and values only, so that a moved line is no change.
 */
export interface Metadata {
  /** False when there is no object to read: no file, or not one that can be parsed. */
  readonly readable: boolean;
  /** Whether parts of it may be hidden by syntax errors: then nothing can be said to be absent. */
  readonly damaged: boolean;
  readonly workflowType?: string;
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly category?: string;
  /** `dynamic` where the author wrote so. */
  readonly totalPhases?: number | 'dynamic';
  readonly estimatedDuration?: string;
  readonly primaryOutputs: readonly string[];
  readonly startPhase?: number;
  readonly dynamicPhases: boolean;
  readonly dynamicConfig?: DynamicConfig;
  /** Whether there is a list of phases at all. */
  readonly hasPhases: boolean;
  /** In the order of the text; the index of an entry is its place in a JSON Pointer. */
  readonly phases: readonly PhaseEntry[];
}

export interface PhaseEntry {
  /** A text such as `1-N` stands for generated phases. */
  readonly phaseNumber?: number | string;
  readonly phaseName?: string;
  readonly purpose?: string;
  readonly estimatedEffort?: string;
  /** `file` or `phase_file`, from the workflow's folder. */
  readonly file?: string;
  /** Which of the two keys that is. */
  readonly fileKey?: 'file' | 'phase_file';
  /** Absent when the phase does not list its tasks. */
  readonly tasks?: readonly TaskEntry[];
  /** `checkpoint.required_evidence`. */
  readonly requiredEvidence: readonly string[];
}

export interface TaskEntry {
  readonly taskNumber?: number;
  readonly name?: string;
  /** A name inside `phases/<N>/`. */
  readonly file?: string;
  readonly purpose?: string;
}

export interface DynamicConfig {
  readonly sourceType?: string;
  /** The start option that holds the source; `spec_path` unless given. */
  readonly sourcePathKey: string;
  readonly phaseTemplate: string;
  readonly taskTemplate: string;
  readonly parser: string;
}

/** The metadata of a workflow whose file is absent or cannot be parsed. */
export const NO_METADATA: Metadata = {
  readable: false,
  damaged: false,
  primaryOutputs: [],
  dynamicPhases: false,
  hasPhases: false,
  phases: [],
};

export function readMetadata(tree: DataTree): Metadata {
  const { root } = tree;
  if (root?.kind !== 'object') return NO_METADATA;
  const dynamicConfig = entryOf(root, 'dynamic_config')?.value;
  return {
    readable: true,
    damaged: isDamaged(tree),
    ...given('workflowType', textOf(root, 'workflow_type')),
    ...given('name', textOf(root, 'name')),
    ...given('version', textOf(root, 'version')),
    ...given('description', textOf(root, 'description')),
    ...given('category', textOf(root, 'category')),
    ...given('totalPhases', totalOf(root)),
    ...given('estimatedDuration', textOf(root, 'estimated_duration')),
    primaryOutputs: textsOf(root, 'primary_outputs'),
    ...given('startPhase', integerOf(root, 'start_phase')),
    dynamicPhases: plainOf(root, 'dynamic_phases') === true,
    ...(dynamicConfig?.kind === 'object'
      ? { dynamicConfig: readDynamicConfig(dynamicConfig) }
      : {}),
    hasPhases: entryOf(root, 'phases')?.value?.kind === 'array',
    phases: itemsOf(entryOf(root, 'phases')?.value).map(readPhaseEntry),
  };
}

/** Whether a phase entry stands for generated phases (`"1-N"`), not for a folder. */
export function isGenerated(entry: PhaseEntry): boolean {
  return typeof entry.phaseNumber === 'string';
}

function readPhaseEntry(node: DataNode): PhaseEntry {
  const tasks = entryOf(node, 'tasks')?.value;
  const fileKey = (['file', 'phase_file'] as const).find((key) => textOf(node, key) !== undefined);
  return {
    ...given('phaseNumber', integerOf(node, 'phase_number') ?? textOf(node, 'phase_number')),
    ...given('phaseName', textOf(node, 'phase_name')),
    ...given('purpose', textOf(node, 'purpose')),
    ...given('estimatedEffort', textOf(node, 'estimated_effort')),
    ...(fileKey === undefined ? {} : { ...given('file', textOf(node, fileKey)), fileKey }),
    ...(tasks?.kind === 'array' ? { tasks: tasks.items.map(readTaskEntry) } : {}),
    requiredEvidence: textsOf(entryOf(node, 'checkpoint')?.value, 'required_evidence'),
  };
}

function readTaskEntry(node: DataNode): TaskEntry {
  return {
    ...given('taskNumber', integerOf(node, 'task_number')),
    ...given('name', textOf(node, 'name')),
    ...given('file', textOf(node, 'file')),
    ...given('purpose', textOf(node, 'purpose')),
  };
}

/** Defaults as the original engine has them (FORMAT.md (f)). */
function readDynamicConfig(node: DataNode): DynamicConfig {
  const templates = entryOf(node, 'templates')?.value;
  return {
    ...given('sourceType', textOf(node, 'source_type')),
    sourcePathKey: textOf(node, 'source_path_key') ?? 'spec_path',
    phaseTemplate: textOf(templates, 'phase') ?? 'phases/dynamic/phase-template.md',
    taskTemplate: textOf(templates, 'task') ?? 'phases/dynamic/task-template.md',
    parser: textOf(node, 'parser') ?? 'spec_tasks_parser',
  };
}

function totalOf(node: DataNode): number | 'dynamic' | undefined {
  return textOf(node, 'total_phases') === 'dynamic' ? 'dynamic' : integerOf(node, 'total_phases');
}

function plainOf(node: DataNode | undefined, key: string): unknown {
  return toValue(entryOf(node, key)?.value);
}

function textOf(node: DataNode | undefined, key: string): string | undefined {
  const value = plainOf(node, key);
  return typeof value === 'string' ? value : undefined;
}

function integerOf(node: DataNode | undefined, key: string): number | undefined {
  const value = plainOf(node, key);
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

function textsOf(node: DataNode | undefined, key: string): string[] {
  return itemsOf(entryOf(node, key)?.value)
    .map(toValue)
    .filter((value) => typeof value === 'string');
}

/** A property that is only there if it has a value. */
function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
