import { afterEach, beforeEach, expect, it } from 'vitest';
import { onePhaseWorkflow } from '../conformance/one-phase-workflow.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { Runner } from './running.ts';

const TYPE = 'afresh_v1';
const GATE = `.praxis-os/workflows/${TYPE}/phases/0/gate-definition.yaml`;

let folder: TemporaryFolder;
let runner: Runner;

beforeEach(async () => {
  folder = new TemporaryFolder();
  folder.write(onePhaseWorkflow(TYPE, 'checkpoint: {}\nevidence_schema: {}\n'));
  runner = await Runner.over(folder, {
    initializationOptions: { praxis: { cache: { mode: 'production' } } },
  });
});
afterEach(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

// Without the look at the disk, a few in a thousand rounds were judged by the gate before.
it('judges by the gate on the disk, before any watcher tells of it', async () => {
  for (let round = 0; round < 200; round++) {
    // A watch on a folder ends with the folder; when it begins again, the gate may be another already.
    folder.delete('.praxis-os');
    folder.write(onePhaseWorkflow(TYPE, 'checkpoint: {}\nevidence_schema: {}\n'));
    const { sessionId } = await runner.start(TYPE, 'x');
    folder.write({
      [GATE]: `checkpoint: {strict: true}\nevidence_schema: {field_${round}: {required: true}}\n`,
    });
    const { errors } = await runner.complete(sessionId, 0, {}, { dryRun: true });
    expect(errors).toEqual([`Field 'field_${round}' is required but missing`]);
  }
}, 60_000);
