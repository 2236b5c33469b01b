import { hash } from 'node:crypto';
import path from 'node:path';
import { CELL, Cell } from '../../caches/cell.ts';
import { unknownWorkflow } from '../../execution/workflow-not-found.ts';
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

/** How the index is made that is asked. */
export interface IndexChoice {
  /** The absolute path of a model's folder; empty: the model that comes with praxis-ls. */
  readonly model: string;
  /** Whether task files are searched, too. */
  readonly tasks: boolean;
}

/**
 * Asks the index of a workspace one question, once it is built.
 *
 * @param tell takes a line on how far the index is, and on files that cannot be read
 * @returns the answer, what was missing for a better one, in sentences, and why nothing could be found
 */
export async function askIndex(
  root: FilePath,
  request: SearchRequest,
  choice: IndexChoice,
  worker: FilePath,
  tell: (message: string) => void,
): Promise<{ answer: SearchAnswer; problems: readonly string[]; hint: string | undefined }> {
  const { workspace, workflows } = openWorkspace(root, tell);
  new Cell(workspace.caches.engine, searchesTasks, choice.tasks);
  const files = workspace.caches.ask(indexedFiles, CELL);
  if (files.length === 0) {
    const hint = `There is nothing to search in "${root}": it has no standards, specs or workflows.`;
    return { answer: { passages: [], method: 'none', generation: 0 }, problems: [], hint };
  }
  const service = new IndexService({
    startWorker: (listener) => startWorkerProcess(worker, listener),
    onNotice: tell,
  });
  try {
    const built = settled(service, tell);
    service.configure({
      files,
      model: choice.model,
      allowHub: false,
      cacheFolder: ownCacheFolder(root, choice),
      hubCache: hubCacheFolder(),
    });
    await built;
    const answer = await service.search(request);
    const problems = service.status().problems.map(({ reason, remedy }) => `${reason} ${remedy}`);
    const { workflowType } = request.filters;
    const isUnknown = answer.passages.length === 0 && workflowType !== undefined;
    return {
      answer,
      problems,
      hint: isUnknown ? unknownWorkflow(workflowType, workflows) : undefined,
    };
  } finally {
    await service.close();
  }
}

/**
 * Where the command keeps its index: below the folder of the servers, apart from what they keep, and one for
 * each way to make it. Whoever writes an index removes what is not of his files and his model; and a server
 * may have other settings and more folders than a command, which knows of neither.
 */
function ownCacheFolder(root: FilePath, { model, tasks }: IndexChoice): FilePath {
  const name = hash('sha256', JSON.stringify([model, tasks])).slice(0, 16);
  return path.join(cacheFolderOf([root]), 'command', name);
}

/** Settles when there is no more to build, or patience is at its end. */
function settled(service: IndexService, tell: (message: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let toldAt = performance.now();
    const timer = setTimeout(finish, PATIENCE);
    const stop = service.onChange((status: IndexStatus) => {
      if (status.state === 'ready' || status.state === 'degraded') finish();
      const now = performance.now();
      if (status.state !== 'building' || status.chunks === 0 || now - toldAt < STEP) return;
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
