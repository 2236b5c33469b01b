import path from 'node:path';
import type { Pointer } from '../../syntax/data-tree.ts';
import type { Metadata } from '../../workflow/metadata.ts';
import type { Phase, Workflow } from '../../workflow/snapshot.ts';
import { below, type FilePath } from '../../workspace/paths.ts';
import { asText } from '../markup.ts';
import { nameIn, phaseOfEntry } from '../workflow-places.ts';
import { type ProposedValue, withSchemaValues } from './proposed-value.ts';

/** What the values of a metadata.json are taken from. */
export interface MetadataSources {
  readonly metadata: Metadata;
  readonly workflow: Workflow;
  /** Files of the workflow, those of its phases aside. */
  readonly files: readonly FilePath[];
}

/** The values that fit the place `pointer`: what the workspace knows, then the schema's own. */
export function metadataValues(sources: MetadataSources, pointer: Pointer): ProposedValue[] {
  for (const [pattern, valuesOf] of SOURCES) {
    const match = pattern.exec(pointer);
    if (match === null) continue;
    const [, phase = '0', inner = '0'] = match;
    const known = valuesOf(new EntryPlace(sources, Number(phase), Number(inner)));
    return withSchemaValues('metadata', pointer, known);
  }
  return withSchemaValues('metadata', pointer, []);
}

/** The entry of a phase, and a task or evidence name in it, by their indices in the text. */
class EntryPlace {
  readonly sources: MetadataSources;
  readonly phaseIndex: number;
  readonly index: number;

  constructor(sources: MetadataSources, phaseIndex: number, index: number) {
    this.sources = sources;
    this.phaseIndex = phaseIndex;
    this.index = index;
  }

  get phase(): Phase | undefined {
    const { workflow, metadata } = this.sources;
    const known = metadata.phases[this.phaseIndex]?.phaseNumber;
    return known === undefined
      ? workflow.phases.find(({ number }) => number === this.phaseNumber)
      : phaseOfEntry(workflow, metadata, this.phaseIndex);
  }

  /** Counted on from the first entry that has a number, else from the first folder. */
  get phaseNumber(): number {
    const { metadata, workflow } = this.sources;
    const numbered = metadata.phases.findIndex(
      ({ phaseNumber }) => typeof phaseNumber === 'number',
    );
    const number = metadata.phases[numbered]?.phaseNumber;
    const first = typeof number === 'number' ? number - numbered : workflow.phases[0]?.number;
    return Math.max(0, (first ?? 0) + this.phaseIndex);
  }

  get taskNumber(): number {
    return this.#task?.taskNumber ?? this.index + 1;
  }

  /** The files that the entries of other tasks name. */
  get listedElsewhere(): ReadonlySet<string | undefined> {
    const others = this.#entry?.tasks?.filter((_, index) => index !== this.index) ?? [];
    return new Set(others.map(({ file }) => file));
  }

  get evidenceElsewhere(): ReadonlySet<string> {
    return new Set(this.#entry?.requiredEvidence.filter((_, index) => index !== this.index));
  }

  /** The task that the entry is about: by the file that it names, else by its number. */
  get task() {
    const file = this.#task?.file;
    return this.phase?.tasks.find(({ name, number }) =>
      file === undefined ? number === this.taskNumber : name === file,
    );
  }

  get #entry() {
    return this.sources.metadata.phases[this.phaseIndex];
  }

  get #task() {
    return this.#entry?.tasks?.[this.index];
  }
}

type ValueSource = (place: EntryPlace) => readonly ProposedValue[];

const PHASE = '^/phases/(\\d+)';
const TASK = `${PHASE}/tasks/(\\d+)`;

