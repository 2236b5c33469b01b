import { beforeEach, describe, expect, it } from 'vitest';
import { defineInput, defineQuery, type Query } from '../../../server/caches/definition.ts';
import { QueryCycleError, QueryEngine } from '../../../server/caches/engine.ts';
import type { EntryEvent } from '../../../server/caches/events.ts';

const text = defineInput<string | undefined>({ name: 'text', retain: false });
const names = defineInput<readonly string[]>({ name: 'names', retain: true });

const length = defineQuery<number>({
  name: 'length',
  cache: 'length',
  compute: (read, key) => read(text, key)?.length ?? -1,
});
const parity = defineQuery<string>({
  name: 'parity',
  cache: 'parity',
  compute: (read, key) => (read(length, key) % 2 === 0 ? 'even' : 'odd'),
});
const total = defineQuery<number>({
  name: 'total',
  cache: 'total',
  compute: (read, key) =>
    read(names, key).reduce((sum, name) => sum + Math.max(0, read(length, name)), 0),
});

let world: Map<string, string>;
let engine: QueryEngine;
let events: EntryEvent[];
let inputs: Set<string>;

function outcomes(): string[] {
  const told = events.map((event) => `${event.outcome} ${event.cache} ${event.key}: ${event.why}`);
  events = [];
  return told;
}

beforeEach(() => {
  world = new Map([
    ['a', 'one'],
    ['b', 'three'],
  ]);
  events = [];
  inputs = new Set();
  engine = new QueryEngine({
    onEvent: (event) => events.push(event),
    onInputAdded: (input, key) => inputs.add(`${input} ${key}`),
    onInputRemoved: (input, key) => inputs.delete(`${input} ${key}`),
  });
  engine.provide(text, {
    observe: (key) => ({
      value: world.get(key),
      fingerprint: String(world.get(key)),
      stamp: world.get(key),
    }),
    holds: (key, stamp) => world.get(key) === stamp,
  });
  engine.provide(names, {
    observe: () => ({
      value: [...world.keys()],
      fingerprint: [...world.keys()].join(),
      stamp: [...world.keys()].join(),
    }),
    holds: (_key, stamp) => stamp === [...world.keys()].join(),
  });
});

describe('a query', () => {
  it('is computed once while nothing changes', () => {
    expect(engine.get(parity, 'a')).toBe('odd');
    expect(engine.get(parity, 'a')).toBe('odd');
    expect(engine.computed).toBe(2);
  });

  it('is computed anew after a change of what it read', () => {
    engine.get(parity, 'a');
    world.set('a', 'four');
    engine.change(text, 'a');
    expect(engine.get(parity, 'a')).toBe('even');
    expect(outcomes()).toEqual(['dropped length a: changed', 'dropped parity a: changed']);
  });

  it('is kept when what changed below it comes out the same (cut-off)', () => {
    engine.get(parity, 'a');
    world.set('a', 'seven');
    engine.change(text, 'a');
    expect(engine.get(parity, 'a')).toBe('odd');
    expect(outcomes()).toEqual(['dropped length a: changed', 'kept parity a: cut-off']);
  });

  it('depends on an absent file: its appearance is a change', () => {
    expect(engine.get(length, 'c')).toBe(-1);
    world.set('c', 'now');
    engine.change(text, 'c');
    expect(engine.get(length, 'c')).toBe(3);
  });

  it('depends on a listing: a new name is a change, a name that went is forgotten', () => {
    expect(engine.get(total, 'folder')).toBe(8);
    world.delete('b');
    engine.change(names, 'folder');
    expect(engine.get(total, 'folder')).toBe(3);
    expect([...inputs]).toEqual(['names folder', 'text a']);
  });

  it('that reads itself is an error, and the engine lives on', () => {
    const loop: Query<number> = defineQuery({
      name: 'loop',
      compute: (read, key) => read(loop, key),
    });
    expect(() => engine.get(loop, 'x')).toThrow(QueryCycleError);
    expect(engine.get(length, 'a')).toBe(3);
  });

  it('whose input changes while it is computed is computed again', () => {
    let once = true;
    const torn = defineQuery<string>({
      name: 'torn',
      compute(read) {
        const before = read(length, 'a');
        if (once) {
          once = false;
          world.set('a', 'changed');
          engine.change(text, 'a');
        }
        return `${before} ${read(text, 'a')}`;
      },
    });
    expect(engine.get(torn, '')).toBe('7 changed');
  });

  it('that throws leaves no half-made value behind', () => {
    let broken = true;
    const fragile = defineQuery<number>({
      name: 'fragile',
      compute(read, key) {
        const value = read(length, key);
        if (broken) throw new RangeError('broken');
        return value;
      },
    });
    expect(() => engine.get(fragile, 'a')).toThrow('broken');
    broken = false;
    expect(engine.get(fragile, 'a')).toBe(3);
  });
});

