import { afterEach, beforeEach, expect, it } from 'vitest';
import { uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { Runner } from './running.ts';
import { sampleWorkflow } from './sample-workflow.ts';
import { errorOf } from './server.ts';

/** Helix picks commands from a list: they come without arguments, and their result is thrown away. */

const BASE = 'workflows/release_v1';
let folder: TemporaryFolder;
let runner: Runner;

beforeEach(async () => {
  folder = new TemporaryFolder();
  folder.write(sampleWorkflow('release_v1'));
  runner = await Runner.over(folder);
  const task = `${BASE}/phases/0/task-2-check.md`;
  runner.client.open(uriOf(folder.at(task)), sampleWorkflow('release_v1')[task] ?? '');
});

afterEach(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

/** Executes a command as Helix 25.01 does, and answers what is shown. */
async function pick(command: string): Promise<string> {
  const shown = runner.client.nextNotification<{ message: string }>('window/showMessage');
  await runner.client
    .request('workspace/executeCommand', { command, arguments: [] })
    // What a refused command is answered with Helix keeps to itself; a user has only what is shown.
    .catch(() => undefined);
  return (await shown).message;
}

it('runs a workflow by commands alone, each of which shows its outcome', async () => {
  expect(await pick('praxis.session.phase')).toBe(
    'sessionId: there is no session to work on. Start one first: praxis.session.start.',
  );
  expect(await pick('praxis.session.start')).toMatch(
    /^Started session [0-9a-f-]{36}\. Phase 0 "Prepare": 1\. Collect, 2\. Check\. Evidence: items_counted\.$/,
  );
  expect(await pick('praxis.session.task')).toBe('Task 2 of phase 0: Check');
  expect(await pick('praxis.session.completePhase')).toBe(
    "Phase 0, tried without evidence: the gate passes, next is phase 1. Field 'items_counted' is required but missing.",
  );
  expect(await pick('praxis.session.pause')).toBe('release_v1 on release_v1: paused, phase 0 of 2');
  expect(await pick('praxis.session.resume')).toBe(
    'release_v1 on release_v1: active, phase 0 of 2',
  );
  expect(await pick('praxis.session.list')).toBe(
    'Sessions (1): release_v1 on release_v1: active, phase 0 of 2',
  );
  expect(await pick('praxis.session.errors')).toBe('No attempt has failed.');
  expect(await pick('praxis.gate.describe')).toBe(
    'The gate of phase 0 (lenient) asks for items_counted (integer).',
  );
  expect(await pick('praxis.workflow.validate')).toBe(
    'Files with diagnostics: 1; errors 0, warnings 0.',
  );
  expect(await pick('praxis.session.rollback')).toMatch(/^Cannot roll back: no phase is completed/);
});

it('asks where there are several, and before what cannot be undone', async () => {
  const one = await runner.start('release_v1', 'one');
  await runner.start('release_v1', 'two');
  runner.client.chooseAction = (actions) =>
    actions.find(({ title }) => title.includes('on one')) ?? null;
  expect(await pick('praxis.session.pause')).toBe('release_v1 on one: paused, phase 0 of 2');
  runner.client.chooseAction = () => null;
  expect(await pick('praxis.session.delete')).toMatch(/^sessionId: expected one of several/);
  expect(await runner.get(one.sessionId)).toMatchObject({ status: 'paused' });
});

it('draws the graph of the workflow', async () => {
  const graph = await runner.client.request('praxis/workflow/graph', {
    workflowType: 'release_v1',
  });
  expect(graph).toMatchObject({
    format: 'json',
    nodes: expect.arrayContaining([
      expect.objectContaining({ id: 'phase-1-task-2', name: 'Check' }),
      expect.objectContaining({ id: 'phase-0-gate', name: 'lenient, 1 fields' }),
    ]),
    edges: expect.arrayContaining([
      { from: 'phase-0', to: 'phase-0-task-1', kind: 'next' },
      { from: 'phase-0-task-2', to: 'phase-1', kind: 'next' },
      { from: 'phase-0-gate', to: 'phase-1', kind: 'then' },
    ]),
  });
  expect(
    await runner.client.request('praxis/workflow/graph', {
      workflowType: 'release_v1',
      format: 'mermaid',
    }),
  ).toMatchObject({ text: expect.stringMatching(/^flowchart TD\n {2}subgraph s0\["Phase 0"\]\n/) });
  expect(
    await errorOf(
      runner.client.request('praxis/workflow/graph', { workflowType: 'release_v1', format: 'dot' }),
    ),
  ).toMatchObject({ message: 'format: expected "json" or "mermaid", got "dot"' });
});
