import { DocumentReader } from './document-reader.ts';
import type { MarkdownDocument, MarkdownSummary } from './markdown-document.ts';

/** Reads a Markdown file of a workflow that is no phase and no task: templates, `core/`, `README.md`. */
export function readProseDocument(text: string): MarkdownDocument<MarkdownSummary> {
  const reader = new DocumentReader(text);
  return reader.document(reader.common('task'));
}
