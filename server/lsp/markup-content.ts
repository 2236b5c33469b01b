import { type MarkupContent, MarkupKind } from 'vscode-languageserver/node';
import { plainText } from '../features/plain-text.ts';

/** Markdown of ours as a client shows it best: without its marks to one that does not read them. */
export function markupContent(markdown: string, readsMarkdown: boolean): MarkupContent {
  return readsMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}
