import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk, type StateDisk } from '../../../../server/execution/state/state-disk.ts';
import {
  createStateFile,
  deleteStateFile,
  withFolderLock,
  writeStateFile,
} from '../../../../server/execution/state/state-file.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';
import { failingDisk, recordingDisk, systemError } from './failing-disk.ts';

let folder: TemporaryFolder;
let file: string;

beforeEach(() => {
  folder = new TemporaryFolder();
  file = folder.at('state/a.json');
});
afterEach(() => folder[Symbol.dispose]());

const text = (): string => readFileSync(file, 'utf8');
const names = (): string[] => readdirSync(folder.at('state'));

describe('writing a state', () => {
  it('creates it, with the folders above it, and leaves nothing else', async () => {
    file = folder.at('state/deep/er/a.json');
    expect(await createStateFile(file, 'é1')).toEqual({ kind: 'written' });
    expect(text()).toBe('é1');
    expect(readdirSync(folder.at('state/deep/er'))).toEqual(['a.json']);
  });

  it('replaces what the caller knew', async () => {
    folder.write({ 'state/a.json': 'one' });
    expect(await writeStateFile(file, { expected: 'one', text: 'two' })).toEqual({
      kind: 'written',
    });
    expect(text()).toBe('two');
    expect(names()).toEqual(['a.json']);
  });

  it.each([
    ['another text', 'one', 'zero'],
    ['no file', 'one', undefined],
    ['a byte order mark more', '\uFEFFone', 'one'],
  ])('changes nothing where the caller expected %s', async (_, found, expected) => {
    folder.write({ 'state/a.json': found });
    expect(await writeStateFile(file, { expected, text: 'two' })).toEqual({
      kind: 'conflict',
      found,
    });
    expect(text()).toBe(found);
    expect(names()).toEqual(['a.json']);
  });

  it('does not bring back a file that vanished', async () => {
    folder.write({ 'state/b.json': '' });
    expect(await writeStateFile(file, { expected: 'one', text: 'two' })).toEqual({
      kind: 'conflict',
      found: undefined,
    });
    expect(names()).toEqual(['b.json']);
  });

  it('notices what the original engine wrote while the new text was being flushed', async () => {
    folder.write({ 'state/a.json': 'one' });
    const meanwhile: StateDisk = {
      ...nodeDisk,
      fsync: async (descriptor) => {
        writeFileSync(file, 'theirs');
        await nodeDisk.fsync(descriptor);
      },
    };
    expect(await writeStateFile(file, { expected: 'one', text: 'two' }, meanwhile)).toEqual({
      kind: 'conflict',
      found: 'theirs',
    });
    expect(text()).toBe('theirs');
  });

  it('flushes the text before the rename, compares in between, and flushes the folder after', async () => {
    folder.write({ 'state/a.json': 'one' });
    const { disk, calls } = recordingDisk();
    await writeStateFile(file, { expected: 'one', text: 'two' }, disk);
    expect(calls).toEqual(['writeFileSync', 'fsync', 'readFileSync', 'renameSync', 'fsync']);
  });

  it('keeps the permissions of the file', async () => {
    folder.write({ 'state/a.json': 'one' });
    chmodSync(file, 0o640);
    await writeStateFile(file, { expected: 'one', text: 'two' });
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('keeps the order of callers, and loses none of them', async () => {
    let expected: string | undefined;
    const outcomes = Array.from({ length: 40 }, (_, index) => {
      const change = { expected, text: String(index) };
      expected = change.text;
      return writeStateFile(file, change);
    });
    expect(new Set((await Promise.all(outcomes)).map(({ kind }) => kind))).toEqual(
      new Set(['written']),
    );
    expect(text()).toBe('39');
  });

  it('lets one of several writers win that knew the same', async () => {
    folder.write({ 'state/a.json': 'one' });
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        writeStateFile(file, { expected: 'one', text: `new ${index}` }),
      ),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => 'conflict'),
      'written',
    ]);
    expect(outcomes.filter(({ kind }) => kind === 'conflict')).toEqual(
      Array.from({ length: 9 }, () => ({ kind: 'conflict', found: 'new 0' })),
    );
  });

  it('takes a large state', async () => {
    const large = 'x'.repeat(10 * 1024 * 1024);
    expect(await createStateFile(file, large)).toEqual({ kind: 'written' });
    expect(text()).toBe(large);
  });
});

