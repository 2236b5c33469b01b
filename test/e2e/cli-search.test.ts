import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchResult } from '../../server/protocol/search-requests.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { praxis } from './command-line.ts';
import { layUniversal } from './running.ts';

let folder: TemporaryFolder;

beforeAll(() => {
  folder = new TemporaryFolder();
  layUniversal(folder);
  folder.write({ '.praxis-os/config.json': '{}' });
});

afterAll(() => {
  folder[Symbol.dispose]();
});

const search = (...words: string[]) => praxis(['search', ...words], { in: folder.path });

describe('praxis-ls search', () => {
  it('shows passages with their heading path and a place to open', async () => {
    const { code, stdout } = await search('compare two evidence fields with each other');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^universal\/standards\/gates\/cross-field-rules\.md:\d+$/m);
    expect(stdout).toContain(' › ');
  });

  it('answers programs, filtered', async () => {
    const workflow = 'release_checklist_v1';
    const { code, stdout } = await search(
      ...['evidence', '--json', '--kind', 'gate', '--workflow', workflow, '--limit', '2'],
    );
    expect(code).toBe(0);
    const { method, results } = JSON.parse(stdout) as SearchResult;
    expect(method).toBe('both');
    expect(results).toHaveLength(2);
    for (const { kind, workflowType } of results) {
      expect({ kind, workflowType }).toEqual({ kind: 'gate', workflowType: workflow });
    }
  });

  const NOTHING = 'Nothing was found. Ask in other words, or with fewer filters.\n';

  it('is 1 where nothing is found, and says so', async () => {
    expect(await search('evidence', '--phase', '99')).toEqual({
      code: 1,
      stdout: NOTHING,
      stderr: '',
    });
    const { code, stdout } = await search('evidence', '--phase', '99', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ results: [] });
  });

  it('names the workflows there are where one is not there', async () => {
    const { code, stdout, stderr } = await search('evidence', '--workflow', 'none_v1');
    expect({ code, stdout }).toEqual({ code: 1, stdout: NOTHING });
    expect(stderr).toMatch(/^There is no workflow "none_v1" .*release_checklist_v1.*\.\n$/);
  });

  it('says where there is nothing to search', async () => {
    using empty = new TemporaryFolder();
    empty.write({ '.praxis-os/config.json': '{}' });
    const { code, stdout, stderr } = await praxis(['search', 'evidence'], { in: empty.path });
    expect({ code, stdout }).toEqual({ code: 1, stdout: NOTHING });
    expect(stderr).toContain(`There is nothing to search in "${empty.path}"`);
  });

  it.each([
    [[], 'A query is missing.'],
    [['a', '--limit', 'many'], 'It must be a whole number from 1 to 100.'],
    [['a', '--limit', '0'], 'It must be a whole number from 1 to 100.'],
    [['a', '--limit', '101'], 'It must be a whole number from 1 to 100.'],
    [['a', '--kind', 'poem'], 'poem'],
    [['a', '--workspace', 'nowhere'], 'there is no such folder'],
  ])('is 2 for %j: %s', async (words, reason) => {
    const { code, stdout, stderr } = await search(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('is 2 for a query that is no question any more', async () => {
    const { code, stdout, stderr } = await search('a'.repeat(5000));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('The query has 5000 characters, and may have 4096.');
  });

  it.skipIf(process.platform === 'win32')('ends quietly when nobody reads on', async () => {
    const program = `"${process.execPath}" "${process.cwd()}/dist/main.js" search gates | true`;
    const stderr = await new Promise<string>((resolve) => {
      execFile('sh', ['-c', program], { cwd: folder.path }, (_error, _out, err) => resolve(err));
    });
    expect(stderr).toBe('');
  });
});
