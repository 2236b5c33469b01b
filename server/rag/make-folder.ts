import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../workspace/paths.ts';

/**
 * Makes a folder and those above it, one by one. Throws what the disk says: Node 20's own recursive
 * `mkdir` never returns where the system says of a folder below one that is there that it cannot be
 * found, as it does in `/proc`.
 */
export function makeFolder(folder: FilePath): void {
  if (existsSync(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // Another process may have been faster.
  }
}
