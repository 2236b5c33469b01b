import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../../server/rag/make-folder.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

describe('a folder that is made', () => {
  it('is there with all above it, however often it is asked for', () => {
    using folder = new TemporaryFolder();
    for (const _ of [1, 2]) makeFolder(folder.at('a/b/c'));
    expect(statSync(folder.at('a/b/c')).isDirectory()).toBe(true);
  });

  it('may be impossible where a file is in the way: that is said', () => {
    using folder = new TemporaryFolder();
    folder.write({ file: '' });
    expect(() => makeFolder(folder.at('file/a/b'))).toThrow(/ENOTDIR/);
  });

  // Node's own recursive one does not return from there.
  it.runIf(process.platform === 'linux')('may be impossible for the system: that is said', () => {
    expect(() => makeFolder('/proc/nope/a/b')).toThrow(/ENOENT.*\/proc\/nope/);
  });
});
