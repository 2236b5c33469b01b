import {
  type IndexStatusResult,
  type SearchParams,
  type SearchResult,
  searchParams,
} from '../protocol/search-requests.ts';
import { noParams } from '../protocol/status-request.ts';
import { indexStatus, resultItem } from '../rag/search-view.ts';
import type { Commands } from './commands.ts';
import type { Encoder } from './encode.ts';
import type { Retrieval } from './retrieval.ts';

/** Serves `praxis/search`, `praxis/index/status` and `praxis/index/rebuild`. */
export function serveSearch(commands: Commands, retrieval: Retrieval, encoder: Encoder): void {
  commands.serve(
    'praxis/search',
    searchParams,
    async ({ query, limit = 5, filters = {} }: SearchParams): Promise<SearchResult> => {
      const asked = performance.now();
      const { answer, cached } = await retrieval.search({ query, limit, filters });
      return {
        method: answer.method,
        cached,
        tookMs: Math.round((performance.now() - asked) * 100) / 100,
        results: answer.passages.map((passage) =>
          resultItem(
            passage,
            encoder.uriOf(passage.file),
            encoder.range(passage.file, passage.lines),
          ),
        ),
      };
    },
    ({ results }) =>
      results.length === 0
        ? 'Nothing was found.'
        : results.map(({ title, headings }) => [title, ...headings].join(' › ')).join('; '),
    { complete: async () => ({}) },
  );
  commands.serve(
    'praxis/index/status',
    noParams,
    async (): Promise<IndexStatusResult> => {
      await retrieval.begin();
      return indexStatus(retrieval.status);
    },
    statusLine,
    { complete: async () => ({}) },
  );
  commands.serve(
    'praxis/index/rebuild',
    noParams,
    async (): Promise<IndexStatusResult> => {
      await retrieval.rebuild();
      return indexStatus(retrieval.status);
    },
    (status) => `The index is built anew. ${statusLine(status)}`,
    { complete: async () => ({}) },
  );
}

function statusLine({ state, documents, chunks, progress, reason }: IndexStatusResult): string {
  const counts = `${documents} documents, ${chunks} passages, ${progress.done} of them by meaning`;
  return `Search index: ${state}; ${counts}.${reason === undefined ? '' : ` ${reason}`}`;
}
