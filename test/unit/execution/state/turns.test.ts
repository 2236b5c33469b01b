import { setTimeout as rest } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Turns } from '../../../../server/execution/state/turns.ts';

describe('turns', () => {
  it('are taken in order, one at a time for each key', async () => {
    const turns = new Turns();
    const told: string[] = [];
    const action = (name: string, milliseconds: number) => async () => {
      told.push(`${name} begins`);
      await rest(milliseconds);
      told.push(`${name} ends`);
      return name;
    };
    const answers = await Promise.all([
      turns.take('one', action('first', 30)),
      turns.take('one', action('second', 0)),
      turns.take('two', action('other', 0)),
    ]);
    expect(answers).toEqual(['first', 'second', 'other']);
    expect(told.filter((each) => !each.startsWith('other'))).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
    ]);
    expect(told.indexOf('other ends')).toBeLessThan(told.indexOf('first ends'));
  });

  it('go on after one that failed, and only that one rejects', async () => {
    const turns = new Turns();
    const failing = turns.take('one', () => Promise.reject(new Error('It failed.')));
    const next = turns.take('one', async () => 'next');
    await expect(failing).rejects.toThrow('It failed.');
    expect(await next).toBe('next');
  });
});
