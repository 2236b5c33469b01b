import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onePhaseWorkflow } from '../../conformance/one-phase-workflow.ts';
import { InProcessSessions } from '../../in-process-sessions.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

const TYPE = 'archived_v1';
const STATES = '.praxis-os/.cache/state';

describe('a start', () => {
  let folder: TemporaryFolder;
  let server: InProcessSessions;
  beforeEach(() => {
    folder = new TemporaryFolder();
    folder.write(onePhaseWorkflow(TYPE, undefined));
    server = new InProcessSessions(folder.path);
  });
  afterEach(() => folder[Symbol.dispose]());

  const start = async (targetFile: string): Promise<string> => {
    const workflow = folder.at(`.praxis-os/workflows/${TYPE}`);
    const params = { workflowType: TYPE, targetFile };
    return (await server.request().start(workflow, params)).sessionId;
  };

  it('puts sessions into the archive that are long over, and no others', async () => {
    const [over, overLately, begun] = [
      await start('a.ts'),
      await start('b.ts'),
      await start('c.ts'),
    ];
    for (const sessionId of [over, overLately]) {
      await server.request().completePhase({ sessionId, phase: 0, evidence: {} });
    }
    for (const id of [over, begun]) {
      const file = `${STATES}/${id}.json`;
      const old = folder
        .read(file)
        .replace(/"updated_at": "[^"]*"/, '"updated_at": "2020-01-01T00:00:00"');
      folder.write({ [file]: old });
    }
    const last = await start('d.ts');
    await expect.poll(() => existsSync(folder.at(`${STATES}/archive/${over}.json`))).toBe(true);
    await expect.poll(() => existsSync(folder.at(`${STATES}/${over}.json.lock`))).toBe(false);
    const { sessions } = server.request().list();
    expect(sessions.map(({ sessionId }) => sessionId).sort()).toEqual(
      [overLately, begun, last].sort(),
    );
    expect((await server.request().get(over)).status).toBe('completed');
    expect(server.troubles).toEqual([]);
  });
});
