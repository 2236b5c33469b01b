import { metadata } from '../../../server/workflow/snapshot.ts';
import { InProcessSessions } from '../../in-process-sessions.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';
import { generateWorkspace } from '../generate.ts';
import type { Mode, RunningSamples } from './figures.ts';

const WARM_UP = 2_000;

/** The typed metadata of a workflow that is known, in milliseconds. */
export function measureMetadata(mode: Mode, times: number): RunningSamples {
  using folder = new TemporaryFolder();
  const { middle } = generateWorkspace(folder.path, 10);
  const { caches } = new InProcessSessions(folder.path, mode).workspace;
  const took = Array.from({ length: WARM_UP + times }, () => {
    const asked = performance.now();
    caches.beginPass();
    caches.ask(metadata, middle.folder);
    return performance.now() - asked;
  });
  return { metadata: took.slice(WARM_UP) };
}
