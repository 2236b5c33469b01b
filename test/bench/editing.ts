import { setTimeout as rest } from 'node:timers/promises';
import type { Position } from 'vscode-languageserver-protocol';
import type { CacheStatsResult } from '../../server/protocol/cache-requests.ts';
import type { LspClient } from '../lsp-client.ts';
import {
  after,
  change,
  type Desk,
  type Keystroke,
  moveTitle,
  renameField,
  renameTaskFile,
} from './author.ts';
import type { FigureId, Measured } from './figures.ts';

/** Let the server come to rest between two edits, as a hand does. */
const BETWEEN_EDITS_MILLISECONDS = 4;
/** Edits before the first that counts: the code is to be compiled, as it is after a minute's work. */
const WARM_UP = 50;

/** An edit, and the files whose published diagnostics stop a clock. */
interface MeasuredEdit {
  readonly keystroke: Keystroke;
  readonly answers: readonly { readonly uri: string; readonly figure: FigureId }[];
}

function measuredEdits(desk: Desk): MeasuredEdit[] {
  const { metadata, phase } = desk;
  return [
    {
      keystroke: renameField(desk),
      answers: [
        { uri: phase.uri, figure: 'gateToPhase' },
        { uri: metadata.uri, figure: 'gateToMetadata' },
      ],
    },
    {
      keystroke: moveTitle(desk),
      answers: [{ uri: metadata.uri, figure: 'taskToMetadata' }],
    },
    {
      keystroke: renameTaskFile(desk),
      answers: [{ uri: metadata.uri, figure: 'metadataToMetadata' }],
    },
  ];
}

/** Keystrokes to published diagnostics, in milliseconds: so many of each kind. */
export async function measureEdits(
  client: LspClient,
  desk: Desk,
  edits: number,
): Promise<Measured> {
  const samples: Partial<Record<FigureId, number[]>> = {};
  for (const { keystroke, answers } of measuredEdits(desk)) {
    for (let turn = 0; turn < WARM_UP + edits; turn++) {
      const settled = settling(client);
      const arrivals = answers.map(({ uri }) => arrivalOf(client, uri));
      const typed = performance.now();
      client.change(keystroke.uri, [change(keystroke, turn)]);
      for (const [index, arrival] of arrivals.entries()) {
        const figure = answers[index]?.figure;
        const took = (await arrival) - typed;
        if (turn >= WARM_UP && figure !== undefined) {
          samples[figure] ??= [];
          samples[figure].push(took);
        }
      }
      await settled;
      await rest(BETWEEN_EDITS_MILLISECONDS);
    }
  }
  return samples;
}

/** What the way there and back takes, in milliseconds: a hover in a file that nobody knows. */
export async function measureRoundTrip(client: LspClient, times: number): Promise<Measured> {
  const roundTrip: number[] = [];
  for (let time = 0; time < times; time++) {
    const asked = performance.now();
    await client.request('textDocument/hover', {
      textDocument: { uri: 'file:///nowhere.txt' },
      position: { line: 0, character: 0 },
    });
    roundTrip.push(performance.now() - asked);
    await rest(BETWEEN_EDITS_MILLISECONDS);
  }
  return { roundTrip };
}

/** Completion and hover, each asked for right behind a keystroke, in milliseconds. */
export async function measureFeatures(
  client: LspClient,
  desk: Desk,
  edits: number,
): Promise<Measured> {
  const places = askedPlaces(desk);
  const samples = { completion: [] as number[], hover: [] as number[] };
  for (const feature of ['completion', 'hover'] as const) {
    for (const { keystroke, at } of places) {
      for (let turn = 0; turn < WARM_UP + edits / places.length; turn++) {
        const settled = settling(client);
        client.change(keystroke.uri, [change(keystroke, turn)]);
        const asked = performance.now();
        const answer = await client.request<unknown>(`textDocument/${feature}`, {
          textDocument: { uri: keystroke.uri },
          position: at,
        });
        const took = performance.now() - asked;
        if (answer === null) throw new Error(`No ${feature} in ${keystroke.uri}.`);
        if (turn >= WARM_UP) samples[feature].push(took);
        await settled;
        await rest(BETWEEN_EDITS_MILLISECONDS);
      }
    }
  }
  return samples;
}

/** How many queries one key in a gate makes the server compute, edit by edit. */
export async function queriesPerEdit(
  client: LspClient,
  keystroke: Keystroke,
  edits: number,
): Promise<number[]> {
  const computed = async (): Promise<number> =>
    (await client.request<CacheStatsResult>('praxis/cache/stats', {})).computed;
  const costs: number[] = [];
  let before = await computed();
  for (let turn = 0; turn < edits; turn++) {
    const settled = settling(client);
    client.change(keystroke.uri, [change(keystroke, turn)]);
    await settled;
    const now = await computed();
    costs.push(now - before);
    before = now;
  }
  return costs;
}

/** Resolves when all answers that an edit calls for were computed. */
function settling(client: LspClient): Promise<unknown> {
  return client.nextNotification('praxis/cache/didInvalidate');
}

/** When the next diagnostics of a file arrive, on the clock of `performance.now()`. */
async function arrivalOf(client: LspClient, uri: string): Promise<number> {
  let at = 0;
  await client.nextDiagnostics(uri, () => {
    at = performance.now();
    return true;
  });
  return at;
}

/** Where completion and hover are asked for, and what is typed before, elsewhere in the file. */
function askedPlaces(desk: Desk): { keystroke: Keystroke; at: Position }[] {
  const { gate, metadata, phase } = desk;
  return [
    { keystroke: renameField(desk), at: after(gate, / {4}type: /) },
    {
      keystroke: { uri: metadata.uri, at: after(metadata, /"purpose": "/), character: 'x' },
      at: after(metadata, /"file": "task-2/),
    },
    {
      keystroke: { uri: phase.uri, at: after(phase, /## Overview\n\n/), character: 'x' },
      at: after(phase, /NEXT-MANDATORY: task/),
    },
  ];
}
