import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** An editor on this machine. */
export interface FoundEditor {
  /** As it names itself: `NVIM v0.10.4`. */
  readonly version: string;
  readonly command: string;
}

/** Where editors of several versions may lie side by side, in `bin/`. */
export const EDITORS_FOLDER =
  process.env.PRAXIS_EDITORS ?? path.join(homedir(), '.cache', 'praxis-editors');

/** The Neovims in {@link EDITORS_FOLDER}, all of them; if there are none, the one on PATH. */
export function findNeovims(): readonly FoundEditor[] {
  const bin = path.join(EDITORS_FOLDER, 'bin');
  const provided = namesIn(bin)
    .filter((name) => /^nvim(-|$)/.test(name))
    .flatMap((name) => neovimAt(path.join(bin, name)));
  return provided.length > 0 ? provided : neovimAt('nvim');
}

function neovimAt(command: string): FoundEditor[] {
  const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  const [version] = /^NVIM v\S+/.exec(stdout ?? '') ?? [];
  return status === 0 && version !== undefined ? [{ version, command }] : [];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
