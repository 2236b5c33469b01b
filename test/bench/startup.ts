import { spawnSync } from 'node:child_process';
import { startServer } from '../e2e/server.ts';
import { deskOf } from './author.ts';
import type { Measured } from './figures.ts';
import type { GeneratedWorkspace } from './generate.ts';

/** Starts the server as an editor does, with a file that has a problem, so many times. */
export async function measureStartup(
  { root, middle }: GeneratedWorkspace,
  times: number,
): Promise<Measured> {
  const { metadata } = deskOf(middle);
  const nodeAlone: number[] = [];
  const initialize: number[] = [];
  const firstDiagnostics: number[] = [];
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    spawnSync('node', ['--eval', '0']);
    nodeAlone.push(performance.now() - started);
    const spawned = performance.now();
    const client = await startServer({ roots: [root] });
    initialize.push(performance.now() - spawned);
    client.open(metadata.uri, metadata.text);
    await client.nextDiagnostics(metadata.uri, ({ diagnostics }) => diagnostics.length > 0);
    firstDiagnostics.push(performance.now() - spawned);
    await client.kill();
  }
  return { nodeAlone, initialize, firstDiagnostics };
}
