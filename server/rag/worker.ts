import { existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DEFAULT_MODEL } from './embedding/model-location.ts';
import { hear } from './indexing/hear.ts';
import { Indexer } from './indexing/indexer.ts';
import type { FromWorker, ToWorker } from './indexing/protocol.ts';
import { messageOf } from './problem.ts';

/**
 * The process of the index (`worker-process.ts` says why it is one). Everything heavy is loaded here,
 * once it is needed, and all that may take a process down with it happens here.
 */
// Typing goes first, so a little nicer than the editor and the server, and before any library starts
// threads, which inherit it. Not the nicest: beside a compiler the next hover would wait for seconds.
setPriority(0, 5);

/** How long an end may take, in milliseconds: a model may not load, and a disk may not answer. */
const LAST_WORDS = 2_000;

/** Between two messages that say no more than that it is not caught in anything, in milliseconds. */
const SIGN_OF_LIFE = 10_000;

/** Between two messages that tell how far the index is, in milliseconds. */
const STATUS_INTERVAL = 100;

// It stands beside the bundle of this file.
new Worker(new URL('./index-server-watch.js', import.meta.url), {
  workerData: Number(process.argv[2]),
  resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 8 },
})
  .on('error', (error) =>
    tell({ kind: 'notice', message: `Nobody watches the server: ${messageOf(error)}.` }),
  )
  .unref();
setInterval(() => tell({ kind: 'alive' }), SIGN_OF_LIFE).unref();

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
  if (message.kind === 'search') void answer(message);
  else if (message.kind === 'close') void close();
  else hear(indexer, message);
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
// It may have gone while this was being loaded: that was told when nobody heard it.
if (!process.connected) process.exit(0);

async function close(): Promise<void> {
  clearTimeout(told);
  setTimeout(() => process.exit(1), LAST_WORDS);
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
