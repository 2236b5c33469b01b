import { afterEach, describe, expect, it, vi } from 'vitest';
import { uriOfPath } from '../../../server/workspace/paths.ts';
import { onePhaseWorkflow } from '../../conformance/one-phase-workflow.ts';
import { InProcessSessions } from '../../in-process-sessions.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

describe('the summary of a session', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is made once, and anew when the session turns stale by the time alone', async () => {
    using folder = new TemporaryFolder();
    folder.write(onePhaseWorkflow('summed_v1', undefined));
    const workflow = folder.at('.praxis-os/workflows/summed_v1');
    const server = new InProcessSessions(folder.path);
    await server.sessions.start(workflow, { targetFile: 'a.ts' });
    const [first] = server.request().list().sessions;
    expect(first).toMatchObject({ stale: false, uri: uriOfPath(workflow) });
    expect(server.request().list().sessions[0]).toBe(first);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + WEEK + 60_000);
    expect(server.request().list().sessions).toEqual([{ ...first, stale: true }]);
    vi.restoreAllMocks();
    expect(server.request().list().sessions).toEqual([first]);
  });
});
