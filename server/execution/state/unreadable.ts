import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  diskFailure,
  flushFolder,
  nodeDisk,
  type StateDisk,
  type StateFailure,
} from './state-disk.ts';
import { parseStateJson, type StateJsonProblem } from './state-json.ts';
import type { StateValue } from './state-value.ts';
import { discard, writeTemporary } from './temporary-file.ts';

/** The original engine truncates a state file, then writes it: for a moment it is empty or ends early. */
const PATIENCE = 2_000;

/** Between two looks, in milliseconds. */
const PAUSE = 50;

/** Time, for tests to set. Milliseconds. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

const clockOfTheComputer: Clock = { now: () => performance.now(), sleep };

export type StateReading =
  | { readonly kind: 'read'; readonly text: string; readonly value: StateValue }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly text: string; readonly problem: StateJsonProblem };

/**
 * Reads a state that could not be parsed again and again, until it can be or two seconds have passed. `read` answers
 * the file's text, or undefined if there is no file.
 */
export async function rereadUnreadable(
  read: () => string | undefined,
  clock: Clock = clockOfTheComputer,
): Promise<StateReading> {
  const deadline = clock.now() + PATIENCE;
  for (;;) {
    const text = read();
    if (text === undefined) return { kind: 'gone' };
    const parsed = parseStateJson(text);
    if ('value' in parsed) return { kind: 'read', text, value: parsed.value };
    if (clock.now() >= deadline) return { kind: 'unreadable', text, problem: parsed.problem };
    await clock.sleep(PAUSE);
  }
}

export type CopyOutcome =
  | { readonly kind: 'copied' | 'already-copied'; readonly file: string }
  | StateFailure;

/**
 * Copies a state that nobody can read beside it, as `<id>.json.unreadable-<start of its SHA-1>`, so that whatever
 * happens to the file, its content can be repaired by hand. Each content is copied once; the file itself stays.
 */
export async function copyAside(
  file: string,
  text: string,
  disk: StateDisk = nodeDisk,
): Promise<CopyOutcome> {
  try {
    const content = contentOf(file, text, disk);
    const copy = `${file}.unreadable-${createHash('sha1').update(content).digest('hex').slice(0, 8)}`;
    if (disk.lstatSync(copy, { throwIfNoEntry: false }) !== undefined) {
      return { kind: 'already-copied', file: copy };
    }
    const temporary = await writeTemporary(copy, content, disk);
    try {
      disk.renameSync(temporary, copy);
    } catch (error) {
      discard(temporary, disk);
      throw error;
    }
    await flushFolder(path.dirname(file), disk);
    return { kind: 'copied', file: copy };
  } catch (error) {
    return diskFailure(error, file);
  }
}

/** The bytes of the file while they are those of the text: bytes that are no UTF-8 are lost in the text. */
function contentOf(file: string, text: string, disk: StateDisk): Buffer {
  if (disk.lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) {
    const bytes = disk.readFileSync(file);
    if (bytes.toString('utf8') === text) return bytes;
  }
  return Buffer.from(text);
}