describe('a bounded cache', () => {
  const bounded = defineQuery<number>({
    name: 'bounded',
    cache: 'bounded',
    bound: { max: 1 },
    compute: (read, key) => read(text, key)?.length ?? -1,
  });
  const user = defineQuery<boolean>({
    name: 'user',
    cache: 'user',
    compute: (read, key) => read(bounded, key) > 0,
  });

  it('lets go of the least recently used value, and who depends on it need not care', () => {
    engine.get(user, 'a');
    engine.get(user, 'b');
    expect(outcomes()).toEqual(['dropped bounded a: evicted']);
    const before = engine.computed;
    expect(engine.get(user, 'a')).toBe(true);
    expect(engine.computed).toBe(before);
  });

  it('still passes on a change of a value that it let go of', () => {
    engine.get(user, 'a');
    engine.get(user, 'b');
    world.set('a', '');
    engine.change(text, 'a');
    expect(engine.get(user, 'a')).toBe(false);
  });
});

describe('a pass that checks', () => {
  it('finds a change that nobody told of', () => {
    engine.get(parity, 'a');
    world.set('a', 'four');
    engine.beginPass(false);
    expect(engine.get(parity, 'a')).toBe('odd');
    engine.beginPass(true);
    expect(engine.get(parity, 'a')).toBe('even');
  });

  it('finds it too when a new query reads an input that is known', () => {
    engine.get(total, 'x');
    const count = defineQuery<number>({
      name: 'count',
      compute: (read, key) => read(names, key).length,
    });
    world.set('c', '');
    engine.beginPass(true);
    expect(engine.get(count, 'x')).toBe(3);
  });
});

describe('a value from a worker', () => {
  const read = { input: 'text', key: 'a', fingerprint: 'one', stamp: 'one' };

  it('is taken when its inputs hold, and depends on them', () => {
    expect(engine.install(length, 'a', 3, [read])).toBe(true);
    expect(engine.computed).toBe(0);
    expect(engine.get(length, 'a')).toBe(3);
    world.set('a', '');
    engine.change(text, 'a');
    expect(engine.get(length, 'a')).toBe(0);
  });

  it('depends on a listing that only the worker has seen', () => {
    const listing = { input: 'names', key: 'folder', fingerprint: 'a,b', stamp: 'a,b' };
    expect(engine.install(total, 'folder', 8, [listing])).toBe(true);
    world.set('c', 'five!');
    engine.change(names, 'folder');
    expect(engine.verified(total, 'folder')).toBeUndefined();
    expect(engine.get(total, 'folder')).toBe(13);
  });

  it('is verified without being computed when what it rests on came out the same', () => {
    engine.install(length, 'a', 3, [read]);
    engine.change(text, 'a');
    expect(engine.verified(length, 'a')).toBe(3);
    expect(engine.computed).toBe(0);
  });

  it('is refused when an input has changed meanwhile', () => {
    world.set('a', 'changed');
    expect(engine.install(length, 'a', 3, [read])).toBe(false);
    expect(engine.get(length, 'a')).toBe(7);
  });
});

describe('invalidate', () => {
  it('drops what it is told to drop, and says so', () => {
    engine.get(parity, 'a');
    engine.get(parity, 'b');
    engine.invalidate((entry) => entry.key === 'a');
    expect(outcomes().toSorted()).toEqual([
      'dropped length a: invalidated',
      'dropped parity a: invalidated',
    ]);
    expect(engine.get(parity, 'a')).toBe('odd');
  });
});

describe('settle', () => {
  it('verifies entries up to a limit and drops the others', () => {
    engine.get(parity, 'a');
    engine.get(parity, 'b');
    world.set('a', 'seven');
    world.set('b', 'eleven');
    engine.change(text, 'a');
    engine.change(text, 'b');
    engine.settle(2);
    expect(outcomes()).toEqual([
      'dropped length a: changed',
      'kept parity a: cut-off',
      'dropped length b: changed',
      'dropped parity b: changed',
    ]);
    expect(engine.get(parity, 'b')).toBe('even');
  });
});