describe('what cannot be written', () => {
  it.each([
    ['openSync', 'EACCES', 'permission is denied'],
    ['writeFileSync', 'ENOSPC', 'the disk is full'],
    ['fsync', 'ENOSPC', 'the disk is full'],
    ['fsync', 'EIO', 'the disk reports an error'],
    ['renameSync', 'EROFS', 'the disk is read-only'],
    ['readFileSync', 'EMFILE', 'too many files are open'],
    ['lstatSync', 'EWHATEVER', 'the system says EWHATEVER'],
  ] as const)(
    'when %s says %s, is said in words, and the old state stays',
    async (call, code, why) => {
      folder.write({ 'state/a.json': 'one' });
      const disk = failingDisk({ [call]: code });
      const outcome = await writeStateFile(file, { expected: 'one', text: 'two' }, disk);
      expect(outcome).toMatchObject({ kind: 'failed', code });
      expect(outcome).toMatchObject({ reason: expect.stringContaining(why) });
      expect(text()).toBe('one');
      expect(names()).toEqual(['a.json']);
      expect(await writeStateFile(file, { expected: 'one', text: 'two' })).toEqual({
        kind: 'written',
      });
    },
  );

  it.each(['EACCES', 'EROFS', 'ENOSPC'])('is a state whose lock %s forbids', async (code) => {
    folder.write({ 'state/a.json': 'one' });
    const disk = failingDisk({ writeFileSync: code }, { forLocks: true });
    const outcome = await writeStateFile(file, { expected: 'one', text: 'two' }, disk);
    expect(outcome).toMatchObject({ kind: 'failed', code });
    expect(names()).toEqual(['a.json']);
  });

  it('is a state below a regular file', async () => {
    folder.write({ state: 'a file' });
    expect(await createStateFile(file, 'one')).toMatchObject({ kind: 'failed', code: 'ENOTDIR' });
    expect(await createStateFile(folder.at('state/x/y/a.json'), 'one')).toMatchObject({
      kind: 'failed',
      code: 'ENOTDIR',
      reason: expect.stringContaining('a file stands where a folder should be'),
    });
  });

  it('is a state in a folder that is read-only', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root writes anywhere');
    mkdirSync(folder.at('state'));
    chmodSync(folder.at('state'), 0o555);
    expect(await createStateFile(file, 'one')).toMatchObject({ kind: 'failed', code: 'EACCES' });
    chmodSync(folder.at('state'), 0o755);
  });

  it('is a symbolic link: neither it nor its target is touched', async () => {
    folder.write({ 'elsewhere.json': 'one', 'state/b.json': '' });
    symlinkSync(folder.at('elsewhere.json'), file);
    for (const outcome of [
      await writeStateFile(file, { expected: 'one', text: 'two' }),
      await createStateFile(file, 'two'),
      await deleteStateFile(file, 'one'),
    ]) {
      expect(outcome).toMatchObject({ kind: 'failed', code: 'not-a-file' });
    }
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(folder.at('elsewhere.json'), 'utf8')).toBe('one');
    expect(names().toSorted()).toEqual(['a.json', 'b.json']);
  });

  it('is a folder', async () => {
    mkdirSync(file, { recursive: true });
    expect(await createStateFile(file, 'one')).toMatchObject({
      kind: 'failed',
      code: 'not-a-file',
    });
  });

  it('is more than can be read again', async () => {
    expect(await createStateFile(file, 'é'.repeat(9 * 1024 * 1024))).toMatchObject({
      kind: 'failed',
      code: 'too-large',
    });
    folder.write({ 'state/a.json': '' });
    truncateSync(file, 17 * 1024 * 1024);
    expect(await writeStateFile(file, { expected: 'one', text: 'two' })).toMatchObject({
      kind: 'failed',
      code: 'too-large',
    });
  });

  it('does not include folders that the system cannot flush', async () => {
    const windows: StateDisk = {
      ...nodeDisk,
      openSync: (at, flags, mode) => {
        if (flags === 'r') throw systemError('EPERM');
        return nodeDisk.openSync(at, flags, mode);
      },
    };
    expect(await createStateFile(file, 'one', windows)).toEqual({ kind: 'written' });
  });
});

