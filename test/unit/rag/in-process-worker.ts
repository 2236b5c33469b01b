import { hear } from '../../../server/rag/indexing/hear.ts';
import type { Indexer } from '../../../server/rag/indexing/indexer.ts';
import type { FromWorker, ToWorker } from '../../../server/rag/indexing/protocol.ts';
import type { IndexWorker, WorkerListener } from '../../../server/rag/indexing/worker-process.ts';

/**
 * A worker of the index that is no process of its own, for tests with an indexer of theirs: it counts and
 * answers as `worker.ts` does, and messages take their time both ways, in their order.
 *
 * @param open makes the indexer, given what it calls when something became different
 */
export function startInProcess(
  open: (onChange: () => void) => Indexer,
  listener: WorkerListener,
): IndexWorker {
  let sent = 0;
  let changes = 0;
  const tell = (message: FromWorker): void => {
    setImmediate(() => listener.onMessage(message));
  };
  const indexer = open(() => {
    changes++;
    tell({ kind: 'status', status: indexer.status() });
    tell({ kind: 'changed', changes });
  });
  const answer = async ({ id, request }: Extract<ToWorker, { kind: 'search' }>): Promise<void> => {
    const found = await indexer.search(request);
    tell({ kind: 'found', id, sent, changes, ...found });
  };
  const take = (message: ToWorker): void => {
    if ('sent' in message) sent = message.sent;
    if (message.kind === 'search') void answer(message);
    else if (message.kind === 'close')
      void indexer.close().then(() => listener.onEnd('it was closed'));
    else hear(indexer, message);
  };
  return {
    pid: undefined,
    send: (message) => {
      setImmediate(() => take(message));
    },
    hold: () => undefined,
    kill: () => undefined,
  };
}
