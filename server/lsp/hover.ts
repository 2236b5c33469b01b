import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import { hoverAt } from '../features/hover/hover.ts';
import { textDocumentPositionParams } from '../protocol/lsp-params.ts';
import type { Client } from './client.ts';
import type { Encoder } from './encode.ts';
import type { Handlers } from './handlers.ts';
import type { Places } from './places.ts';

/** Answers `textDocument/hover`. */
export function serveHover(
  handlers: Handlers,
  places: Places,
  encoder: Encoder,
  client: Client,
): void {
  handlers.request('textDocument/hover', textDocumentPositionParams, (params): Hover | null => {
    const place = places.at(params.textDocument.uri, params.position);
    if (place === undefined) return null;
    const { document, workflow, offset, textOf } = place;
    const hover = hoverAt(document, workflow, offset, textOf);
    if (hover === undefined) return null;
    return {
      range: encoder.textRange(document.lines, hover.range),
      contents: {
        kind: client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText,
        value: hover.markdown,
      },
    };
  });
}
