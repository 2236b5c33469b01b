import type { Disposable } from 'vscode-jsonrpc';

const INTERVAL_MS = 3000;

/**
 * Calls `whenGone` once when the process `pid` is no more. The timer keeps no process alive.
 *
 * A process that cannot be seen to begin with is not watched: its id may come from outside a
 * container, and its death still closes our input.
 *
 * @param intervalMs how often to look, in milliseconds.
 */
export function watchParent(
  pid: number,
  whenGone: () => void,
  intervalMs = INTERVAL_MS,
): Disposable {
  if (!isAlive(pid)) return { dispose: () => undefined };
  const timer = setInterval(() => {
    if (isAlive(pid)) return;
    clearInterval(timer);
    whenGone();
  }, intervalMs);
  timer.unref();
  return { dispose: () => clearInterval(timer) };
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
