import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineQuery } from '../../../server/caches/definition.ts';
import { observeFile, observeFolder, stampHolds } from '../../../server/workspace/disk.ts';
import { content, listing } from '../../../server/workspace/files.ts';
import { Workspace } from '../../../server/workspace/workspace.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder[Symbol.dispose]());

describe('what stands where a file should be', () => {
  it('is text, byte order mark and line ends included', () => {
    folder.write({ a: '\uFEFFone\r\ntwo\rthree\0' });
    expect(observeFile(folder.at('a')).value).toEqual({
      state: 'text',
      text: '\uFEFFone\r\ntwo\rthree\0',
      wellFormed: true,
    });
  });

  it('is told when it is no UTF-8', () => {
    folder.write({ a: new Uint8Array([0x61, 0xff, 0x62]) });
    expect(observeFile(folder.at('a')).value).toEqual({
      state: 'text',
      text: 'a\uFFFDb',
      wellFormed: false,
    });
  });

  it('may be a FIFO: it does not block', () => {
    execFileSync('mkfifo', [folder.at('pipe')]);
    expect(observeFile(folder.at('pipe')).value).toEqual({
      state: 'unreadable',
      reason: 'it is not a regular file',
    });
  });

  it('may be a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(folder.at('socket'), resolve));
    expect(observeFile(folder.at('socket')).value).toMatchObject({ state: 'unreadable' });
    server.close();
  });

  it('may be a folder, or below a file: then there is no file', () => {
    folder.write({ 'a/b': '' });
    expect(observeFile(folder.at('a')).value).toEqual({ state: 'absent' });
    expect(observeFile(folder.at('a/b/c')).value).toEqual({ state: 'absent' });
  });

  it.skipIf(process.getuid?.() === 0)('may be forbidden', () => {
    folder.write({ a: '', 'b/c': '' });
    chmodSync(folder.at('a'), 0);
    chmodSync(folder.at('b'), 0);
    expect(observeFile(folder.at('a')).value).toMatchObject({ reason: 'permission denied' });
    expect(observeFolder(folder.at('b')).value).toMatchObject({ state: 'unreadable' });
    chmodSync(folder.at('b'), 0o700);
  });
});

describe('a stamp', () => {
  it('of a file that was just written never holds: it may be written again in the same tick', () => {
    folder.write({ a: 'one' });
    const { stamp } = observeFile(folder.at('a'));
    expect(stampHolds(folder.at('a'), stamp)).toBe(false);
  });

  it('of what is not there holds until it is', () => {
    const { stamp } = observeFile(folder.at('a'));
    expect(stampHolds(folder.at('a'), stamp)).toBe(true);
    folder.write({ a: '' });
    expect(stampHolds(folder.at('a'), stamp)).toBe(false);
  });
});

describe('buffers over disk', () => {
  const text = defineQuery<string>({
    name: 'text',
    compute(read, file) {
      const found = read(content, file);
      return found.state === 'text' ? found.text : found.state;
    },
  });
  const names = defineQuery<string>({
    name: 'names',
    compute: (read, key) =>
      read(listing, key)
        .entries.map(({ name, kind }) => `${name}:${kind}`)
        .join(' '),
  });

  it('count while they are open', () => {
    folder.write({ a: 'saved' });
    const workspace = new Workspace();
    const a = folder.at('a');
    expect(workspace.caches.ask(text, a)).toBe('saved');
    workspace.setBuffer(a, 'typed');
    expect(workspace.caches.ask(text, a)).toBe('typed');
    workspace.dropBuffer(a);
    expect(workspace.caches.ask(text, a)).toBe('saved');
  });

  it('exist, with their folders, though they were never saved', () => {
    const workspace = new Workspace();
    expect(workspace.caches.ask(names, folder.path)).toBe('');
    workspace.setBuffer(folder.at('new/a'), '');
    expect(workspace.caches.ask(names, folder.path)).toBe('new:folder');
    expect(workspace.caches.ask(names, folder.at('new'))).toBe('a:file');
    workspace.dropBuffer(folder.at('new/a'));
    expect(workspace.caches.ask(names, folder.path)).toBe('');
  });

  it('hear of an event for a folder as one for all that is in it', () => {
    folder.write({ 'a/b/c': 'one' });
    const workspace = new Workspace();
    expect(workspace.caches.ask(text, folder.at('a/b/c'))).toBe('one');
    folder.write({ 'a/b/c': 'two' });
    workspace.touched([folder.at('a')]);
    expect(workspace.caches.ask(text, folder.at('a/b/c'))).toBe('two');
  });

  it('make what a worker saw of their folder on disk not hold here', () => {
    const workspace = new Workspace();
    const { engine } = workspace.caches;
    workspace.setBuffer(folder.at('new/a'), '');
    for (const seen of [folder.path, folder.at('new')]) {
      const { fingerprint, stamp } = observeFolder(seen);
      const read = { input: listing.name, key: seen, fingerprint, stamp };
      expect(engine.install(names, seen, 'of the disk', [read])).toBe(false);
    }
    expect(workspace.caches.ask(names, folder.at('new'))).toBe('a:file');
  });
});
