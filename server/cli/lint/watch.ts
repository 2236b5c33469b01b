import { Watcher } from '../../workspace/watcher.ts';
import type { Workspace, WorkspaceListener } from '../../workspace/workspace.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Changes come in bursts: they are one when nothing came for so long. */
const QUIET_MILLISECONDS = 100;
/** Clears the screen and what was scrolled out of it, and goes to its top. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

interface Surroundings {
  readonly terminal: Terminal;
  readonly isTerminal: boolean;
  readonly signal?: AbortSignal;
}

/** Folders that are watched once their workspace is there. */
export interface WatchedFolders {
  readonly listener: Omit<WorkspaceListener, 'onUnreadable'>;
  /**
   * Runs `once`, and again after each change.
   *
   * @returns what it returned last, when the signal ends it
   */
  watch(
    workspace: Workspace,
    once: () => Promise<number>,
    surroundings: Surroundings,
  ): Promise<number>;
}

/** Watches what the workspace relies on. The workspace wants its listener first. */
export function watchFolders(): WatchedFolders {
  let workspace: Workspace | undefined;
  let changed = (): void => undefined;
  const watcher = new Watcher({
    onEvents: (paths) => workspace?.touched(paths),
    onWatching: (folder) => void workspace?.recheck(folder),
    onLost: () => workspace?.touchedEverything(),
  });
  return {
    listener: {
      onChange: () => changed(),
      onFolderAdded: (folder) => watcher.add(folder),
      onFolderRemoved: (folder) => watcher.remove(folder),
    },
    async watch(opened, once, { terminal, isTerminal, signal }) {
      workspace = opened;
      // Watching alone does not keep the process alive.
      const alive = setInterval(() => undefined, 2 ** 30);
      let exitCode = 0;
      try {
        while (signal?.aborted !== true) {
          const change = new Promise<void>((resolve) => {
            changed = afterQuiet(resolve);
            signal?.addEventListener('abort', () => resolve(), { once: true });
          });
          if (isTerminal) terminal.out(CLEAR);
          exitCode = await once();
          terminal.out(terminal.colours.dim('Watching for changes. Ctrl+C ends it.'));
          await change;
        }
        return exitCode;
      } finally {
        clearInterval(alive);
        watcher.close();
      }
    },
  };
}

/** Calls `act` once, when nothing has called for a while. */
function afterQuiet(act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, QUIET_MILLISECONDS);
  };
}
