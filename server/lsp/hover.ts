import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import { type Diagnostic, diagnosticsOf, type Range } from '../diagnostics/diagnostic.ts';
import { ruleOf } from '../diagnostics/registry.ts';
import { ruleCard } from '../diagnostics/rule-page.ts';
import { hoverAt } from '../features/hover/hover.ts';
import { textDocumentPositionParams } from '../protocol/lsp-params.ts';
import type { Position } from '../workspace/position-encoding.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import type { Encoder } from './encode.ts';
import type { Handlers } from './handlers.ts';
import type { PlaceInWorkflow, Places } from './places.ts';

/** So many rules are explained at a time: nobody reads more in a hover. */
const MOST_RULES = 3;

/**
 * Answers `textDocument/hover`: what the text means, and below that what the squiggles over it are about.
 * Joined here, since features know nothing of diagnostics.
 */
export function serveHover(
  handlers: Handlers,
  places: Places,
  encoder: Encoder,
  client: Client,
  workspace: Workspace,
): void {
  handlers.request('textDocument/hover', textDocumentPositionParams, (params): Hover | null => {
    const place = places.at(params.textDocument.uri, params.position);
    if (place === undefined) return null;
    const { document, workflow, offset, textOf } = place;
    const hover = hoverAt(document, workflow, offset, textOf);
    const diagnostics = diagnosticsAt(workspace, place);
    const [narrowest] = diagnostics;
    const range =
      hover !== undefined
        ? encoder.textRange(document.lines, hover.range)
        : narrowest && encoder.range(document.file, narrowest.range);
    if (range === undefined) return null;
    const codes = [...new Set(diagnostics.map(({ code }) => code))].slice(0, MOST_RULES);
    const cards = codes.map((code) => ruleCard(ruleOf(code), document.file));
    return {
      range,
      contents: {
        kind: client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText,
        value: [...(hover === undefined ? [] : [hover.markdown]), ...cards].join('\n\n---\n\n'),
      },
    };
  });
}

/** The diagnostics whose squiggle is over a place, narrowest first. */
function diagnosticsAt(workspace: Workspace, { document, offset }: PlaceInWorkflow): Diagnostic[] {
  const position = document.lines.positionAt(offset, 'utf-16');
  const widthOf = ({ range: { start, end } }: Diagnostic): number =>
    (end.line - start.line) * 1_000_000 + end.character - start.character;
  return workspace.caches
    .ask(diagnosticsOf, document.file)
    .filter(({ range }) => isOver(range, position))
    .toSorted((a, b) => widthOf(a) - widthOf(b));
}

/** An end counts too: editors ask for it, and an empty range has no other place. */
function isOver({ start, end }: Range, position: Position): boolean {
  const isBefore = (a: Position, b: Position): boolean =>
    a.line < b.line || (a.line === b.line && a.character < b.character);
  return !isBefore(position, start) && !isBefore(end, position);
}
