import { expect, it } from 'vitest';
import { perObject } from '../../../server/caches/per-object.ts';

it('computes once for each object, equal or not', () => {
  const computed: string[] = [];
  const lengthOf = perObject(({ name }: { readonly name: string }) => {
    computed.push(name);
    return { length: name.length };
  });
  const one = { name: 'one' };
  const other = { name: 'one' };
  expect(lengthOf(one)).toBe(lengthOf(one));
  expect(lengthOf(other)).not.toBe(lengthOf(one));
  expect(computed).toEqual(['one', 'one']);
});

it('computes again what failed', () => {
  let turn = 0;
  const second = perObject((_of: object) => {
    turn += 1;
    if (turn === 1) throw new Error('not yet');
    return { turn };
  });
  const key = {};
  expect(() => second(key)).toThrow('not yet');
  expect(second(key)).toEqual({ turn: 2 });
});
