import path from 'node:path';
import { defineQuery, type Query, type Read } from '../caches/definition.ts';
import type { SyntaxProblem } from '../syntax/text-range.ts';
import type { Positions } from '../workflow/markdown-document.ts';
import type { DynamicConfig } from '../workflow/metadata.ts';
import { type PlanDocument, type PlanPhase, unusableBecause } from '../workflow/plan/plan.ts';
import { definitionPlan, tasksPlan } from '../workflow/plan/plan-queries.ts';
import { renderPhase, renderTask } from '../workflow/plan/template.ts';
import { metadata } from '../workflow/snapshot.ts';
import { stepsOf, type TaskStep } from '../workflow/task-steps.ts';
import { content, listing } from '../workspace/files.ts';
import { METADATA_FILE } from '../workspace/layout.ts';
import { LineIndex } from '../workspace/line-index.ts';
import { PLAN_FILE } from '../workspace/other-places.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { Range } from '../workspace/position-encoding.ts';

/** Something in a source that is wrong, or may not be meant. */
export interface SourceProblem {
  readonly kind: string;
  readonly message: string;
  readonly range: Range;
}

/** What a dynamic workflow generates its phases from: a plan, and a template for each kind. */
export interface DynamicContent {
  readonly state: 'ready';
  readonly source: FilePath;
  readonly phases: readonly PlanPhase[];
  /** Where the phases stand in the source, by their place in the list: `phase/I`. */
  readonly positions: Positions;
  readonly phaseTemplate: string;
  readonly taskTemplate: string;
  /** What the source says in a way that may not be meant; it is readable all the same. */
  readonly problems: readonly SourceProblem[];
  /** All files that went into it: each must lie in the workspace. */
  readonly files: readonly FilePath[];
}

/** Why nothing can be generated, in the words of FORMAT.md (f). */
export interface NoContent {
  readonly state: 'unusable';
  /** Whose fault it is: the workflow's (a template, a parser) or the source's. */
  readonly fault: 'workflow' | 'source';
  readonly reason: string;
  readonly remediation: string;
  /** The file to be repaired, where it is known. */
  readonly file?: FilePath;
  readonly problems: readonly SourceProblem[];
  readonly files: readonly FilePath[];
}

/** Key of {@link dynamicContent}. @param written the source as the option names it */
export function dynamicKey(workflow: FilePath, root: FilePath, written: string): string {
  return [workflow, root, written].join('\n');
}

/** The content that a workflow generates from a source: one value for all sessions on it. */
export const dynamicContent = defineQuery<DynamicContent | NoContent>({
  name: 'dynamicContent',
  cache: 'dynamic',
  bound: { max: 200 },
  compute(read, key) {
    const [workflow = '', root = '', written = ''] = key.split('\n');
    const config = read(metadata, workflow).dynamicConfig;
    if (config === undefined) return noConfig(workflow);
    const reader = PARSERS[config.parser];
    if (reader === undefined) {
      return noParser(workflow, config.parser);
    }
    const templates = readTemplates(read, workflow, config);
    if ('state' in templates) return templates;
    const source = path.resolve(root, written);
    const found = findSource(read, source, config.parser, written);
    if (typeof found !== 'string') return found;
    const plan = read(reader, found);
    if (plan === undefined) return noSource(found, written, `Source file not found: ${written}`);
    const fatal = unusableBecause(plan);
    if (fatal !== undefined) {
      const named = found === source ? written : path.join(written, PLAN_FILE);
      return unusable(found, { written, named }, placed(read, found, plan), fatal);
    }
    return {
      state: 'ready',
      source: found,
      phases: plan.plan.phases,
      positions: plan.positions,
      ...templates.texts,
      problems: placed(read, found, plan),
      files: [found, ...templates.files],
    };
  },
});

/** A phase or task as the author's template makes it. */
export interface Rendered {
  readonly content: string;
  readonly steps: readonly TaskStep[];
}

/** Key of {@link rendered}: a phase, or the task of a phase, of some {@link dynamicContent}. */
export function renderedKey(key: string, phase: number, taskNumber?: number): string {
  return [key, phase, taskNumber ?? ''].join('\n');
}

