import { locationAt, segmentsOf } from '../../syntax/data-tree.ts';
import { type TextRange, touches } from '../../syntax/text-range.ts';
import type { WorkflowDocument } from '../../workflow/document.ts';
import type { MarkdownFile } from '../workflow-places.ts';
import { commandAt, placeholderAt } from './markdown-things.ts';

/** What a place is about, in the words that its explanation would have. */
export interface HoverTopic {
  readonly range: TextRange;
  readonly query: string;
  /** What the place is part of, in the words that titles and headings have; absent for what an author named. */
  readonly about?: string;
}

/** What places of each kind are part of; the first word of each is what most of them are explained by. */
export const ABOUT = {
  metadata: 'metadata workflow phase task gate evidence checkpoint',
  gate: 'gate evidence checkpoint validator lambda rule workflow phase task',
  command: 'command symbol workflow phase task gate',
  placeholder: 'placeholder template workflow phase task',
} as const;

/**
 * What to look up in the standards for the text at `offset`: the name of a key or field, the name of a
 * phase or task, the NAME of a command, a placeholder. Undefined where nothing is named.
 */
export function hoverTopic(document: WorkflowDocument, offset: number): HoverTopic | undefined {
  switch (document.kind) {
    case 'metadata':
    case 'gate':
      return topicInData(document, offset);
    default:
      return topicInMarkdown(document, offset);
  }
}

/** Values that are names of things, not numbers, paths and sentences. */
const NAMED = /\/(?:phase_name|name|type|validator|parser|source_type|required_evidence\/\d+)$/;

function topicInData(
  { kind, tree }: Extract<WorkflowDocument, { kind: 'metadata' | 'gate' }>,
  offset: number,
): HoverTopic | undefined {
  const { path, part, node, entry } = locationAt(tree.root, offset);
  const segments = segmentsOf(path);
  if (part === 'key' && entry !== undefined) {
    const isOwn = kind === 'gate' && segments.length === 2 && segments[0] !== 'checkpoint';
    const about = isOwn ? {} : { about: ABOUT[kind] };
    return { range: entry.keyNode.range, query: entry.key, ...about };
  }
  if (part !== 'value' || node?.kind !== 'scalar' || typeof node.value !== 'string') {
    return undefined;
  }
  if (node.value === '' || !NAMED.test(path)) return undefined;
  const query = segments.at(-1) === 'type' ? `type ${node.value}` : node.value;
  const about = /\/(?:type|validator|parser|source_type)$/.test(path) ? { about: ABOUT[kind] } : {};
  return { range: node.range, query, ...about };
}

function topicInMarkdown(document: MarkdownFile, offset: number): HoverTopic | undefined {
  const found = commandAt(document, offset);
  if (found !== undefined) {
    return { range: found.range, query: found.command.name, about: ABOUT.command };
  }
  const placeholder = placeholderAt(document, offset);
  if (placeholder !== undefined) {
    const query = `placeholder ${placeholder.name}`;
    return { range: placeholder.range, query, about: ABOUT.placeholder };
  }
  return namedThings(document).find(({ range }) => touches(range, offset));
}

/** Titles, listed tasks and evidence names. */
function namedThings(document: MarkdownFile): HoverTopic[] {
  const { title } = document.summary;
  const named: HoverTopic[] = [];
  if (title !== undefined) {
    named.push({ range: document.locate('title'), query: title.name ?? title.text });
  }
  if (document.kind !== 'phase') return named;
  for (const [index, { name }] of document.summary.tasks.entries()) {
    named.push({ range: document.locate(`task/${index}`), query: name });
  }
  for (const { name } of document.summary.gate.evidence) {
    named.push({ range: document.locate(`evidence/${name}`), query: name });
  }
  return named;
}
