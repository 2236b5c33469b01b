import { describe, expect, it } from 'vitest';
import { cacheFolderOf, hubCacheFolder } from '../../../../server/rag/indexing/cache-folder.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';

describe('the folder of the index', () => {
  it('is in the first root that has .praxis-os', () => {
    using folder = new TemporaryFolder();
    folder.write({ 'a/file': '', 'b/.praxis-os/config.json': '{}', 'c/.praxis-os/x': '' });
    const roots = ['a', 'b', 'c'].map((name) => folder.at(name));
    expect(cacheFolderOf(roots)).toBe(folder.at('b/.praxis-os/.cache/praxis-ls'));
  });

  it('is else in the cache folder of the user, one for each set of roots', () => {
    const home = '/home/me';
    const linux = { platform: 'linux', env: {}, home } as const;
    const one = cacheFolderOf(['/nowhere/a'], linux);
    expect(one).toMatch(/^\/home\/me\/\.cache\/praxis-ls\/workspaces\/[0-9a-f]{16}$/);
    expect(cacheFolderOf(['/nowhere/a'], linux)).toBe(one);
    expect(cacheFolderOf(['/nowhere/a', '/nowhere/b'], linux)).not.toBe(one);
    const xdg = { ...linux, env: { XDG_CACHE_HOME: '/big/cache' } };
    expect(hubCacheFolder(xdg)).toBe('/big/cache/praxis-ls/models');
    expect(hubCacheFolder({ ...linux, env: { XDG_CACHE_HOME: 'relative' } })).toBe(
      '/home/me/.cache/praxis-ls/models',
    );
    expect(hubCacheFolder({ ...linux, platform: 'darwin' })).toBe(
      '/home/me/Library/Caches/praxis-ls/models',
    );
    expect(hubCacheFolder({ ...linux, platform: 'win32', env: { LOCALAPPDATA: '/l' } })).toBe(
      '/l/praxis-ls/Cache/models',
    );
  });
});
