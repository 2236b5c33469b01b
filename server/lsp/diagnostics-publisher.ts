import { isDeepStrictEqual } from 'node:util';
import type { Connection, Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import { type Diagnostic, diagnosticsOf } from '../diagnostics/diagnostic.ts';
import type { ReportService } from '../diagnostics/report-service.ts';
import type { Settings } from '../protocol/settings.ts';
import { summaryOf } from '../workflow/document.ts';
import { workflowFiles } from '../workflow/workflow-files.ts';
import { type Place, placeOf } from '../workspace/layout.ts';
import { otherDocuments } from '../workspace/other-places.ts';
import { below, type FilePath, uriOfPath } from '../workspace/paths.ts';
import { inSlices } from '../workspace/slices.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Encoder } from './encode.ts';
import type { OpenDocuments } from './open-documents.ts';

/** Changes on disk come in bursts: they are one batch when nothing came for so long … */
const QUIET_MILLISECONDS = 25;
/** … or when the first is so old. */
const PATIENCE_MILLISECONDS = 250;

export interface PublisherOptions {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly documents: OpenDocuments;
  readonly encoder: Encoder;
  readonly reports: ReportService;
  readonly scope: () => Settings['diagnostics']['scope'];
  /** Called when closed workflows are in scope whose reports are to be made anew. */
  readonly onOutdated: () => void;
  /** Takes one line when the diagnostics of a file cannot be computed: a fault of ours. */
  readonly onTrouble: (message: string) => void;
  /** Called when the answers that a change calls for have been computed. */
  readonly onSettled: () => void;
}

/** What a client was told of a file last. */
interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
  /** As sent; undefined when the client has opened the file since. */
  readonly sent: readonly LspDiagnostic[] | undefined;
}

/**
 * Publishes diagnostics: at once after an edit, after a moment of quiet when the disk changed; the
 * edited file first, and of the others only what became different. Work for the older of two edits
 * is given up when the newer comes.
 */
export class DiagnosticsPublisher {
  readonly #options: PublisherOptions;
  readonly #published = new Map<FilePath, Published>();
  /** Files whose diagnostics the caches keep for us. */
  readonly #asked = new Set<FilePath>();
  readonly #edited = new Set<FilePath>();
  #generation = 0;
  #next: NodeJS.Immediate | undefined;
  #waiting: NodeJS.Timeout | undefined;
  #waitingSince = 0;
  #closed = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /** The author typed, opened or closed something: to be published as soon as it is handled. */
  edited(paths: readonly FilePath[]): void {
    for (const file of paths) this.#edited.add(file);
    this.#soon();
  }

