import { lineAround } from '../../syntax/line.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import type { WorkflowDocument } from '../../workflow/document.ts';
import type { Workflow } from '../../workflow/snapshot.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { MarkdownFile } from '../workflow-places.ts';
import { commandNames } from './command-names.ts';
import { commandTargets } from './command-targets.ts';
import type { CompletionItem, Offer } from './completion-item.ts';
import { completeGate } from './gate-completion.ts';
import { linkTargets } from './link-targets.ts';
import { type MarkdownCompletion, markdownCursor } from './markdown-cursor.ts';
import { markdownSkeleton } from './markdown-skeleton.ts';
import { completeMetadata } from './metadata-completion.ts';
import { tableCells } from './table-cells.ts';
import { templatePlaceholders } from './template-placeholders.ts';

export type { CompletionItem } from './completion-item.ts';

/**
 * What an author may want to write at `offset`, the likeliest first. It works on half-typed text: what
 * is before the cursor decides. `files` are those that links may lead to beyond the phases' own.
 */
export function completeAt(
  document: WorkflowDocument,
  workflow: Workflow,
  offset: number,
  files: readonly FilePath[] = [],
): CompletionItem[] {
  return offersAt(document, workflow, offset, files).map((offer, index) => ({
    ...offer,
    replace: onLineOf(document.text, offset, offer.replace),
    sortText: String(index).padStart(4, '0'),
  }));
}

/** LSP wants one line: a string that a backslash carries over its end is cut there. */
function onLineOf(text: string, offset: number, { start, end }: TextRange): TextRange {
  const line = lineAround(text, offset);
  return { start: Math.max(start, line.start), end: Math.min(end, line.end) };
}

function offersAt(
  document: WorkflowDocument,
  workflow: Workflow,
  offset: number,
  files: readonly FilePath[],
): readonly Offer[] {
  switch (document.kind) {
    case 'metadata':
      return completeMetadata(document, workflow, files, offset);
    case 'gate':
      return completeGate(document, workflow, offset);
    default:
      return completeMarkdown(document, workflow, files, offset);
  }
}

/** Each kind of place in Markdown; the first that the cursor is in decides. */
const MARKDOWN: readonly MarkdownCompletion[] = [
  templatePlaceholders,
  linkTargets,
  commandTargets,
  tableCells,
  commandNames,
];

function completeMarkdown(
  document: MarkdownFile,
  workflow: Workflow,
  files: readonly FilePath[],
  offset: number,
): readonly Offer[] {
  if (document.text.trim() === '') return markdownSkeleton(document, workflow, offset);
  const cursor = markdownCursor(document, workflow, files, offset);
  if (cursor === undefined) return [];
  for (const complete of MARKDOWN) {
    const offers = complete(cursor);
    if (offers !== undefined) return offers;
  }
  return [];
}
