import { CELL } from '../caches/cell.ts';
import { unknownWorkflow } from '../execution/workflow-not-found.ts';
import {
  type IndexStatusResult,
  PASSAGE_LIMIT,
  type SearchFilterParams,
  type SearchParams,
  type SearchResult,
  searchParams,
} from '../protocol/search-requests.ts';
import { noParams } from '../protocol/status-request.ts';
import { indexStatus, resultItem } from '../rag/search-view.ts';
import { workflowFolders } from '../workspace/discovery.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Commands } from './commands.ts';
import type { Encoder } from './encode.ts';
import type { Retrieval } from './retrieval.ts';

/**
 * Serves `praxis/search`, `praxis/index/status` and `praxis/index/rebuild`.
 *
 * @param searchesTasks whether task files are searched, too
 */
export function serveSearch(
  commands: Commands,
  retrieval: Retrieval,
  encoder: Encoder,
  workspace: Workspace,
  searchesTasks: () => boolean,
): void {
  /** Why filters rule out every passage; undefined where they do not, as far as we know. */
  function hintOn({ kind, workflowType }: SearchFilterParams): string | undefined {
    if (kind === 'task' && !searchesTasks()) {
      return 'Task files are not searched. Set praxis.retrieval.tasks to true.';
    }
    if (workflowType === undefined) return undefined;
    return unknownWorkflow(workflowType, workspace.caches.ask(workflowFolders, CELL));
  }

  commands.serve(
    'praxis/search',
    searchParams,
    async ({
      query,
      limit = PASSAGE_LIMIT.usual,
      filters = {},
    }: SearchParams): Promise<SearchResult> => {
      const asked = performance.now();
      const { answer, cached } = await retrieval.search({ query, limit, filters });
      // Before there is an index, nobody may have looked for workflows either.
      const isEmpty = answer.passages.length === 0 && answer.method !== 'none';
      const hint = isEmpty ? hintOn(filters) : undefined;
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
        ...(hint === undefined ? {} : { hint }),
      };
    },
    ({ results, hint }) =>
      results.length === 0
        ? `Nothing was found.${hint === undefined ? '' : ` ${hint}`}`
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
