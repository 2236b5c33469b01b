import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Watcher } from '../../../server/workspace/watcher.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

let folder: TemporaryFolder;
let watcher: Watcher;
let seen: Set<string>;
let watching: Set<string>;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({ 'a/one': '', 'b/two': '' });
  seen = new Set();
  watching = new Set();
  watcher = new Watcher({
    onEvents: (paths) => {
      for (const file of paths) seen.add(path.relative(folder.path, file));
    },
    onWatching: (each) => watching.add(path.relative(folder.path, each)),
    onLost: (reason) => expect.fail(reason),
  });
});

afterEach(() => {
  watcher.close();
  folder[Symbol.dispose]();
});

async function watch(...folders: string[]): Promise<void> {
  for (const each of folders) watcher.add(folder.at(each));
  await vi.waitFor(() => expect([...watching]).toEqual(expect.arrayContaining(folders)));
}

describe('the watcher', () => {
  it('tells of changes in the folders it was given, and of no others', async () => {
    await watch('a');
    folder.write({ 'b/two': 'unseen', 'a/one': 'seen' });
    await vi.waitFor(() => expect(seen).toContain('a/one'));
    expect([...seen].filter((file) => file.startsWith('b'))).toEqual([]);
  });

  it('goes on watching a folder that is deleted and made again', async () => {
    await watch('', 'a');
    folder.delete('a');
    await vi.waitFor(() => expect(seen).toContain('a'));
    watching.clear();
    mkdirSync(folder.at('a'));
    await vi.waitFor(() => expect(watching).toContain('a'));
    seen.clear();
    folder.write({ 'a/again': '' });
    await vi.waitFor(() => expect(seen).toContain('a/again'));
  });

  it('watches what has taken the place of a folder that was moved', async () => {
    await watch('', 'a');
    renameSync(folder.at('a'), folder.at('away'));
    await vi.waitFor(() => expect(seen).toContain('away'));
    watching.clear();
    renameSync(folder.at('b'), folder.at('a'));
    await vi.waitFor(() => expect(watching).toContain('a'));
    seen.clear();
    folder.write({ 'a/two': 'changed' });
    await vi.waitFor(() => expect(seen).toContain('a/two'));
  });

  it('forgets a folder that nobody relies on any more', async () => {
    await watch('a', 'b');
    watcher.remove(folder.at('a'));
    expect(watcher.state).toEqual({ state: 'watching', folders: 1 });
  });
});
