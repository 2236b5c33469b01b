/**
 * A process that writes states, for tests that run several of them and kill some.
 *
 *     node state-writer.mjs count <file> <increments>    counts in one file, by compare and set
 *     node state-writer.mjs insist <file> <increments>   the same, and tries again where the file is busy
 *     node state-writer.mjs start <folder>…              makes a session in each folder that has none
 *
 * Each line it prints is an acknowledgement, written before it goes on.
 */
import { readdirSync, readFileSync, writeSync } from 'node:fs';
import { LosslessNumber } from 'lossless-json';
import { newSessionId, statePath } from '../../server/execution/state/session-id.ts';
import {
  createStateFile,
  withFolderLock,
  writeStateFile,
} from '../../server/execution/state/state-file.ts';
import { parseStateJson, printStateJson } from '../../server/execution/state/state-json.ts';

const [task, ...args] = process.argv.slice(2);
const STDOUT = 1;

/** The state of a count; its length differs from one to the next, so that a torn text is no JSON. */
function textOf(count: number): string {
  const filler = 'é'.repeat((count * 7919) % 1500);
  const printed = printStateJson({ current_phase: count, metadata: { filler } });
  if ('problem' in printed) throw new Error(printed.problem);
  return printed.text;
}

function countOf(text: string): number {
  const parsed = parseStateJson(text);
  if ('problem' in parsed) throw new Error(parsed.problem.message);
  const count = (parsed.value as { current_phase?: unknown }).current_phase;
  if (!(count instanceof LosslessNumber)) throw new Error('there is no count');
  return Number(count.value);
}

function currentText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function count(file: string, increments: number, insists: boolean): Promise<void> {
  for (let acknowledged = 0; acknowledged < increments; ) {
    const expected = currentText(file);
    const next = expected === undefined ? 1 : countOf(expected) + 1;
    const outcome = await writeStateFile(file, { expected, text: textOf(next) });
    if (outcome.kind === 'conflict') continue;
    if (outcome.kind === 'failed') {
      if (insists && outcome.code === 'busy') continue;
      throw new Error(outcome.reason);
    }
    acknowledged++;
    writeSync(STDOUT, `${next}\n`);
  }
}

async function start(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const outcome = await withFolderLock(folder, async () => {
      if (readdirSync(folder).some((name) => name.endsWith('.json'))) return undefined;
      return await createStateFile(statePath(folder, newSessionId()) ?? '', textOf(0));
    });
    if (outcome.kind === 'failed') throw new Error(outcome.reason);
    if (outcome.value?.kind === 'written') writeSync(STDOUT, `${folder}\n`);
  }
}

if (task === 'start') await start(args);
else await count(args[0] ?? '', Number(args[1]), task === 'insist');
