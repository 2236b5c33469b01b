import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import { type DataTree, isReadable, locate } from '../syntax/data-tree.ts';
import { parseJson } from '../syntax/json.ts';
import { lineEnd } from '../syntax/line.ts';
import { maxProblems, type SyntaxProblem, type TextRange } from '../syntax/text-range.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { content } from '../workspace/files.ts';
import { type Place, placeOf, type WorkflowPlace } from '../workspace/layout.ts';
import { LineIndex } from '../workspace/line-index.ts';
import type { OtherPlace } from '../workspace/other-places.ts';
import type { FilePath } from '../workspace/paths.ts';
import { type Gate, readGate } from './gate.ts';
import type { MarkdownDocument, MarkdownSummary } from './markdown-document.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { type PhaseSummary, readPhaseDocument } from './phase-document.ts';
import { definitionPlan, tasksPlan } from './plan/plan-queries.ts';
import { readProseDocument } from './prose-document.ts';
import { readTaskDocument, type TaskSummary } from './task-document.ts';

/**
 * A file of a workflow, read: its tree for features, its summary for the workflow, and where the
 * things of the summary stand. All that depends on the text of one file alone.
 */
export type WorkflowDocument =
  | DataDocument<'metadata', Metadata, WorkflowPlace>
  | DataDocument<'gate', Gate, WorkflowPlace>
  | MarkedUpDocument<'phase', PhaseSummary, WorkflowPlace>
  | MarkedUpDocument<'task', TaskSummary, WorkflowPlace>
  | MarkedUpDocument<'template' | 'prose', MarkdownSummary, WorkflowPlace>;

/** A file beside the workflows, or a source of one: only what is wrong with it is told. */
export type OtherDocument =
  | MarkedUpDocument<'standard' | 'spec' | 'plan', MarkdownSummary, OtherPlace>
  | DataDocument<'definition', undefined, Place>
  | DataDocument<'config', undefined, OtherPlace>
  | StateDocument;

/** The state file of a session: what it says is read by those who run it. */
export type StateDocument = DataDocument<'state', undefined, OtherPlace>;

/** A file that something can be said about. */
export type KnownDocument = WorkflowDocument | OtherDocument;

/** Whether features know what to do with a document: complete it, explain it. */
export function isOfWorkflow(known: KnownDocument): known is WorkflowDocument {
  return known.place.workflow !== undefined && known.kind !== 'definition';
}

/** A file as it was found, before it is read. */
interface Found<P extends Place> {
  readonly file: FilePath;
  readonly place: P;
  readonly text: string;
  readonly lines: LineIndex;
}

interface DocumentBase<P extends Place> extends Found<P> {
  /** What the parser could not read, and what makes a file unfit to be read at all. */
  readonly problems: readonly SyntaxProblem[];
  /** Where an anchor of the summary stands: a JSON Pointer, or a path such as `command/0`. */
  locate(anchor: string): TextRange;
}

interface DataDocument<K, S, P extends Place> extends DocumentBase<P> {
  readonly kind: K;
  readonly tree: DataTree;
  readonly summary: S;
}

interface MarkedUpDocument<K, S, P extends Place> extends DocumentBase<P> {
  readonly kind: K;
  readonly markdown: MarkdownDocument<S>;
  readonly summary: S;
}

/** The documents kept, by use: those of a few dozen workflows at a time. */
const MOST_DOCUMENTS = 2_000;
/** Texts beyond this are not parsed: the largest real workflow file has a hundredth of it. */
const LARGEST_TEXT = 1_000_000;

/** A file, read; undefined when it is none of our business, or is not there. */
export const document = defineQuery<KnownDocument | undefined>({
  name: 'document',
  cache: 'document',
  bound: { max: MOST_DOCUMENTS },
  compute(read, file) {
    const place = read(placeOf, file);
    if (place === undefined) return undefined;
    const found = read(content, file);
    if (found.state === 'absent') return undefined;
    const fileWith = (text: string, lines = new LineIndex(text)) => ({ file, place, text, lines });
    if (found.state === 'unreadable') {
      const message = `This file cannot be read: ${found.reason}.`;
      return parseDocument(read, fileWith(''), [
        { kind: 'unreadable', message, range: { start: 0, end: 0 } },
      ]);
    }
    const problems: SyntaxProblem[] = [];
    if (!found.wellFormed) problems.push(notUtf8(found.text));
    if (found.text.length <= LARGEST_TEXT)
      return parseDocument(read, fileWith(found.text), problems);
    problems.push({
      kind: 'too-large',
      message: `This file has ${found.text.length} characters and is not checked: only up to ${LARGEST_TEXT} are read.`,
      range: { start: 0, end: lineEnd(found.text, 0) },
    });
    return parseDocument(read, fileWith('', new LineIndex(found.text)), problems);
  },
});

/** The summary of a file: ids and values, compared by value. Most edits end here. */
export const summaryOf = defineQuery<KnownDocument['summary'] | undefined>({
  name: 'summaryOf',
  equals: isDeepStrictEqual,
  compute: (read, file) => read(document, file)?.summary,
});

function parseDocument(
  read: Read,
  { file, place, text, lines }: Found<Place>,
  problems: readonly SyntaxProblem[],
): KnownDocument {
  return place.workflow === undefined
    ? otherDocument(read, { file, place, text, lines }, problems)
    : workflowDocument(read, { file, place, text, lines }, problems);
}