/** A phase or task of dynamic content; undefined where there is none. */
export const rendered = defineQuery<Rendered | undefined>({
  name: 'rendered',
  cache: 'dynamic',
  bound: { max: 1_000 },
  compute(read, key) {
    const [workflow, root, written, number, taskNumber] = key.split('\n');
    const found = read(dynamicContent, [workflow, root, written].join('\n'));
    if (found.state === 'unusable') return undefined;
    const phase = found.phases.find((each) => each.number === Number(number));
    if (phase === undefined) return undefined;
    if (taskNumber === '') return { content: renderPhase(found.phaseTemplate, phase), steps: [] };
    const task = phase.tasks[Number(taskNumber) - 1];
    if (task === undefined) return undefined;
    const text = renderTask(found.taskTemplate, phase, task);
    return { content: text, steps: stepsOf(text) };
  },
});

const PARSERS: Readonly<Record<string, Query<PlanDocument | undefined>>> = Object.assign(
  Object.create(null),
  { spec_tasks_parser: tasksPlan, workflow_definition_parser: definitionPlan },
);

function readTemplates(read: Read, workflow: FilePath, config: DynamicConfig) {
  const phaseFile = path.resolve(workflow, config.phaseTemplate);
  const taskFile = path.resolve(workflow, config.taskTemplate);
  const texts = [phaseFile, taskFile].map((file) => read(content, file));
  const [phase, task] = texts;
  if (phase?.state === 'text' && task?.state === 'text') {
    return {
      texts: { phaseTemplate: phase.text, taskTemplate: task.text },
      files: [phaseFile, taskFile],
    };
  }
  const missing = phase?.state === 'text' ? taskFile : phaseFile;
  return nothing('workflow', {
    reason: `Failed to load templates: Template not found: ${missing}`,
    remediation: `Create the template in the workflow's folder, or correct dynamic_config.templates in metadata.json.`,
    file: missing,
    files: [phaseFile, taskFile],
  });
}

/** The source file; a folder stands for the `tasks.md` in it. */
function findSource(
  read: Read,
  file: FilePath,
  parser: string,
  written: string,
): FilePath | NoContent {
  if (read(content, file).state === 'text') return file;
  const folder = read(listing, file);
  if (folder.state !== 'present' || parser !== 'spec_tasks_parser') {
    return noSource(file, written, `Source file not found: ${written}`);
  }
  const inside = path.join(file, PLAN_FILE);
  if (read(content, inside).state === 'text') return inside;
  return noSource(inside, written, `tasks.md not found in directory: ${written}`);
}

/** @param named the file that was read, in the form in which the source was written */
function unusable(
  file: FilePath,
  { written, named }: { readonly written: string; readonly named: string },
  problems: readonly SourceProblem[],
  { kind, message }: SyntaxProblem,
): NoContent {
  const reason =
    kind === 'empty-source'
      ? `Source file is empty: ${named}`
      : kind === 'no-phases'
        ? `No phases found in ${named}`
        : message;
  return nothing('source', {
    reason: `Failed to parse source ${written}: ${reason}`,
    remediation: message,
    file,
    files: [file],
    problems,
  });
}

/** The problems of a plan with their lines. */
function placed(read: Read, file: FilePath, { problems }: PlanDocument): SourceProblem[] {
  if (problems.length === 0) return [];
  const found = read(content, file);
  const lines = new LineIndex(found.state === 'text' ? found.text : '');
  return problems.map(({ kind, message, range }) => ({
    kind,
    message,
    range: {
      start: lines.positionAt(range.start, 'utf-16'),
      end: lines.positionAt(range.end, 'utf-16'),
    },
  }));
}

function noSource(file: FilePath, written: string, reason: string): NoContent {
  return nothing('source', {
    reason: `Failed to parse source ${written}: ${reason}`,
    remediation:
      'Name a file, or a folder with a tasks.md, by its path from the workspace folder in the options of the start.',
    file,
    files: [file],
  });
}

function noConfig(workflow: FilePath): NoContent {
  return nothing('workflow', {
    reason: 'Dynamic workflow missing dynamic_config in metadata',
    remediation: 'Add dynamic_config to metadata.json, with source_path_key, parser and templates.',
    file: path.join(workflow, METADATA_FILE),
    files: [],
  });
}

function noParser(workflow: FilePath, parser: string): NoContent {
  return nothing('workflow', {
    reason: `Unsupported parser: ${parser}`,
    remediation: `Write one of ${Object.keys(PARSERS).join(', ')} for dynamic_config.parser in metadata.json.`,
    file: path.join(workflow, METADATA_FILE),
    files: [],
  });
}

function nothing(
  fault: NoContent['fault'],
  {
    problems = [],
    ...rest
  }: Omit<NoContent, 'state' | 'fault' | 'problems'> & { problems?: readonly SourceProblem[] },
): NoContent {
  return { state: 'unusable', fault, ...rest, problems };
}
