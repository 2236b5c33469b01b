import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { MessageReader, MessageWriter } from 'vscode-jsonrpc';
import {
  type Connection,
  type InitializeParams,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import { Cell } from './caches/cell.ts';
import { choosePolicy } from './caches/policy.ts';
import { blockersIn } from './diagnostics/diagnostic.ts';
import { provideDiagnosticInputs } from './diagnostics/inputs.ts';
import { ReportService } from './diagnostics/report-service.ts';
import { Scanner } from './diagnostics/scanner.ts';
import { dynamicContent } from './execution/dynamic-content.ts';
import { session } from './execution/session.ts';
import { Sessions } from './execution/sessions.ts';
import { didInvalidateOf } from './lsp/cache-entries.ts';
import { serveCaches } from './lsp/cache-requests.ts';
import type { Client } from './lsp/client.ts';
import { Commands } from './lsp/commands.ts';
import { serveCompletion } from './lsp/completion.ts';
import { Configuration, followConfiguration } from './lsp/configuration.ts';
import { DiagnosticsPublisher } from './lsp/diagnostics-publisher.ts';
import { followDocuments } from './lsp/documents.ts';
import { Encoder } from './lsp/encode.ts';
import { followFileEvents, registerFileEvents, rootsOf } from './lsp/file-events.ts';
import { serveGates } from './lsp/gate-requests.ts';
import { Handlers } from './lsp/handlers.ts';
import { serveHover } from './lsp/hover.ts';
import { IndexLog } from './lsp/index-log.ts';
import { Log } from './lsp/log.ts';
import { OpenDocuments } from './lsp/open-documents.ts';
import { Places } from './lsp/places.ts';
import { WorkProgress } from './lsp/progress.ts';
import { Retrieval } from './lsp/retrieval.ts';
import { serveSearch } from './lsp/search-requests.ts';
import { serveSessions } from './lsp/session-requests.ts';
import { SessionWatch } from './lsp/session-watch.ts';
import { serveStatus } from './lsp/status-request.ts';
import { WorkflowLocator } from './lsp/workflow-locator.ts';
import { serveWorkflows } from './lsp/workflow-requests.ts';
import { searchesTasks } from './rag/indexed-files.ts';
import { IndexService } from './rag/indexing/index-service.ts';
import { startWorkerProcess } from './rag/indexing/worker-process.ts';
import { indexGeneration, searchAnswers } from './rag/search-answers.ts';
import { indexStatus } from './rag/search-view.ts';
import { document } from './workflow/document.ts';
import { checkpoint, metadata, workflowSnapshot } from './workflow/snapshot.ts';
import { DEEPEST_SEARCH, searchDepth } from './workspace/discovery.ts';
import { workflowOf } from './workspace/layout.ts';
import { type FilePath, uriOfPath } from './workspace/paths.ts';
import { projectConfig } from './workspace/project-config.ts';
import { Sweeper } from './workspace/sweeper.ts';
import { Watcher } from './workspace/watcher.ts';
import { Workspace } from './workspace/workspace.ts';

export interface ServerOptions {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly version: string;
  /** Where the package is installed: its documentation pages are beside the bundle. */
  readonly packageFolder: URL;
  readonly startReportWorker: () => Worker;
  /** The bundle of the process that indexes. */
  readonly indexWorker: FilePath;
}

/** Builds the parts of the server for this client, and binds them to the connection. */
export function assemble(
  connection: Connection,
  params: InitializeParams,
  client: Client,
  options: ServerOptions,
): void {
  const log = new Log(connection);

  const workspace: Workspace = new Workspace({
    onTouched: (paths) => retrieval.touched(paths),
    onChange(paths, origin) {
      if (origin === 'editor') {
        retrieval.edited(paths);
        publisher.edited(paths);
        return;
      }
      publisher.disturbed();
      scanner.disturbed();
    },
    onFolderAdded: (folder) => watcher.add(folder),
    onFolderRemoved: (folder) => watcher.remove(folder),
    onUnreadable: (file, reason) => log.warn(`${file} cannot be read: ${reason}.`),
  });
  const { caches } = workspace;
  caches.declare([
    { name: 'document', query: document },
    { name: 'metadata', query: metadata },
    { name: 'checkpoint', query: checkpoint },
    { name: 'workflow', query: workflowSnapshot },
    { name: 'session', query: session },
    { name: 'dynamic', query: dynamicContent },
    { name: 'query', query: searchAnswers },
  ]);
  const { severities, drift } = provideDiagnosticInputs(caches.engine);
  const depth = new Cell(caches.engine, searchDepth, DEEPEST_SEARCH);
  const withTasks = new Cell(caches.engine, searchesTasks, false);
  const documents = new OpenDocuments(workspace, client.encoding);
  const uriOf = (file: FilePath): string => documents.at(file)?.uri ?? uriOfPath(file);
  const workflowKnownOf = (file: FilePath) => caches.engine.peek(workflowOf, file);
  const encoder = new Encoder(workspace, client, options.packageFolder, uriOf);

  const configuration = new Configuration((settings, newProblems) => {
    log.level = settings.log.level;
    workspace.ignoreGlobs.value = settings.ignore;
    withTasks.value = settings.retrieval.tasks;
    retrieval.settled();
    const { rules, syntax } = settings.diagnostics;
    const leavesJson = syntax === 'never' || (syntax === 'auto' && client.hasOwnJsonServer);
    severities.value = {
      ...(leavesJson ? { 'json/*': 'off' } : {}),
      ...(syntax === 'never' ? { 'yaml/*': 'off' } : {}),
      ...rules,
    };
    for (const message of newProblems) {
      // The library's own is a request, which some editors make a prompt of.
      void connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message,
      });
    }
    choosePolicyNow();
    publisher.disturbed();
  });

  function choosePolicyNow(): void {
    const roots = workspace.roots.value;
    caches.policy = choosePolicy({
      setting: configuration.settings.cache.mode,
      environment: process.env.AGENT_OS_ENV,
      developmentMode: roots
        .map((root) => caches.ask(projectConfig, root).developmentMode)
        .find((mode) => mode !== undefined),
      hasGit: roots.some((root) => workspace.has(path.join(root, '.git'))),
    });
  }

  const watcher = new Watcher({
    onEvents: (paths) => workspace.touched(paths),
    onWatching: (folder) => workspace.recheck(folder),
    onLost(reason) {
      log.warn(`Watching files: ${reason}. Everything is compared with the disk.`);
      caches.watcherLives = watcher.state.state === 'watching';
      workspace.touchedEverything();
    },
  });
  const reports = new ReportService({
    workspace,
    startWorker: options.startReportWorker,
    context: () => ({
      roots: workspace.roots.value,
      ignoreGlobs: workspace.ignoreGlobs.value,
      severities: severities.value,
    }),
    onTrouble: (message) => log.error(message),
  });
  const progress = new WorkProgress(connection, client, {
    token: 'praxis/scan',
    title: 'Reading workflows',
  });
  const scanner = new Scanner({
    workspace,
    reports,
    searchDepth: depth,
    onProgress(state) {
      const { workflows, read } = state;
      progress.update({ isDone: state.state === 'done', done: read, total: workflows });
      if (state.state === 'done' && configuration.settings.diagnostics.scope === 'workspace') {
        publisher.disturbed();
      }
    },
  });
  const sweeper = new Sweeper(
    workspace,
    () => caches.policy.mode === 'development',
    () => {
      publisher.disturbed();
      scanner.disturbed();
    },
  );
  const publisher = new DiagnosticsPublisher({
    connection,
    workspace,
    documents,
    encoder,
    reports,
    scope: () => configuration.settings.diagnostics.scope,
    onOutdated: () => scanner.disturbed(),
    onTrouble: (message) => log.error(message),
    onSettled() {
      choosePolicyNow();
      sessionWatch.lookSoon();
      retrieval.settled();
      const told = didInvalidateOf(caches.takeReport(), uriOf, workflowKnownOf);
      if (told !== undefined) {
        void connection.sendNotification('praxis/cache/didInvalidate', told);
      }
    },
  });

  const handlers = new Handlers(connection, caches, log);
  const locator = new WorkflowLocator(workspace, scanner.explored);
  let touchedLast: FilePath | undefined;
  const commands = new Commands(connection, handlers, client, {
    touchedLast() {
      const file = touchedLast;
      const workflow = file === undefined ? undefined : caches.ask(workflowOf, file);
      return file === undefined || workflow === undefined ? undefined : { file, workflow };
    },
    allWorkflows: () => locator.all(),
  });
  const sessions = new Sessions({
    workspace,
    blockersIn: (file) => caches.ask(blockersIn, file),
    uriOf,
    isTrusted: () => configuration.settings.trusted,
    onChange(change) {
      sessionWatch.told(change);
      void connection.sendNotification('praxis/session/didChange', change);
    },
    onTrouble: (message) => log.warn(message),
  });
  const sessionWatch = new SessionWatch({
    workspace,
    drift,
    tell: (change) => void connection.sendNotification('praxis/session/didChange', change),
    onDrift: () => publisher.disturbed(),
  });
  const indexLog = new IndexLog((message) => log.warn(message));
  const indexService = new IndexService({
    startWorker: (listener) => startWorkerProcess(options.indexWorker, listener),
    onNotice: (message) => indexLog.tell(message),
    onOutput: (text) => log.debug(text.trimEnd()),
  });
  const indexProgress = new WorkProgress(connection, client, {
    token: 'praxis/index',
    title: 'Indexing standards',
  });
  indexService.onChange((status) => {
    const { state, embedded, chunks } = status;
    indexLog.take(status);
    indexProgress.update({ isDone: state !== 'building', done: embedded, total: chunks });
    void connection.sendNotification('praxis/index/didChange', indexStatus(status));
  });
  const retrieval: Retrieval = new Retrieval({
    workspace,
    service: indexService,
    generation: new Cell(caches.engine, indexGeneration, 0),
    settings: () => configuration.settings.retrieval,
    explored: scanner.explored,
    looksItself: () => caches.policy.mode !== 'production',
  });
  const places = new Places(workspace, client.encoding);
  followDocuments(
    handlers,
    documents,
    workspace,
    {
      onOpened: (file) => publisher.opened(file),
      onTouched: (file) => {
        touchedLast = file;
      },
    },
    log,
  );
  followFileEvents(handlers, workspace, () => {
    choosePolicyNow();
    publisher.disturbed();
    scanner.start();
  });
  const { pull } = followConfiguration(connection, handlers, client, configuration, log);
  serveCompletion(handlers, places, encoder, client);
  serveHover(handlers, places, encoder, client, workspace, retrieval);
  serveSearch(commands, retrieval, encoder, workspace, () => withTasks.value);
  serveWorkflows(commands, workspace, reports, locator, encoder);
  serveSessions(commands, sessions, locator);
  serveGates(commands, workspace, locator, uriOf);
  serveCaches(commands, workspace, workflowKnownOf, () => publisher.disturbed());
  serveStatus(commands, {
    version: options.version,
    client,
    workspace,
    watcher,
    scanner,
    configuration,
    retrieval,
  });

  connection.onInitialized(async () => {
    scanner.start();
    sweeper.start();
    await Promise.all([pull(), registerFileEvents(connection, client, log)]);
  });
  connection.onShutdown(async () => {
    publisher.close();
    sessionWatch.close();
    scanner.close();
    sweeper.close();
    watcher.close();
    await Promise.all([reports.close(), retrieval.close()]);
  });

  workspace.roots.value = rootsOf(params);
  configuration.take(params.initializationOptions);
}