describe('a lock', () => {
  it('that was taken over while we wrote stops the write, and is left to its new holder', async () => {
    folder.write({ 'state/a.json': 'one' });
    const lock = folder.at('state/a.json.lock');
    const disk: StateDisk = {
      ...nodeDisk,
      writeFileSync: (descriptor, content, options) => {
        nodeDisk.writeFileSync(descriptor, content, options);
        if (typeof descriptor === 'number') writeFileSync(lock, 'theirs');
      },
    };
    expect(await writeStateFile(file, { expected: 'one', text: 'two' }, disk)).toMatchObject({
      kind: 'failed',
      code: 'busy',
    });
    expect(text()).toBe('one');
    expect(readFileSync(lock, 'utf8')).toBe('theirs');
    expect(names().toSorted()).toEqual(['a.json', 'a.json.lock']);
  });

  it('that another process keeps alive is waited for, five seconds in all', async () => {
    folder.write({ 'state/a.json.lock': 'theirs' });
    const alive = setInterval(() => {
      utimesSync(folder.at('state/a.json.lock'), new Date(), new Date());
    }, 200);
    const began = performance.now();
    const outcomes = await Promise.all([
      createStateFile(file, 'one'),
      createStateFile(file, 'two'),
    ]);
    clearInterval(alive);
    expect(performance.now() - began).toBeLessThan(6_500);
    expect(outcomes).toMatchObject([
      { kind: 'failed', code: 'busy' },
      { kind: 'failed', code: 'busy' },
    ]);
    expect(names()).toEqual(['a.json.lock']);
  });

  it('of a folder lets one action run at a time, in which states can be written', async () => {
    let running = 0;
    const outcomes = await Promise.all(
      [1, 2, 3].map((value) =>
        withFolderLock(folder.at('state'), async () => {
          expect(++running).toBe(1);
          const outcome = await createStateFile(file, 'one');
          running--;
          return [value, outcome.kind];
        }),
      ),
    );
    expect(outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.value : outcome))).toEqual([
      [1, 'written'],
      [2, 'conflict'],
      [3, 'conflict'],
    ]);
    expect(names()).toEqual(['a.json']);
  });

  it('of a folder is released when its action throws', async () => {
    const fails = () => Promise.reject(new Error('no'));
    await expect(withFolderLock(folder.at('state'), fails)).rejects.toThrow('no');
    expect(names()).toEqual([]);
  });
});

describe('deleting a state', () => {
  it('removes what the caller knew, for good', async () => {
    folder.write({ 'state/a.json': 'one' });
    expect(await deleteStateFile(file, 'one')).toEqual({ kind: 'deleted' });
    expect(names()).toEqual([]);
  });

  it('is a conflict when it says something else, or is gone, or never had a folder', async () => {
    folder.write({ 'state/a.json': 'two' });
    expect(await deleteStateFile(file, 'one')).toEqual({ kind: 'conflict', found: 'two' });
    const gone = { kind: 'conflict', found: undefined };
    expect(await deleteStateFile(folder.at('state/b.json'), 'one')).toEqual(gone);
    expect(await deleteStateFile(folder.at('none/b.json'), 'one')).toEqual(gone);
    expect(readdirSync(folder.path)).toEqual(['state']);
  });
});

describe('what killed writers left', () => {
  const minutesAgo = (at: string, minutes: number): void => {
    const past = Date.now() / 1000 - minutes * 60;
    utimesSync(folder.at(at), past, past);
  };

  it('goes with the next write, once it is older than a minute; nothing else does', async () => {
    const old = [
      'state/b.json.123-0badcafe.tmp',
      'state/notes.tmp',
      'state/c.json',
      'state/c.json.unreadable-0badcafe',
    ];
    folder.write(
      Object.fromEntries([...old, 'state/b.json.124-0badcafe.tmp'].map((at) => [at, 'x'])),
    );
    folder.write({ 'state/c.json.lock': '', 'state/d.json.lock': '' });
    for (const at of [...old, 'state/c.json.lock']) minutesAgo(at, 2);
    await createStateFile(file, 'one');
    expect(names().toSorted()).toEqual([
      'a.json',
      'b.json.124-0badcafe.tmp',
      'c.json',
      'c.json.unreadable-0badcafe',
      'd.json.lock',
      'notes.tmp',
    ]);
  });
});
