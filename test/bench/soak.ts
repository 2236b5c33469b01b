import { change, deskOf, type Keystroke, openDesk } from './author.ts';
import type { GeneratedWorkspace } from './generate.ts';
import { ProbedServer, type Usage } from './probed-server.ts';

/** What a long day leaves behind, in bytes after a garbage collection. */
export interface SoakResult {
  readonly early: Usage & { readonly edits: number };
  readonly late: Usage & { readonly edits: number };
  /** Resident memory, late to early. */
  readonly ratio: number;
}

const EARLY = 2_000;
const LATE = 10_000;
/** Edits of one desk; then its files are closed and the next workflow's are opened. */
const EDITS_AT_A_DESK = 100;

/** A day's typing, a different text each time, now in one workflow and now in another. */
export async function soak(workspace: GeneratedWorkspace): Promise<SoakResult> {
  await using server = await ProbedServer.start();
  await server.client.initialize({ roots: [workspace.root] });
  await server.scanned();
  let edits = 0;
  const typeUntil = async (until: number): Promise<Usage & { edits: number }> => {
    while (edits < until) {
      const desks = workspace.workflows;
      const workflow = desks[(edits / EDITS_AT_A_DESK) % desks.length];
      await typeAt(server, workflow ?? workspace.middle, edits);
      edits += EDITS_AT_A_DESK;
    }
    return { edits, ...(await server.collected()) };
  };
  const early = await typeUntil(EARLY);
  const late = await typeUntil(LATE);
  return { early, late, ratio: late.rss / early.rss };
}

async function typeAt(
  { client }: ProbedServer,
  workflow: GeneratedWorkspace['workflows'][number],
  serial: number,
): Promise<void> {
  const desk = deskOf(workflow);
  await openDesk(client, desk);
  const files = [desk.metadata, desk.phase, desk.gate, desk.task, ...desk.others];
  for (let turn = 0; turn < EDITS_AT_A_DESK; turn++) {
    const file = files[Math.floor(turn / 2) % files.length] ?? desk.gate;
    const settled = client.nextNotification('praxis/cache/didInvalidate');
    client.change(file.uri, [change(keystrokeIn(file.uri, serial + turn), turn)]);
    await settled;
  }
  for (const { uri } of files) client.close(uri);
}

/** A character that differs from turn to turn, at the start of the file. */
function keystrokeIn(uri: string, serial: number): Keystroke {
  const character = String.fromCharCode(0x61 + (Math.floor(serial / 2) % 26));
  return { uri, at: { line: 0, character: 0 }, character };
}
