import type { Scanner } from '../diagnostics/scanner.ts';
import { noParams, type StatusResult } from '../protocol/status-request.ts';
import { indexStatus } from '../rag/search-view.ts';
import { uriOfPath } from '../workspace/paths.ts';
import type { Watcher } from '../workspace/watcher.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import type { Commands } from './commands.ts';
import type { Configuration } from './configuration.ts';
import type { Retrieval } from './retrieval.ts';

export interface StatusSources {
  readonly version: string;
  readonly client: Client;
  readonly workspace: Workspace;
  readonly watcher: Watcher;
  readonly scanner: Scanner;
  readonly configuration: Configuration;
  readonly retrieval: Retrieval;
}

/** Serves `praxis/status`: all that a bug report needs, in one answer. */
export function serveStatus(commands: Commands, sources: StatusSources): void {
  const { version, client, workspace, watcher, scanner, configuration, retrieval } = sources;
  commands.serve(
    'praxis/status',
    noParams,
    (): StatusResult => ({
      version,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      client: { name: client.name, version: client.version },
      roots: workspace.roots.value.map(uriOfPath),
      encoding: client.encoding,
      diagnostics: { channel: 'push', scope: configuration.settings.diagnostics.scope },
      watcher: watcher.state,
      cache: workspace.caches.policy,
      scan: scanner.state,
      index: indexStatus(retrieval.status),
      unreadable: [...workspace.unreadable].map(([file, reason]) => ({
        uri: uriOfPath(file),
        reason,
      })),
      configurationErrors: configuration.problems,
    }),
    ({ cache, scan, watcher: watching }) =>
      `praxis-ls ${version}: ${scan.workflows} workflows, caches in ${cache.mode} mode (${cache.reason}), watching ${watching.folders} folders`,
  );
}
