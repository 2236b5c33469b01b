import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import { hoverAt } from '../features/hover/hover.ts';
import { hoverTopic } from '../features/hover/hover-topic.ts';
import { type HoverPassage, passagesCard } from '../features/hover/passages-card.ts';
import { paragraphs } from '../features/markup.ts';
import { textDocumentPositionParams } from '../protocol/lsp-params.ts';
import { isRelevant } from '../rag/ranking/rank.ts';
import { uriOfPath } from '../workspace/paths.ts';
import type { Client } from './client.ts';
import type { Encoder } from './encode.ts';
import type { Handlers } from './handlers.ts';
import type { Places } from './places.ts';
import type { Retrieval } from './retrieval.ts';

/** A hover is never kept back longer for what the standards say, in milliseconds. */
const PATIENCE = 50;
/** Passages that a hover has room for. */
const MOST_PASSAGES = 2;

/** Answers `textDocument/hover`: what is known of the place, and under it what the standards say. */
export function serveHover(
  handlers: Handlers,
  places: Places,
  encoder: Encoder,
  client: Client,
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
      const topic = hoverTopic(document, offset);
      const passages = topic === undefined ? [] : await explained(retrieval, topic.query);
      const range = hover?.range ?? topic?.range;
      if (range === undefined || (hover === undefined && passages.length === 0)) return null;
      return {
        range: encoder.textRange(document.lines, range),
        contents: {
          kind: client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText,
          value: paragraphs(hover?.markdown, passagesCard(passages)),
        },
      };
    },
  );
}

/**
 * The passages that explain a topic; none where nothing relevant is known, or not yet: what came too
 * late for this hover is in the cache for the next.
 */
async function explained(retrieval: Retrieval, query: string): Promise<HoverPassage[]> {
  const asked = retrieval.search({
    query,
    limit: MOST_PASSAGES,
    filters: { kind: 'standard' },
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
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
