import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Runner } from '../e2e/running.ts';
import { errorOf } from '../e2e/server.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { casesOf, plain } from './case-files.ts';
import { type RecordedSessionCase, recordedSessionCase } from './recorded-session.ts';
import {
  type ExpectedError,
  type OwnSessionCase,
  ownSessionCase,
  type SessionCase,
  type SessionStep,
} from './session-case.ts';

/* Sessions are run over the wire: errors, params and what a second server makes of a state count. */

const { own, recorded } = casesOf<OwnSessionCase, RecordedSessionCase>('sessions');

let folder: TemporaryFolder;
let runner: Runner;
/** The ids that `$S1` and the like stand for. */
let ids: Map<string, string>;

beforeEach(async () => {
  folder = new TemporaryFolder();
  // Development mode: files are written and asked for at once.
  folder.write({ '.git/HEAD': '' });
  ids = new Map([['$W', folder.path]]);
  runner = await Runner.over(folder);
});
afterEach(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

describe('sessions of our own', () => {
  it.each(plain(own).map(ownSessionCase).map(named))('%s', check);
});

describe.skipIf(recorded.length === 0)('sessions recorded from the original', () => {
  it.each(recorded.map(recordedSessionCase).map(named))('%s', check);
});

function named(given: SessionCase): [string, SessionCase] {
  return [given.id, given];
}

async function check(_id: string, { files, steps }: SessionCase): Promise<void> {
  folder.write(files);
  for (const [index, step] of steps.entries()) {
    try {
      await take(step);
    } catch (error) {
      if (error instanceof Error) error.message = `step ${index} (${told(step)}): ${error.message}`;
      throw error;
    }
  }
}

function told(step: SessionStep): string {
  return JSON.stringify('request' in step ? [step.request, step.params] : Object.keys(step));
}

async function take(step: SessionStep): Promise<void> {
  if ('restart' in step) {
    await runner.client.shutdown();
    runner = await Runner.over(folder);
  } else if ('write' in step) {
    for (const [file, text] of Object.entries(step.write)) {
      const path = String(known(file));
      if (text === null) folder.delete(path);
      else folder.write({ [path]: String(known(text)) });
    }
  } else if ('stateOf' in step) {
    const file = folder.at(`.praxis-os/.cache/state/${known(step.stateOf)}.json`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject(wanted(step.holds));
  } else {
    const answer = runner.client.request<unknown>(
      `praxis/session/${step.request}`,
      known(step.params ?? {}) as object,
    );
    if (step.error !== undefined) return refused(await errorOf(answer), step.error);
    const got = inOrder(await answer);
    const want = inOrder(step.answer ?? {});
    learn(want, got);
    expect(got).toMatchObject(wanted(want));
  }
}

function refused(
  { code, message }: { code: number; message: string },
  { codes, message: whole, messageStart }: ExpectedError,
): void {
  if (codes !== undefined) expect(codes).toContain(code);
  // A named error, whichever: not that something broke.
  else expect(code).toBeGreaterThan(1000);
  if (whole !== undefined) expect(message).toBe(known(whole));
  if (messageStart !== undefined) expect(message.startsWith(messageStart)).toBe(true);
}

/** Learns the id that a name stands for where the name is met first. */
function learn(want: unknown, got: unknown): void {
  const name = fieldOf(want, 'sessionId');
  const id = fieldOf(got, 'sessionId');
  if (typeof name !== 'string' || !name.startsWith('$S') || ids.has(name)) return;
  // Another name is another session.
  expect([...ids.values()]).not.toContain(id);
  ids.set(name, String(id));
}

/** Sessions are listed by id, which nobody chose: here by the time of their start. */
function inOrder(answer: unknown): unknown {
  const sessions = fieldOf(answer, 'sessions');
  if (!Array.isArray(sessions)) return answer;
  const at = (session: unknown) => {
    const id = known(fieldOf(session, 'sessionId'));
    return [...ids.values()].indexOf(String(id));
  };
  return { ...(answer as object), sessions: sessions.toSorted((a, b) => at(a) - at(b)) };
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** A value with ids in the place of their names. */
function known(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\$(?:S\d+|W)/g, (name) => ids.get(name) ?? name);
  }
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, known(part)]));
}

/** An expectation: `$T` is any time, `/…/` a text that matches. */
function wanted(value: unknown): object {
  return matched(known(value)) as object;
}

function matched(value: unknown): unknown {
  if (value === '$T') return expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/);
  if (typeof value === 'string' && /^\/.*\/$/.test(value)) {
    return expect.stringMatching(new RegExp(value.slice(1, -1)));
  }
  if (Array.isArray(value)) return value.map(matched);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, matched(part)]));
}
