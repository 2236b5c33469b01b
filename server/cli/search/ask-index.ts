import { CELL, Cell } from '../../caches/cell.ts';
import { indexedFiles, searchesTasks } from '../../rag/indexed-files.ts';
import { cacheFolderOf, hubCacheFolder } from '../../rag/indexing/cache-folder.ts';
import { IndexService } from '../../rag/indexing/index-service.ts';
import type { IndexStatus, SearchAnswer, SearchRequest } from '../../rag/indexing/protocol.ts';
import { startWorkerProcess } from '../../rag/indexing/worker-process.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { openWorkspace } from '../open-workspace.ts';

/** A first build of a large workspace takes this long at the most, in milliseconds; then what is there answers. */
const PATIENCE = 120_000;
/** Progress is told no more often, in milliseconds. */
const STEP = 1_000;

/**
 * Asks the index of a workspace one question, once it is built.
 *
 * @param tell takes a line on how far the index is, and on files that cannot be read
 * @returns the answer, and what was missing for a better one, in sentences
 */
export async function askIndex(
  root: FilePath,
  request: SearchRequest,
  worker: FilePath,
  tell: (message: string) => void,
): Promise<{ answer: SearchAnswer; problems: readonly string[] }> {
  const { workspace } = openWorkspace(root, tell);
  new Cell(workspace.caches.engine, searchesTasks, request.filters.kind === 'task');
  const service = new IndexService({
    startWorker: (listener) => startWorkerProcess(worker, listener),
    onNotice: tell,
  });
  try {
    const built = settled(service, tell);
    service.configure({
      files: workspace.caches.ask(indexedFiles, CELL),
      model: '',
      allowHub: false,
      cacheFolder: cacheFolderOf([root]),
      hubCache: hubCacheFolder(),
    });
    await built;
    const answer = await service.search(request);
    const problems = service.status().problems.map(({ reason, remedy }) => `${reason} ${remedy}`);
    return { answer, problems };
  } finally {
    await service.close();
  }
}

/** Settles when there is no more to build, or patience is at its end. */
function settled(service: IndexService, tell: (message: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let toldAt = performance.now();
    const timer = setTimeout(finish, PATIENCE);
    const stop = service.onChange((status: IndexStatus) => {
      if (status.state === 'ready' || status.state === 'degraded') finish();
      const now = performance.now();
      if (status.state !== 'building' || now - toldAt < STEP) return;
      toldAt = now;
      tell(`Indexing: ${status.embedded} of ${status.chunks} passages.`);
    });
    function finish(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}
