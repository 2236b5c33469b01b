import type { MarkdownTree } from '../syntax/markdown-tree.ts';
import { DocumentReader } from './document-reader.ts';
import type { MarkdownDocument, MarkdownSummary } from './markdown-document.ts';

/**
 * Reads a Markdown file of a workflow that is no phase and no task: templates, `core/`, `README.md`.
 *
 * @param tree that of the text, where it is at hand
 */
export function readProseDocument(
  text: string,
  tree?: MarkdownTree,
): MarkdownDocument<MarkdownSummary> {
  const reader = new DocumentReader(text, tree);
  return reader.document(reader.common('task'));
}
