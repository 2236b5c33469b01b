import { setTimeout as rest } from 'node:timers/promises';
import { type Desk, openDesk } from './author.ts';
import type { Measured } from './figures.ts';
import type { GeneratedWorkspace } from './generate.ts';
import type { ProbedServer } from './probed-server.ts';

const MEGABYTE = 2 ** 20;
/** The worker that scans ends when it was idle for two seconds; memory is looked at after that. */
const REST_MILLISECONDS = 3_000;

/**
 * The scan of a whole workspace with one author's files open, and the memory it leaves.
 *
 * @throws {Error} when the scan missed a workflow.
 */
export async function measureScan(
  server: ProbedServer,
  workspace: GeneratedWorkspace,
  desk: Desk,
): Promise<Measured> {
  const { client } = server;
  await client.initialize({ roots: [workspace.root] });
  const began = performance.now();
  const before = await server.usage();
  await server.watchDelay();
  await openDesk(client, desk);
  const { workflows } = await server.scanned();
  const seconds = (performance.now() - began) / 1000;
  const delay = await server.delay();
  const after = await server.usage();
  await rest(REST_MILLISECONDS);
  const { rss } = await server.usage();
  const collected = await server.collected();
  if (workflows !== workspace.workflows.length) {
    throw new Error(`${workflows} of ${workspace.workflows.length} workflows were found.`);
  }
  return {
    scan: [seconds],
    scanProcessor: [after.processor - before.processor],
    scanDelay: delay,
    scanPeak: [after.peak / MEGABYTE],
    memory: [rss / MEGABYTE],
    memoryCollected: [collected.rss / MEGABYTE],
    heapCollected: [collected.heapUsed / MEGABYTE],
  };
}
