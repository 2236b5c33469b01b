import {
  type IndexStatusResult,
  type SearchParams,
  type SearchResult,
  searchParams,
} from '../protocol/search-requests.ts';
import { noParams } from '../protocol/status-request.ts';
import type { FoundPassage, IndexStatus } from '../rag/indexing/protocol.ts';
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
        results: answer.passages.map((passage) => resultItem(passage, encoder)),
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

/** The state of the index, as the wire has it. */
export function indexStatus(status: IndexStatus): IndexStatusResult {
  const { state, documents, chunks, embedded, model, keeper, problems, work } = status;
  const reason = problems.map((each) => `${each.reason} ${each.remedy}`).join(' ');
  return {
    state,
    documents,
    chunks,
    ...(model === undefined ? {} : { model }),
    progress: { done: embedded, total: chunks },
    ...(reason === '' ? {} : { reason }),
    keeper,
    work,
  };
}

function statusLine({ state, documents, chunks, progress, reason }: IndexStatusResult): string {
  const counts = `${documents} documents, ${chunks} passages, ${progress.done} of them by meaning`;
  return `Search index: ${state}; ${counts}.${reason === undefined ? '' : ` ${reason}`}`;
}

function resultItem(passage: FoundPassage, encoder: Encoder): SearchResult['results'][number] {
  const { file, lines, title, headings, text, score, kind, phase, tags } = passage;
  return {
    uri: encoder.uriOf(file),
    range: encoder.range(file, lines),
    title,
    headings,
    text,
    score,
    kind,
    phase,
    tags,
    ...(passage.workflowType === undefined ? {} : { workflowType: passage.workflowType }),
    critical: passage.critical,
  };
}
