import { afterEach, expect, it } from 'vitest';
import type { StatusResult } from '../../server/protocol/status-request.ts';
import { deskOf, moveTitle, openDesk, renameField, renameTaskFile } from '../bench/author.ts';
import { queriesPerEdit } from '../bench/editing.ts';
import { generateWorkspace } from '../bench/generate.ts';
import { LspClient } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { COMMAND } from './server.ts';

/** What an edit costs must not depend on how many workflows there are (DESIGN.md, section 8). */

const FEW = 2;
const MANY = 40;
const EDITS = 6;

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

it('computes the same queries for an edit in a workspace of 2 and of 40 workflows', async () => {
  const few = await costsIn(FEW);
  const many = await costsIn(MANY);
  expect(many).toEqual(few);
  // Far fewer than the 43 files of the workflow would take if they were all read again.
  for (const costs of Object.values(few)) {
    expect(Math.min(...costs)).toBeGreaterThan(0);
    expect(Math.max(...costs)).toBeLessThan(100);
  }
}, 60_000);

/** The queries computed for each of some edits, by the kind of edit. */
async function costsIn(workflows: number): Promise<Record<string, number[]>> {
  const folder = new TemporaryFolder();
  cleanUps.push(() => folder[Symbol.dispose]());
  const workspace = generateWorkspace(folder.path, workflows);
  // The same one in both.
  const desk = deskOf(workspace.workflows[1] ?? workspace.middle);
  const client = new LspClient(COMMAND);
  cleanUps.push(() => client.shutdown());
  await client.initialize({ roots: [folder.path] });
  await openDesk(client, desk);
  // What the scan computes behind the author's back is no edit's cost.
  await expect
    .poll(
      async () => {
        const { scan } = await client.request<StatusResult>('praxis/status', {});
        return scan;
      },
      { timeout: 30_000 },
    )
    .toMatchObject({ state: 'done', workflows });
  return {
    'a field of the gate is renamed': await queriesPerEdit(client, renameField(desk), EDITS),
    'the title of a task moves': await queriesPerEdit(client, moveTitle(desk), EDITS),
    'a task is served from another file': await queriesPerEdit(client, renameTaskFile(desk), EDITS),
  };
}
