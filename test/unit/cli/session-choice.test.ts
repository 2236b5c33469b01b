import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../server/cli/run/arguments.ts';
import { chooseSession, sessionFlag, shortId } from '../../../server/cli/run/session-choice.ts';
import { PraxisError } from '../../../server/protocol/errors.ts';
import type { SessionStatus, SessionSummary } from '../../../server/protocol/session-requests.ts';

let minute = 10;

function session(
  sessionId: string,
  status: SessionStatus = 'active',
  workflowType = 'release_v1',
): SessionSummary {
  return {
    sessionId: sessionId.padEnd(36, '0'),
    workflowType,
    targetFile: 'a',
    status,
    currentPhase: 0,
    completedPhases: [],
    totalPhases: 2,
    createdAt: '2026-01-01T10:00:00.000000',
    updatedAt: `2026-01-01T10:${minute++}:00.000000`,
    drift: [],
    stale: false,
  };
}

function kindOf(choose: () => unknown): string {
  try {
    choose();
  } catch (error) {
    if (error instanceof PraxisError) return error.kind;
    throw error;
  }
  return 'chosen';
}

const running = session('aaaa1111-1');
const other = session('aaaa1111-2', 'paused', 'review_v1');
const done = session('cccc', 'completed');
const doneLater = session('dddd', 'completed');

describe('which session', () => {
  it('is the one that is named, by its id or the beginning of it', () => {
    const all = [running, other, done];
    expect(chooseSession(all, { session: 'cccc' })).toBe(done);
    expect(chooseSession(all, { session: other.sessionId })).toBe(other);
    expect(chooseSession(all, { session: 'AAAA1111-1' })).toBe(running);
    expect(kindOf(() => chooseSession(all, { session: 'aaaa' }))).toBe('InvalidParams');
    expect(kindOf(() => chooseSession(all, { session: 'eeee' }))).toBe('SessionNotFound');
  });

  it('is the only incomplete one', () => {
    expect(chooseSession([done, running, doneLater], {})).toBe(running);
  });

  it('is of a workflow the one changed last, incomplete ones first', () => {
    const later = session('eeee');
    expect(chooseSession([running, later, other], { workflow: 'release_v1' })).toBe(later);
    expect(chooseSession([done, running, doneLater], { workflow: 'release_v1' })).toBe(running);
    expect(chooseSession([done, doneLater], { workflow: 'release_v1' })).toBe(doneLater);
    expect(kindOf(() => chooseSession([done], { workflow: 'nope' }))).toBe('SessionNotFound');
  });

  it('is not guessed: the list to choose from is in the refusal', () => {
    expect(() => chooseSession([running, other, done], {})).toThrow('2 sessions are running');
    expect(() => chooseSession([done, doneLater], {})).toThrow('all completed');
    try {
      chooseSession([running, other, done], {});
    } catch (error) {
      expect((error as PraxisError).data.sessions).toEqual([other, running]);
    }
  });

  it('is named in what is proposed only where it has to be, and by enough of its id', () => {
    expect(sessionFlag([running, done], running.sessionId)).toBe('');
    expect(sessionFlag([running, done], done.sessionId)).toBe(' --session cccc0000');
    expect(sessionFlag([running, other], running.sessionId)).toBe(' --session aaaa1111-1');
    expect(shortId([running, done], running.sessionId)).toBe('aaaa1111');
  });
});

describe('arguments', () => {
  const both = { numbers: ['phase', 'task'], pairs: true };

  it('are told apart by their form', () => {
    expect(readArguments(['3f2a91c7', '1', '12', 'a=1', 'b=x=y'], both)).toEqual({
      session: '3f2a91c7',
      numbers: [1, 12],
      pairs: ['a=1', 'b=x=y'],
    });
    expect(readArguments(['1234'], both)).toEqual({ session: '1234', numbers: [], pairs: [] });
    expect(readArguments([], {})).toEqual({ numbers: [], pairs: [] });
  });

  it.each([
    [['foo'], both],
    [['1', '2', '3'], both],
    [['1'], {}],
    [['a=1'], { numbers: ['phase'] }],
    [['aaaa', 'bbbb'], both],
  ])('are refused if they are none of what is allowed: %j', (written, allowed) => {
    expect(kindOf(() => readArguments(written, allowed))).toBe('InvalidParams');
  });
});
