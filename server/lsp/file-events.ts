import path from 'node:path';
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesRegistrationOptions,
  type ProtocolNotificationType,
} from 'vscode-languageserver/node';
import {
  createFilesParams,
  deleteFilesParams,
  didChangeWatchedFilesParams,
  didChangeWorkspaceFoldersParams,
  renameFilesParams,
} from '../protocol/lsp-params.ts';
import { type FilePath, pathOfUri } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import type { Handlers } from './handlers.ts';
import type { Log } from './log.ts';

/**
 * What the client tells of files outside its buffers. An event for a folder stands for all that is
 * in it, and one for a path that never was is harmless: both are the workspace's business.
 */
export function followFileEvents(
  handlers: Handlers,
  workspace: Workspace,
  onRootsChanged: () => void,
): void {
  const touch = (uris: readonly string[]): void => {
    const paths = uris.map(pathOfUri).filter((file): file is FilePath => file !== undefined);
    if (paths.length > 0) workspace.touched(paths);
  };
  handlers.notification(
    'workspace/didChangeWatchedFiles',
    didChangeWatchedFilesParams,
    ({ changes }) => touch(changes.map(({ uri }) => uri)),
  );
  handlers.notification('workspace/didCreateFiles', createFilesParams, ({ files }) =>
    touch(files.map(({ uri }) => uri)),
  );
  handlers.notification('workspace/didDeleteFiles', deleteFilesParams, ({ files }) =>
    touch(files.map(({ uri }) => uri)),
  );
  handlers.notification('workspace/didRenameFiles', renameFilesParams, ({ files }) =>
    touch(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
  );
  handlers.notification(
    'workspace/didChangeWorkspaceFolders',
    didChangeWorkspaceFoldersParams,
    ({ event }) => {
      const removed = new Set(event.removed.map(({ uri }) => pathOfUri(uri)));
      const added = event.added.flatMap(({ uri }) => pathOfUri(uri) ?? []);
      const kept = workspace.roots.value.filter((root) => !removed.has(root));
      workspace.roots.value = [...new Set([...kept, ...added])];
      onRootsChanged();
    },
  );
}

/** Asks for events where the client can be asked. Globs that suit VS Code, Neovim and Helix. */
export async function registerFileEvents(
  connection: Connection,
  client: Client,
  log: Log,
): Promise<void> {
  const { registersConfiguration, registersWatchedFiles } = client;
  await Promise.all([
    registersConfiguration
      ? register(DidChangeConfigurationNotification.type, { section: 'praxis' })
      : undefined,
    registersWatchedFiles
      ? register(DidChangeWatchedFilesNotification.type, watchedFilesOf(client))
      : undefined,
  ]);

  async function register<RO>(
    type: ProtocolNotificationType<unknown, RO>,
    options: RO,
  ): Promise<void> {
    try {
      await connection.client.register(type, options);
    } catch (error) {
      log.warn(`The client offered to register ${type.method}, but did not: ${String(error)}.`);
    }
  }
}

function watchedFilesOf(client: Client): DidChangeWatchedFilesRegistrationOptions {
  const globs =
    // Where a person forces the capability on in Neovim, only the widest glob works.
    client.name === 'Neovim'
      ? ['**/*']
      : [
          '**/metadata.json',
          '**/workflows/**',
          '**/phases/**',
          '**/*.md',
          '**/.praxis-os/**',
          '**/.gitignore',
        ];
  return { watchers: globs.map((globPattern) => ({ globPattern })) };
}

/** The workspace roots of `initialize`: folders, else the older rootUri, rootPath. */
export function rootsOf(params: {
  workspaceFolders?: readonly { uri: string }[] | null;
  rootUri?: string | null;
  rootPath?: string | null;
}): FilePath[] {
  const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? [];
  if (uris.length === 0 && typeof params.rootUri === 'string') uris.push(params.rootUri);
  const roots = uris.flatMap((uri) => pathOfUri(uri) ?? []);
  if (roots.length === 0 && params.rootPath && path.isAbsolute(params.rootPath)) {
    roots.push(path.normalize(params.rootPath));
  }
  return [...new Set(roots)];
}
