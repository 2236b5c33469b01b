import { afterEach, beforeEach, expect, it } from 'vitest';
import { workspaceFolder } from '../../../server/cli/workspace-folder.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder[Symbol.dispose]());

it('is the nearest one around the current folder that looks like a workspace', () => {
  folder.write({
    'project/.git/HEAD': '',
    'project/universal/workflows/a_v1/metadata.json': '{}',
    'project/src/workflows/engine.ts': '',
    'project/tools/workflows/b_v1/metadata.json': '{}',
    'project/tools/deep/down/x': '',
  });
  const at = (relative: string) => workspaceFolder(undefined, folder.at(relative));
  expect(at('project')).toBe(folder.at('project'));
  // `universal/` holds workflows/, and is itself a place in a workspace.
  expect(at('project/universal/workflows/a_v1')).toBe(folder.at('project'));
  // Code may stand in a folder called workflows/.
  expect(at('project/src/workflows')).toBe(folder.at('project'));
  expect(at('project/tools/deep/down')).toBe(folder.at('project/tools'));
});

it('is the one that is named, if it is there', () => {
  folder.write({ 'a/b/x': '' });
  expect(workspaceFolder('b', folder.at('a'))).toBe(folder.at('a/b'));
  expect(() => workspaceFolder('nowhere', folder.at('a'))).toThrow('there is no such folder');
  expect(() => workspaceFolder('b/x', folder.at('a'))).toThrow('there is no such folder');
});
