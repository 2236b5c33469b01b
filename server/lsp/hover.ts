import type { Hover } from 'vscode-languageserver/node';
import { type Diagnostic, diagnosticsOf } from '../diagnostics/diagnostic.ts';
import { ruleOf } from '../diagnostics/registry.ts';
import { ruleCard } from '../diagnostics/rule-page.ts';
import { hoverAt } from '../features/hover/hover.ts';
import { type HoverTopic, hoverTopic } from '../features/hover/hover-topic.ts';
import { type HoverPassage, passagesCard } from '../features/hover/passages-card.ts';
import { textDocumentPositionParams } from '../protocol/lsp-params.ts';
import { isRelevant } from '../rag/ranking/rank.ts';
import { termsSharedWith } from '../rag/words/shared-terms.ts';
import { uriOfPath } from '../workspace/paths.ts';
import type { Position, Range } from '../workspace/position-encoding.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import type { Encoder } from './encode.ts';
import type { Handlers } from './handlers.ts';
import { markupContent } from './markup-content.ts';
import type { PlaceInWorkflow, Places } from './places.ts';
import type { Retrieval } from './retrieval.ts';

/** A hover is never kept back longer for what the standards say, in milliseconds. */
const PATIENCE = 50;
/** Nor so long while the index is still being made, and there is something else to show. */
const PATIENCE_WHILE_BUILDING = 10;
/** Passages that a hover has room for. */
const MOST_PASSAGES = 2;
/** So many rules are explained at a time: nobody reads more in a hover. */
const MOST_RULES = 3;

/**
 * Answers `textDocument/hover`: what the text means, what the squiggles over it are about, and what the
 * standards say. Joined here, since features know nothing of diagnostics and retrieval.
 */
export function serveHover(
  handlers: Handlers,
  places: Places,
  encoder: Encoder,
  client: Client,
  workspace: Workspace,
  retrieval: Retrieval,
): void {
  handlers.request(
    'textDocument/hover',
    textDocumentPositionParams,
    async (params): Promise<Hover | null> => {
      const place = places.at(params.textDocument.uri, params.position);
      if (place === undefined) return null;
      const { document, workflow, offset, textOf } = place;
      const hover = hoverAt(document, workflow, offset, textOf);
      const diagnostics = diagnosticsAt(workspace, place);
      const codes = [...new Set(diagnostics.map(({ code }) => code))].slice(0, MOST_RULES);
      const cards = codes.map((code) => ruleCard(ruleOf(code), document.file));
      const topic = hoverTopic(document, offset);
      const own = [hover?.markdown ?? '', ...cards].filter((part) => part !== '');
      const isMade = !['off', 'building'].includes(retrieval.status.state);
      const patience = isMade || own.length === 0 ? PATIENCE : PATIENCE_WHILE_BUILDING;
      const passages = topic === undefined ? [] : await explained(retrieval, topic, patience);
      const standards = passagesCard(passages, termsSharedWith(topic?.query ?? ''));
      const parts = [...own, ...(standards === '' ? [] : [standards])];
      const [narrowest] = diagnostics;
      const ownRange = hover?.range ?? (standards === '' ? undefined : topic?.range);
      const range =
        ownRange === undefined
          ? narrowest && encoder.range(document.file, narrowest.range)
          : encoder.textRange(document.lines, ownRange);
      if (range === undefined || parts.length === 0) return null;
      return { range, contents: markupContent(parts.join('\n\n---\n\n'), client.markdownHover) };
    },
  );
}

/**
 * The passages that explain a topic; none where nothing relevant is known, or not yet: what came too
 * late for this hover is in the cache for the next.
 *
 * @param patience in milliseconds
 */
async function explained(
  retrieval: Retrieval,
  { query, about }: HoverTopic,
  patience: number,
): Promise<HoverPassage[]> {
  const asked = retrieval.search({
    query,
    ...(about === undefined ? {} : { about }),
    limit: MOST_PASSAGES,
    filters: { kind: 'standard' },
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  const found = await Promise.race([asked, tooLate]);
  clearTimeout(timer);
  return (found?.answer.passages ?? [])
    .filter(isRelevant)
    .map(({ title, headings, text, file, lines }) => ({
      title,
      headings,
      text,
      href: `${uriOfPath(file)}#L${lines.start.line + 1}`,
    }));
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
