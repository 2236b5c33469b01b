import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveCandidates, archiveStateFile } from '../../../../server/execution/state/archive.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';
import { failingDisk } from './failing-disk.ts';

describe('what belongs into the archive', () => {
  it('is completed, and 7 days past its end', () => {
    const states = [
      ['old', true, '2026-01-24T12:00:00.000000'],
      ['not 7 days', true, '2026-01-24T12:00:00.001000'],
      ['not completed', false, '2020-01-01T00:00:00.000000'],
      ['no time', true, 'yesterday'],
      ['future', true, '2030-01-01T00:00:00.000000'],
    ].map(([name, isComplete, updatedAt]) => ({
      name,
      isComplete: isComplete === true,
      updatedAt: String(updatedAt),
    }));
    const candidates = archiveCandidates(states, new Date(2026, 0, 31, 12));
    expect(candidates.map(({ name }) => name)).toEqual(['old']);
  });
});

describe('archiving', () => {
  let folder: TemporaryFolder;
  let file: string;
  beforeEach(() => {
    folder = new TemporaryFolder();
    folder.write({ 'a.json': 'one' });
    file = folder.at('a.json');
  });
  afterEach(() => folder[Symbol.dispose]());

  const archived = (): string => readFileSync(folder.at('archive/a.json'), 'utf8');

  it('moves the file', async () => {
    expect(await archiveStateFile(file, 'one')).toEqual({
      kind: 'archived',
      file: folder.at('archive/a.json'),
    });
    expect(archived()).toBe('one');
    expect(existsSync(file)).toBe(false);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('never overwrites', async () => {
    folder.write({ 'archive/a.json': 'older' });
    expect(await archiveStateFile(file, 'one')).toMatchObject({
      kind: 'failed',
      code: 'already-archived',
    });
    expect(archived()).toBe('older');
    expect(readFileSync(file, 'utf8')).toBe('one');
  });

  it('leaves a session alone that went on meanwhile, or is gone', async () => {
    expect(await archiveStateFile(file, 'zero')).toEqual({ kind: 'conflict', found: 'one' });
    expect(readFileSync(file, 'utf8')).toBe('one');
    folder.delete('a.json');
    expect(await archiveStateFile(file, 'one')).toEqual({ kind: 'conflict', found: undefined });
    expect(await archiveStateFile(folder.at('none/a.json'), 'one')).toEqual({
      kind: 'conflict',
      found: undefined,
    });
  });

  it('says in words what the disk refuses', async () => {
    expect(
      await archiveStateFile(file, 'one', failingDisk({ renameSync: 'EACCES' })),
    ).toMatchObject({ kind: 'failed', code: 'EACCES' });
    expect(readFileSync(file, 'utf8')).toBe('one');
  });
});
