import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { DEFAULT_MODEL } from './embedding/model-location.ts';
import { Indexer } from './indexing/indexer.ts';
import type { FromWorker, ToWorker } from './indexing/protocol.ts';
import { messageOf } from './problem.ts';

/**
 * The process of the index (`worker-process.ts` says why it is one). Everything heavy is loaded here,
 * once it is needed, and all that may take a process down with it happens here.
 */
// Before any library starts threads, which inherit it: typing always goes first.
setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

/** Between two messages that tell how far the index is, in milliseconds. */
const STATUS_INTERVAL = 100;

let sent = 0;
let changes = 0;
let toldAt = 0;
let told: NodeJS.Timeout | undefined;

const indexer = new Indexer({
  shippedModels: shippedModels(),
  onNotice: (message) => tell({ kind: 'notice', message }),
  onChange: () => {
    changes++;
    const wait = toldAt + STATUS_INTERVAL - performance.now();
    if (told === undefined && wait > 0) told = setTimeout(tellStatus, wait);
    else if (told === undefined) tellStatus();
    tell({ kind: 'changed', changes });
  },
});

process.on('message', (message: ToWorker) => {
  if ('sent' in message) sent = message.sent;
  switch (message.kind) {
    case 'configure':
      indexer.configure(message.configuration);
      break;
    case 'touched':
      indexer.touched(message.files);
      break;
    case 'buffer':
      indexer.setBuffer(message.file, message.text);
      break;
    case 'rebuild':
      indexer.rebuild();
      break;
    case 'search':
      void answer(message);
      break;
    case 'close':
      void close();
      break;
  }
});

async function answer({ id, request }: Extract<ToWorker, { kind: 'search' }>): Promise<void> {
  try {
    const found = await indexer.search(request);
    tell({ kind: 'found', id, sent, changes, ...found });
  } catch (error) {
    tell({ kind: 'notice', message: `A search failed: ${messageOf(error)}.` });
    tell({ kind: 'found', id, sent, changes, passages: [], method: 'none' });
  }
}

// The server is gone: nobody will ask any more.
process.on('disconnect', () => void close());

async function close(): Promise<void> {
  clearTimeout(told);
  await indexer.close();
  process.exit(0);
}

function tellStatus(): void {
  told = undefined;
  toldAt = performance.now();
  tell({ kind: 'status', status: indexer.status() });
}

function tell(message: FromWorker): void {
  if (process.connected) process.send?.(message, () => undefined);
}

/** The folder `models` of the package: this file lies in `dist/` or, as a source, in `server/rag/`. */
function shippedModels(): string {
  const above = ['..', '../..', '../../..'].map((up) =>
    path.join(import.meta.dirname, up, 'models'),
  );
  return above.find((folder) => existsSync(path.join(folder, DEFAULT_MODEL))) ?? above[0] ?? '';
}