  /** Something changed on disk, or in the settings. */
  disturbed(): void {
    const now = performance.now();
    if (this.#waiting === undefined) this.#waitingSince = now;
    clearTimeout(this.#waiting);
    const patience = this.#waitingSince + PATIENCE_MILLISECONDS - now;
    this.#waiting = setTimeout(
      () => this.#soon(),
      Math.max(0, Math.min(QUIET_MILLISECONDS, patience)),
    );
  }

  /** The client has just opened this file: it is told what is known even if that is nothing. */
  opened(file: FilePath): void {
    const before = this.#published.get(file);
    if (before !== undefined) this.#published.set(file, { ...before, sent: undefined });
  }

  close(): void {
    this.#closed = true;
    this.#generation++;
    clearImmediate(this.#next);
    clearTimeout(this.#waiting);
  }

  #soon(): void {
    if (this.#closed) return;
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#next ??= setImmediate(() => {
      this.#next = undefined;
      void this.#run(++this.#generation);
    });
  }

  async #run(generation: number): Promise<void> {
    const { caches } = this.#options.workspace;
    const finished = await inSlices(this.#publishAll(), {
      begin: () => caches.beginPass(),
      isCancelled: () => generation !== this.#generation,
    });
    if (finished) this.#options.onSettled();
  }

  *#publishAll(): Generator<void, true> {
    const inScope = this.#filesInScope();
    const edited = [...this.#edited].filter((file) => inScope.has(file));
    // Metadata and gates are answered for without the task files.
    yield* this.#readAhead([...inScope].filter((file) => this.#kindOf(file) !== 'task'));
    for (const file of edited) {
      const kind = this.#kindOf(file);
      if (kind === 'metadata' || kind === 'gate') this.#answer(file);
      yield;
    }
    yield* this.#readAhead([...inScope]);
    for (const file of new Set([...edited, ...inScope])) {
      this.#answer(file);
      yield;
    }
    this.#edited.clear();
    const unsettled: FilePath[] = [];
    for (const { folder, report } of this.#closedWorkflows()) {
      if (report === undefined && !this.#options.reports.isOpen(folder)) unsettled.push(folder);
      for (const { file, diagnostics } of report?.documents ?? []) {
        if (inScope.has(file)) continue;
        inScope.add(file);
        this.#publish(file, diagnostics);
      }
      yield;
    }
    for (const file of this.#closedDocuments()) {
      if (inScope.has(file)) continue;
      inScope.add(file);
      this.#answerUnlessKnown(file);
      yield;
    }
    for (const file of this.#published.keys()) {
      if (inScope.has(file) || unsettled.some((folder) => below(folder, file))) continue;
      const unread = this.#unreadWorkflowOf(file);
      if (unread !== undefined) {
        unsettled.push(unread);
        continue;
      }
      this.#publish(file, []);
      this.#published.delete(file);
    }
    for (const file of this.#asked) {
      if (inScope.has(file)) continue;
      this.#asked.delete(file);
      this.#options.workspace.caches.engine.forget(diagnosticsOf, file);
    }
    if (unsettled.length > 0) this.#options.onOutdated();
    return true;
  }

  /** Reads what nobody has read yet, a file at a time: together it would hold the thread too long. */
  *#readAhead(files: readonly FilePath[]): Generator<void> {
    const { caches } = this.#options.workspace;
    for (const file of files) {
      if (caches.engine.peek(summaryOf, file) !== undefined) continue;
      caches.warm(summaryOf, file);
      yield;
    }
  }

  #kindOf(file: FilePath): Place['role']['kind'] | undefined {
    return this.#options.workspace.caches.ask(placeOf, file)?.role.kind;
  }

  #answer(file: FilePath): void {
    this.#asked.add(file);
    this.#edited.delete(file);
    this.#publish(file, this.#diagnosticsOf(file));
  }

  /** Of a closed file what was found counts until something is heard to have changed. */
  #answerUnlessKnown(file: FilePath): void {
    const known = this.#options.workspace.caches.engine.peek(diagnosticsOf, file);
    if (known === undefined) this.#answer(file);
    else this.#publish(file, known);
  }

  /** Open files, then the other files of the workflows that have one, as far as the scope goes. */
  #filesInScope(): Set<FilePath> {
    const { workspace, documents, scope } = this.#options;
    const open = documents.paths.flatMap((file) => {
      const place = workspace.caches.ask(placeOf, file);
      return place === undefined ? [] : [{ file, workflow: place.workflow }];
    });
    const files = new Set(open.map(({ file }) => file));
    if (scope() !== 'open') {
      for (const { workflow } of open) {
        if (workflow === undefined) continue;
        for (const file of workspace.caches.ask(workflowFiles, workflow)) files.add(file);
      }
    }
    return files;
  }

  /** The workflows that are known by their reports, if the scope is the whole workspace. */
  #closedWorkflows(): ReturnType<ReportService['known']> | readonly [] {
    return this.#options.scope() === 'workspace' ? this.#options.reports.known() : [];
  }

  /** The documents that belong to no workflow, if the scope is the whole workspace. */
  #closedDocuments(): readonly FilePath[] {
    const { workspace, scope } = this.#options;
    if (scope() !== 'workspace') return [];
    return workspace.roots.value.flatMap((root) => workspace.caches.ask(otherDocuments, root));
  }

  /** The workflow of a file that was just closed, if it is in scope and nobody reported on it yet. */
  #unreadWorkflowOf(file: FilePath): FilePath | undefined {
    const { workspace, reports, scope } = this.#options;
    // With caches off no report outlives the scan, and nobody would ever be done.
    if (scope() !== 'workspace' || workspace.caches.policy.mode === 'off') return undefined;
    const workflow = workspace.caches.ask(placeOf, file)?.workflow;
    return workflow === undefined || reports.peek(workflow) !== undefined ? undefined : workflow;
  }

  /** A rule that fails on one file leaves its diagnostics as they were, and those of others alone. */
  #diagnosticsOf(file: FilePath): readonly Diagnostic[] {
    try {
      return this.#options.workspace.caches.ask(diagnosticsOf, file);
    } catch (error) {
      const reason = error instanceof Error ? error.stack : String(error);
      this.#options.onTrouble(`The diagnostics of ${file} could not be computed: ${reason}`);
      return this.#published.get(file)?.diagnostics ?? [];
    }
  }

  #publish(file: FilePath, diagnostics: readonly Diagnostic[]): void {
    const { connection, documents, encoder } = this.#options;
    const before = this.#published.get(file);
    const open = documents.at(file);
    const uri = open?.uri ?? uriOfPath(file);
    if (before === undefined && diagnostics.length === 0 && open === undefined) return;
    const isSame = before?.diagnostics === diagnostics && before.uri === uri;
    // In other encodings a range can move on the wire while it stays where it is here.
    if (isSame && before.sent !== undefined && encoder.isUtf16) return;
    const sent = diagnostics.map((each) => encoder.diagnostic(file, each));
    this.#published.set(file, { uri, diagnostics, sent });
    if (before?.uri === uri && isDeepStrictEqual(before.sent, sent)) return;
    // A client that spells the file in another way may hold what it was told under both names.
    if (before !== undefined && before.uri !== uri && before.diagnostics.length > 0) {
      void connection.sendDiagnostics({ uri: before.uri, diagnostics: [] });
    }
    void connection.sendDiagnostics({
      uri,
      ...(open === undefined ? {} : { version: open.version }),
      diagnostics: sent,
    });
  }
}
