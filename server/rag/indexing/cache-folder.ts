import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { FilePath } from '../../workspace/paths.ts';

/** What of the surroundings decides where caches are; given in tests. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: FilePath;
}

const HERE: Surroundings = { platform: process.platform, env: process.env, home: homedir() };

/**
 * Where the index of a workspace is kept: in the first root that has `.praxis-os`, beside what else
 * is installed there; else in the user's cache folder, under a name made of the roots.
 */
export function cacheFolderOf(roots: readonly FilePath[], surroundings = HERE): FilePath {
  const installed = roots.find((root) => isFolder(path.join(root, '.praxis-os')));
  if (installed !== undefined) return path.join(installed, '.praxis-os', '.cache', 'praxis-ls');
  const name = hash('sha256', JSON.stringify(roots)).slice(0, 16);
  return path.join(userCache(surroundings), 'workspaces', name);
}

/** Where models from the hub are kept. */
export function hubCacheFolder(surroundings = HERE): FilePath {
  return path.join(userCache(surroundings), 'models');
}

function userCache({ platform, env, home }: Surroundings): FilePath {
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'praxis-ls');
  if (platform === 'win32') {
    return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'praxis-ls', 'Cache');
  }
  // By the XDG specification a path that is not absolute does not count.
  const xdg = env.XDG_CACHE_HOME ?? '';
  return path.join(path.isAbsolute(xdg) ? xdg : path.join(home, '.cache'), 'praxis-ls');
}

function isFolder(file: FilePath): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
