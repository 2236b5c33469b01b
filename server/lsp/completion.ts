import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
} from 'vscode-languageserver/node';
import { type CompletionItem as Candidate, completeAt } from '../features/completion/completion.ts';
import { completionParams } from '../protocol/lsp-params.ts';
import type { Client } from './client.ts';
import type { Encoder } from './encode.ts';
import type { Handlers } from './handlers.ts';
import { markupContent } from './markup-content.ts';
import type { Places } from './places.ts';

const KINDS: Readonly<Record<Candidate['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  file: CompletionItemKind.File,
  command: CompletionItemKind.Keyword,
  symbol: CompletionItemKind.Text,
  name: CompletionItemKind.Reference,
};

/** VS Code's own command; other editors ask again as the author types on. */
const ASK_AGAIN = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

const EMPTY: CompletionList = { isIncomplete: false, items: [] };

/** Answers `textDocument/completion`. */
export function serveCompletion(
  handlers: Handlers,
  places: Places,
  encoder: Encoder,
  client: Client,
): void {
  handlers.request('textDocument/completion', completionParams, (params): CompletionList => {
    const place = places.at(params.textDocument.uri, params.position);
    if (place === undefined) return EMPTY;
    const { document, workflow, offset, files } = place;
    const items = completeAt(document, workflow, offset, files).map((candidate): CompletionItem => {
      const { label, kind, detail, documentation, replace, newText, snippet } = candidate;
      const isSnippet = snippet !== undefined && client.snippets;
      return {
        label,
        kind: KINDS[kind],
        ...(detail === undefined ? {} : { detail }),
        ...(documentation === undefined
          ? {}
          : { documentation: markupContent(documentation, client.markdownCompletion) }),
        sortText: candidate.sortText,
        ...(candidate.filterText === undefined ? {} : { filterText: candidate.filterText }),
        textEdit: {
          range: encoder.textRange(document.lines, replace),
          newText: isSnippet ? snippet : newText,
        },
        ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
        ...(candidate.retrigger && client.asksAgain ? { command: ASK_AGAIN } : {}),
      };
    });
    return { isIncomplete: false, items };
  });
}
