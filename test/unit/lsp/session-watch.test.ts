import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { provideDiagnosticInputs } from '../../../server/diagnostics/inputs.ts';
import { SessionWatch } from '../../../server/lsp/session-watch.ts';
import type { SessionDidChangeParams } from '../../../server/protocol/session-requests.ts';
import { Sweeper } from '../../../server/workspace/sweeper.ts';
import { onePhaseWorkflow } from '../../conformance/one-phase-workflow.ts';
import { InProcessSessions } from '../../in-process-sessions.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

const TYPE = 'watched_v1';
const STATES = '.praxis-os/.cache/state';
/** Another session than the one that is started: any id will do. */
const OTHER = '00000000-0000-4000-8000-000000000000';
const PATIENCE = { timeout: 10_000 };

describe('the watch over sessions, where the disk is not trusted', () => {
  let folder: TemporaryFolder;
  let server: InProcessSessions;
  let watch: SessionWatch;
  let sweeper: Sweeper;
  let told: SessionDidChangeParams[];
  let sessionId: string;
  let state: string;

  beforeEach(async () => {
    folder = new TemporaryFolder();
    folder.write(onePhaseWorkflow(TYPE, undefined));
    server = new InProcessSessions(folder.path, 'development');
    const { workspace } = server;
    told = [];
    watch = new SessionWatch({
      workspace,
      drift: provideDiagnosticInputs(workspace.caches.engine).drift,
      tell: (change) => told.push(change),
      onDrift: () => undefined,
    });
    // No watcher: each event is lost.
    sweeper = new Sweeper(
      workspace,
      () => true,
      () => watch.lookSoon(),
    );
    const workflow = folder.at(`.praxis-os/workflows/${TYPE}`);
    const params = { workflowType: TYPE, targetFile: 'a.ts' };
    ({ sessionId } = await server.sessions.start(workflow, params));
    state = `${STATES}/${sessionId}.json`;
    await look();
  });
  afterEach(() => {
    sweeper.close();
    watch.close();
    folder[Symbol.dispose]();
  });

  const look = async (): Promise<void> => {
    watch.lookSoon();
    await rest(100);
  };

  it('compares no state file with the disk after an edit', async () => {
    const { files } = server.workspace;
    server.workspace.setBuffer(folder.at('notes.md'), 'A word');
    await look();
    const compared = vi.spyOn(files.content, 'holds');
    const listed = vi.spyOn(files.listing, 'holds');
    server.workspace.setBuffer(folder.at('notes.md'), 'A word.');
    await look();
    const looked = [...compared.mock.calls, ...listed.mock.calls].map(([file]) => file);
    expect(looked.filter((file) => file.includes(path.normalize(STATES)))).toEqual([]);
  });

  it('hears from the sweeper what nobody told', async () => {
    sweeper.start();
    const changed = folder.read(state).replace(/"updated_at": "[^"]*"/, '"updated_at": "later"');
    folder.write({ [state]: changed });
    await expect.poll(() => told, PATIENCE).toMatchObject([{ sessionId, change: 'edited' }]);

    copyFileSync(folder.at(state), folder.at(`${STATES}/${OTHER}.json`));
    await expect.poll(() => told.length, PATIENCE).toBe(2);
    expect(told[1]).toMatchObject({ change: 'started' });

    folder.delete(state);
    await expect.poll(() => told.length, PATIENCE).toBeGreaterThan(2);
    expect(told.at(-1)).toMatchObject({ sessionId, change: 'deleted' });
  });
});
