import { fork } from 'node:child_process';
import type { FilePath } from '../../workspace/paths.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** The worker as its service sees it. */
export interface IndexWorker {
  readonly pid: number | undefined;
  send(message: ToWorker): void;
  /** Whether the server waits for it, and may not end meanwhile. */
  hold(waiting: boolean): void;
  /** Ends it at once. */
  kill(): void;
}

export interface WorkerListener {
  onMessage(message: FromWorker): void;
  /** What libraries print. */
  onOutput(text: string): void;
  /** Called once, whatever it ended by. */
  onEnd(reason: string): void;
}

/**
 * How often it is looked whether the worker still speaks, in milliseconds, and after how many looks in vain it is
 * given up. Looks are counted and no time: a computer may have slept.
 */
const LOOK = 20_000;
const LOOKS_IN_VAIN = 3;

/**
 * Memory that garbage takes up before it is collected, in MB a half. And what glibc keeps for itself: an arena for each
 * of many threads; and, unless its thresholds (in bytes) are fixed, ever larger blocks that it does not give back once
 * one was freed (measured at 10,000 passages: 305 MB without, 230 to 270 with them, and as fast).
 */
const FRUGAL = {
  flags: ['--max-semi-space-size=4'],
  env: {
    MALLOC_ARENA_MAX: '2',
    MALLOC_TRIM_THRESHOLD_: '131072',
    MALLOC_MMAP_THRESHOLD_: '131072',
  },
};

/**
 * Starts the worker: a process of its own and no thread. onnxruntime-node 1.14 can be loaded once in
 * a process: after the thread that used it has ended, a second one gets "Module did not
 * self-register", and with a further thread that keeps it loaded the heap is corrupted at the third
 * start or so (measured, together with vectordb). And whatever its native libraries do, it is not
 * the server that dies of it. It ends by itself when the server is gone (`server-watch.ts`); one that
 * says nothing any more is ended here.
 *
 * @param look how often to look whether it still speaks, in milliseconds
 */
export function startWorkerProcess(
  script: FilePath,
  listener: WorkerListener,
  look = LOOK,
): IndexWorker {
  const child = fork(script, [String(process.pid)], {
    execArgv: FRUGAL.flags,
    env: { ...process.env, ...FRUGAL.env },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let ended = false;
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    clearInterval(watch);
    listener.onEnd(reason);
  };
  let inVain = 0;
  const watch = setInterval(() => {
    if (++inVain < LOOKS_IN_VAIN) return;
    child.kill('SIGKILL');
    end(`it gave no sign of life for ${(LOOKS_IN_VAIN * look) / 1000} seconds`);
  }, look).unref();
  child.on('message', (message) => {
    inVain = 0;
    listener.onMessage(message as FromWorker);
  });
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(signal ?? `exit code ${code}`));
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (text: string) => listener.onOutput(text));
  }
  // It keeps no server alive that has nothing else to do.
  child.unref();
  child.channel?.unref();
  for (const output of [child.stdout, child.stderr]) {
    if (output !== null && 'unref' in output && typeof output.unref === 'function') output.unref();
  }
  return {
    pid: child.pid,
    send(message) {
      // One that is ending gets nothing more; its end is told anyway.
      if (child.connected) child.send(message, () => undefined);
    },
    hold(waiting) {
      if (waiting) child.channel?.ref();
      else child.channel?.unref();
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}