function workflowDocument(
  read: Read,
  base: Found<WorkflowPlace>,
  problems: readonly SyntaxProblem[],
): KnownDocument {
  const { text, place } = base;
  switch (place.role.kind) {
    case 'metadata': {
      const tree = unlessUnfit(parseJson(text), problems);
      return { ...base, ...dataParts(tree), kind: 'metadata', summary: readMetadata(tree) };
    }
    case 'gate': {
      const tree = unlessUnfit(parseYaml(text), problems);
      return { ...base, ...dataParts(tree), kind: 'gate', summary: readGate(tree) };
    }
    case 'phase': {
      const markdown = readPhaseDocument(text);
      const { summary } = markdown;
      return { ...base, ...markdownParts(markdown, text, problems), kind: 'phase', summary };
    }
    case 'task': {
      const markdown = readTaskDocument(text);
      const { summary } = markdown;
      return { ...base, ...markdownParts(markdown, text, problems), kind: 'task', summary };
    }
    case 'definition':
      return definitionDocument(read, base, problems);
    default: {
      const { kind } = place.role;
      const markdown = readProseDocument(text);
      const { summary } = markdown;
      return { ...base, ...markdownParts(markdown, text, problems), kind, summary };
    }
  }
}

function otherDocument(
  read: Read,
  base: Found<OtherPlace>,
  problems: readonly SyntaxProblem[],
): OtherDocument {
  const { text, place } = base;
  const { kind } = place.role;
  switch (kind) {
    case 'config':
    case 'state': {
      const tree = unlessUnfit(readableJson(parseJson(text), text, kind), problems);
      return { ...base, ...dataParts(tree), kind, summary: undefined };
    }
    case 'definition':
      return definitionDocument(read, base, problems);
    default: {
      const plan =
        kind === 'plan' && problems.length === 0 ? read(tasksPlan, base.file) : undefined;
      const markdown = readProseDocument(text, plan?.tree);
      const { summary } = markdown;
      const all = plan?.problems ?? problems;
      return { ...base, ...markdownParts(markdown, text, all), kind, summary };
    }
  }
}

/** A source in YAML: first whether it can be read, and only then what it says. */
function definitionDocument<P extends Place>(
  read: Read,
  base: Found<P>,
  problems: readonly SyntaxProblem[],
): DataDocument<'definition', undefined, P> {
  const plan = problems.length === 0 ? read(definitionPlan, base.file) : undefined;
  const yaml = plan?.tree ?? parseYaml(base.text);
  const found = plan !== undefined && isReadable(yaml) ? plan.problems : yaml.problems;
  const tree = unlessUnfit({ root: yaml.root, problems: found.slice(0, maxProblems) }, problems);
  return { ...base, ...dataParts(tree), kind: 'definition', summary: undefined };
}

const CONSEQUENCE = {
  config: 'All of the file is passed over, and the defaults are in force. Repair it here.',
  state: 'The session cannot go on. Repair the file here, or delete it to begin anew.',
};

/**
 * JSON that programs read: what counts is whether they can. The first fault stands for all, and nothing
 * more is said of the file. NaN and the infinities are none: Python writes and reads them.
 */
function readableJson(
  { root, problems }: DataTree,
  text: string,
  kind: 'config' | 'state',
): DataTree {
  const faults = problems.filter(
    ({ kind: of, range }) =>
      of !== 'duplicate-key' && !/^-?(?:NaN|Infinity)$/.test(text.slice(range.start, range.end)),
  );
  const [first] = faults;
  if (first === undefined) {
    return { root, problems: problems.filter((problem) => problem.kind === 'duplicate-key') };
  }
  const message = `${first.message}\n${CONSEQUENCE[kind]}`;
  return { root: undefined, problems: [{ ...first, kind: 'invalid-json', message }] };
}

/** Of a file that is unfit to be read nothing else is said, and nothing is missed in it. */
function unlessUnfit(tree: DataTree, problems: readonly SyntaxProblem[]): DataTree {
  return problems.length === 0 ? tree : { root: tree.root, problems };
}

function dataParts(tree: DataTree) {
  return {
    tree,
    problems: tree.problems,
    locate: (anchor: string) => locateInData(tree, anchor),
  };
}

function markdownParts<S>(
  markdown: MarkdownDocument<S>,
  text: string,
  problems: readonly SyntaxProblem[],
) {
  const start = { start: 0, end: lineEnd(text, 0) };
  return {
    markdown,
    problems,
    locate: (anchor: string) => markdown.positions.get(anchor) ?? start,
  };
}

/**
 * The smallest token that a JSON Pointer leads to: a scalar's own text, the key of an object or
 * list, the opening bracket where there is no key. `POINTER#key` asks for the key. What is not
 * there is shown at what would hold it.
 */
function locateInData(tree: DataTree, anchor: string): TextRange {
  const [path = '', part] = anchor.split('#');
  const place = locate(tree.root, path);
  if (place === undefined) {
    if (path === '') return { start: 0, end: 0 };
    return locateInData(tree, path.slice(0, path.lastIndexOf('/')));
  }
  const { node, entry } = place;
  if (entry !== undefined && (part === 'key' || node?.kind !== 'scalar'))
    return entry.keyNode.range;
  if (node?.kind === 'scalar') return node.range;
  const start = node?.range.start ?? 0;
  return { start, end: node === undefined ? start : start + 1 };
}

function notUtf8(text: string): SyntaxProblem {
  const at = text.indexOf('\uFFFD');
  return {
    kind: 'not-utf8',
    message:
      'This file is not UTF-8 text: here stands a byte that no character begins with. Save it as UTF-8.',
    range: { start: at, end: at + 1 },
  };
}
