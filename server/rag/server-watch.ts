import { workerData } from 'node:worker_threads';

/**
 * The thread that ends the process of the index when its server is gone: the process may be caught in
 * a call that does not return, where it hears nothing of it, and nobody else knows of it any more.
 * Costs 9 MB (measured).
 */

/** How often to look, in milliseconds. */
const INTERVAL = 2_000;
/** How long the process may take to end by itself, in milliseconds. */
const LAST_WORDS = 3_000;

/** Given by who starts the thread: it might be gone before the thread runs, and another be our parent. */
const server: unknown = workerData;

const timer = setInterval(() => {
  if (isThere()) return;
  clearInterval(timer);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_WORDS);
}, INTERVAL);

function isThere(): boolean {
  // Whose parent has gone gets another; but not on Windows.
  if (process.ppid !== server) return false;
  try {
    return process.kill(process.ppid, 0);
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
