import { createServer } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into the server before its own code (`node --import`), this tells what cannot be seen from
 * outside. It listens on the socket PRAXIS_BENCH_PROBE, takes one word a line, and answers with one
 * line of JSON.
 *
 * The delay is Node's own histogram of the time between two firings of a timer of one millisecond:
 * that millisecond is part of each sample, so an idle loop shows a little over 1 ms, and a stall of
 * 30 ms is one sample of 31.
 */
const path = process.env.PRAXIS_BENCH_PROBE;
if (isMainThread && path !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const milliseconds = (/** @type {number} */ nanoseconds) => nanoseconds / 1e6;
  const usage = () => {
    const { rss, heapUsed } = process.memoryUsage();
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    return { rss, heapUsed, peak: maxRSS * 1024, processor: (userCPUTime + systemCPUTime) / 1e6 };
  };
  /** @type {Record<string, () => unknown>} */
  const commands = {
    watchDelay: () => {
      delay.reset();
      return delay.enable();
    },
    delay: () => {
      delay.disable();
      return {
        min: milliseconds(delay.min),
        p50: milliseconds(delay.percentile(50)),
        p95: milliseconds(delay.percentile(95)),
        p99: milliseconds(delay.percentile(99)),
        max: milliseconds(delay.max),
        count: delay.count,
      };
    },
    usage,
    collect: () => {
      for (let round = 0; round < 3; round++) globalThis.gc?.();
      return usage();
    },
  };
  createServer((socket) => {
    socket.setEncoding('utf8').on('data', (/** @type {string} */ line) => {
      socket.write(`${JSON.stringify(commands[line.trim()]?.() ?? null)}\n`);
    });
    socket.on('error', () => socket.destroy());
  })
    .listen(path)
    .unref();
}
