import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { copyAside, rereadUnreadable } from '../../../../server/execution/state/unreadable.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';
import { failingDisk } from './failing-disk.ts';

/** A clock that only sleeping moves. */
function clock() {
  let time = 0;
  return {
    now: () => time,
    async sleep(milliseconds: number) {
      time += milliseconds;
    },
  };
}

describe('a state that cannot be read', () => {
  it('is read again while the original engine writes it', async () => {
    const texts = ['', '{"curr', '{"current_phase": 1}'];
    const reading = await rereadUnreadable(() => texts.shift(), clock());
    expect(reading).toMatchObject({ kind: 'read', text: '{"current_phase": 1}' });
    expect(texts).toEqual([]);
  });

  it('is given up after two seconds, with what is wrong', async () => {
    const time = clock();
    let reads = 0;
    const read = () => {
      reads++;
      return '{"a": }';
    };
    expect(await rereadUnreadable(read, time)).toEqual({
      kind: 'unreadable',
      text: '{"a": }',
      problem: { line: 1, column: 7, message: 'Line 1, column 7: a value is missing.' },
    });
    expect(time.now()).toBe(2000);
    expect(reads).toBeLessThan(50);
  });

  it('may be gone meanwhile', async () => {
    const texts = ['', undefined];
    expect(await rereadUnreadable(() => texts.shift(), clock())).toEqual({ kind: 'gone' });
  });

  it('is copied aside once for each content, and stays', async () => {
    using folder = new TemporaryFolder();
    const file = folder.at('a.json');
    folder.write({ 'a.json': '{' });
    const copy = `${file}.unreadable-60ba4b2d`;
    expect(await copyAside(file, '{')).toEqual({ kind: 'copied', file: copy });
    expect(await copyAside(file, '{')).toEqual({ kind: 'already-copied', file: copy });
    expect(readFileSync(copy, 'utf8')).toBe('{');
    folder.write({ 'a.json': '[' });
    expect(await copyAside(file, '[')).toMatchObject({ kind: 'copied' });
    expect(readFileSync(file, 'utf8')).toBe('[');
    expect(readdirSync(folder.path)).toHaveLength(3);
  });

  it('is copied byte for byte where it is no UTF-8, and from the text where the file went on', async () => {
    using folder = new TemporaryFolder();
    const bytes = new Uint8Array([0x7b, 0xff, 0x22]);
    folder.write({ 'a.json': bytes });
    const first = await copyAside(folder.at('a.json'), '{\uFFFD"');
    expect(first.kind === 'copied' && readFileSync(first.file)).toEqual(Buffer.from(bytes));
    folder.delete('a.json');
    const second = await copyAside(folder.at('a.json'), '{"lost"');
    expect(second.kind === 'copied' && readFileSync(second.file, 'utf8')).toBe('{"lost"');
  });

  it('that cannot be copied is a failure in words, and leaves no half copy', async () => {
    using folder = new TemporaryFolder();
    folder.write({ 'a.json': '{' });
    for (const call of ['writeFileSync', 'renameSync'] as const) {
      const outcome = await copyAside(folder.at('a.json'), '{', failingDisk({ [call]: 'ENOSPC' }));
      expect(outcome).toMatchObject({ kind: 'failed', code: 'ENOSPC' });
    }
    expect(readdirSync(folder.path)).toEqual(['a.json']);
  });
});