const SOURCES: readonly (readonly [pattern: RegExp, source: ValueSource])[] = [
  [/^\/workflow_type$/, ({ sources }) => certain(sources.workflow.type, "the folder's name")],
  [/^\/version$/, () => certain('1.0.0', 'the first')],
  [/^\/total_phases$/, ({ sources }) => totalPhases(sources)],
  [
    /^\/start_phase$/,
    ({ sources }) => certain(sources.workflow.phases[0]?.number, 'the first folder in phases/'),
  ],
  [/^\/dynamic_config\/templates\/\w+$/, ({ sources }) => templates(sources)],
  [new RegExp(`${PHASE}/phase_number$`), ({ phaseNumber }) => certain(phaseNumber)],
  [
    new RegExp(`${PHASE}/phase_name$`),
    ({ phase }) => certain(nameIn(phase?.summary), 'the title of phase.md'),
  ],
  [new RegExp(`${PHASE}/purpose$`), ({ phase }) => certain(labelOf(phase, 'purpose'), 'phase.md')],
  [
    new RegExp(`${PHASE}/estimated_effort$`),
    ({ phase }) => certain(labelOf(phase, 'estimated time'), 'phase.md'),
  ],
  [new RegExp(`${PHASE}/(?:phase_)?file$`), ({ phase, sources }) => phaseFiles(phase, sources)],
  [new RegExp(`${PHASE}/checkpoint/required_evidence/(\\d+)$`), (place) => evidenceNames(place)],
  [new RegExp(`${TASK}/task_number$`), ({ taskNumber }) => certain(taskNumber)],
  [
    new RegExp(`${TASK}/name$`),
    ({ task }) => certain(nameIn(task?.summary), 'the title of its file'),
  ],
  [new RegExp(`${TASK}/file$`), (place) => taskFiles(place)],
];

function totalPhases({ metadata, workflow }: MetadataSources): ProposedValue[] {
  if (metadata.dynamicPhases) return certain('dynamic', 'as many as are generated');
  const entries = metadata.phases.length;
  const total = entries === 0 ? workflow.phases.length : entries;
  return certain(Math.max(1, total), 'the number of phases');
}

function templates({ workflow, files }: MetadataSources): ProposedValue[] {
  return files.flatMap((file): ProposedValue[] => {
    const inside = below(path.join(workflow.folder, 'phases', 'dynamic'), file);
    if (inside === undefined) return [];
    return [{ value: `phases/dynamic/${inside}`, kind: 'file' }];
  });
}

function phaseFiles(own: Phase | undefined, { workflow }: MetadataSources): ProposedValue[] {
  return ownFirst(workflow.phases, own).map((phase) => ({
    value: `phases/${phase.number}/${path.basename(phase.file)}`,
    kind: 'file',
    detail: nameIn(phase.summary) ?? '',
    certain: phase === own,
  }));
}

function taskFiles(place: EntryPlace): ProposedValue[] {
  const { phase, listedElsewhere, taskNumber } = place;
  const isListed = (name: string): boolean => listedElsewhere.has(name);
  const tasks = phase?.tasks ?? [];
  const unlisted = tasks.filter(({ name }) => !isListed(name));
  const expected = unlisted.find(({ number }) => number === taskNumber);
  const listed = tasks.filter(({ name }) => isListed(name));
  return [...ownFirst(unlisted, expected), ...listed].map((task) => ({
    value: task.name,
    kind: 'file',
    detail: `${nameIn(task.summary) ?? ''}${isListed(task.name) ? ' (listed already)' : ''}`,
    certain: task === expected,
  }));
}

function evidenceNames({ phase, evidenceElsewhere }: EntryPlace): ProposedValue[] {
  const fields = phase?.gate?.fields ?? [];
  const isListed = ({ name }: { readonly name: string }): boolean => evidenceElsewhere.has(name);
  return [...fields.filter((field) => !isListed(field)), ...fields.filter(isListed)].map(
    ({ name, type, description }) => ({
      value: name,
      kind: 'name',
      detail: type,
      documentation: asText(description),
    }),
  );
}

function labelOf(phase: Phase | undefined, name: string): string | undefined {
  return phase?.summary?.labels.find((label) => label.name.toLowerCase() === name)?.value;
}

function ownFirst<T>(all: readonly T[], own: T | undefined): readonly T[] {
  return own === undefined ? all : [own, ...all.filter((one) => one !== own)];
}

function certain(value: string | number | undefined, detail?: string): ProposedValue[] {
  if (value === undefined || value === '') return [];
  return [{ value, kind: 'value', certain: true, ...(detail === undefined ? {} : { detail }) }];
}
