import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type {
  CompletionItem,
  CompletionList,
  Diagnostic,
  Hover,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  TextEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  CacheStatsResult,
  DidInvalidateParams,
} from '../../server/protocol/cache-requests.ts';
import type { StatusResult } from '../../server/protocol/status-request.ts';
import { clientProfiles } from '../../test/client-capabilities.ts';
import { LspClient, WaitError } from '../../test/lsp-client.ts';
import type { SampleWorkspace } from './sample-workspace.ts';

const SERVER = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** The position encodings that the editor offers; it counts UTF-16 itself. */
export const OFFERED_ENCODINGS = ['utf-8', 'utf-16', 'utf-32'];
/** How long a condition may take to come true, in milliseconds. */
const PATIENCE = 10_000;

/** Diagnostics of a file as they came. */
export interface Published {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Milliseconds from the act to their arrival. */
  readonly after: number;
}

/** What the server did because of one act, as it told it over the wire. */
export interface Effect {
  readonly report: DidInvalidateParams;
  /** How many entries each cache held before the act. */
  readonly held: ReadonlyMap<string, number>;
  readonly published: readonly Published[];
  /** The methods of the notifications that the editor sent for the act. */
  readonly sent: readonly string[];
}

/** The effect of an edit, with the document's text before and after it. */
export interface Edit extends Effect {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** An editor without a screen: documents, and the real server as a child process over stdio. */
export class Editor {
  readonly workspace: SampleWorkspace;
  readonly #documents = new Map<string, TextDocument>();
  #spawnedAt = performance.now();
  #client = spawnServer();

  constructor(workspace: SampleWorkspace) {
    this.workspace = workspace;
  }

  /** The connection to the server that runs, or ran last. */
  get client(): LspClient {
    return this.#client;
  }

  /** When that server was spawned, on the clock of `performance.now()`. */
  get spawnedAt(): number {
    return this.#spawnedAt;
  }

  start(): Promise<InitializeResult> {
    const { capabilities } = clientProfiles.full;
    return this.client.initialize({
      client: { clientInfo: { name: 'praxis-ls demo' }, capabilities },
      roots: [this.workspace.root],
      encodings: OFFERED_ENCODINGS,
    });
  }

  /** Starts another server in place of one that has gone, and opens what is on the screen again. */
  async restart(): Promise<void> {
    this.#spawnedAt = performance.now();
    this.#client = spawnServer();
    await this.start();
    for (const document of this.#documents.values()) {
      this.client.open(document.uri, document.getText());
    }
  }

  /** The files that are open. */
  get openFiles(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** Whether the server process is there. */
  get serverRuns(): boolean {
    try {
      return this.client.pid !== undefined && process.kill(this.client.pid, 0);
    } catch {
      return false;
    }
  }

  /** Opens a file and waits for what the server says of it. */
  async open(file: string): Promise<readonly Diagnostic[]> {
    const published = this.client.nextDiagnostics(this.workspace.uriOf(file));
    this.openUnchecked(file);
    const { diagnostics } = await published;
    return diagnostics;
  }

  /** Opens a file that the server has nothing to say of, such as a plan. */
  openUnchecked(file: string): void {
    const uri = this.workspace.uriOf(file);
    const text = this.workspace.read(file);
    this.#documents.set(file, TextDocument.create(uri, '', 0, text));
    this.client.open(uri, text);
  }

  /** The text on the screen, or on the disk for a file that is not open. */
  textOf(file: string): string {
    return this.#documents.get(file)?.getText() ?? this.workspace.read(file);
  }

  /** The line of an open file that a position is on. */
  lineAt(file: string, { line }: Position): string {
    return this.textOf(file).split('\n')[line] ?? '';
  }

  /** Where `needle` begins, or `offset` characters after that. */
  positionOf(file: string, needle: string, offset = 0): Position {
    return this.#document(file).positionAt(this.#find(file, needle) + offset);
  }

  /** Types: the first `old` becomes `text`; only what differs is sent. */
  replace(file: string, old: string, text: string): Promise<Edit> {
    const [start, end] = differingPart(old, text);
    const document = this.#document(file);
    const from = this.#find(file, old);
    return this.apply(file, {
      range: {
        start: document.positionAt(from + start),
        end: document.positionAt(from + old.length - end),
      },
      newText: text.slice(start, text.length - end),
    });
  }

  /** Types what a text edit says, without saving, and waits until the server has dealt with it. */
  async apply(file: string, { range, newText }: TextEdit): Promise<Edit> {
    const document = this.#document(file);
    const before = document.getText();
    const changes = [{ range, text: newText }];
    const effect = await this.#effectOf(file, () => {
      TextDocument.update(document, changes, document.version + 1);
      this.client.change(document.uri, changes);
    });
    return { ...effect, file, before, after: document.getText() };
  }

  /**
   * Lets something happen to `file` on the disk, says nothing, and waits until the server has found
   * out and has told of `concerned`.
   */
  async behindItsBack(file: string, concerned: string, act: () => void): Promise<Effect> {
    const told = this.client.nextDiagnostics(this.workspace.uriOf(concerned));
    const [effect] = await Promise.all([this.#effectOf(file, act), told]);
    return effect;
  }

  async complete(file: string, position: Position): Promise<readonly CompletionItem[]> {
    const answer = await this.client.request<CompletionItem[] | CompletionList | null>(
      'textDocument/completion',
      this.#at(file, position),
    );
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    return items.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  }

  hover(file: string, position: Position): Promise<Hover | null> {
    return this.client.request<Hover | null>('textDocument/hover', this.#at(file, position));
  }

  status(): Promise<StatusResult> {
    return this.client.request<StatusResult>('praxis/status', {});
  }

  cacheStats(): Promise<CacheStatsResult> {
    return this.client.request<CacheStatsResult>('praxis/cache/stats', {});
  }

  /** Asks again and again until the answer is as wanted. */
  async until<T>(
    what: string,
    ask: () => Promise<T>,
    isWanted: (answer: T) => boolean,
  ): Promise<T> {
    const deadline = performance.now() + PATIENCE;
    while (performance.now() < deadline) {
      const answer = await ask();
      if (isWanted(answer)) return answer;
      await rest(5);
    }
    throw new WaitError(`Waited until ${what}, but ${PATIENCE} ms went by.`);
  }

  /** How many entries each cache holds, by name. */
  async cacheSizes(): Promise<ReadonlyMap<string, number>> {
    const { caches } = await this.cacheStats();
    return new Map(caches.map(({ name, size }) => [name, size]));
  }

  /**
   * Whatever an act calls for has been published when the server tells what it dropped for it
   * (`praxis/cache/didInvalidate`); so that is all there is to wait for.
   */
  async #effectOf(file: string, act: () => void): Promise<Effect> {
    const uri = this.workspace.uriOf(file);
    const held = await this.cacheSizes();
    const settled = this.client.nextNotification<DidInvalidateParams>(
      'praxis/cache/didInvalidate',
      // That a file has come or gone may show in its folder alone.
      ({ uris }) => uris.some((cause) => cause === uri || uri.startsWith(`${cause}/`)),
    );
    const from = this.client.log.length;
    const began = performance.now();
    act();
    const report = await settled;
    const sent = this.client.log
      .slice(from)
      .flatMap(({ direction, message }) =>
        direction === 'sent' && 'method' in message ? [`${message.method}`] : [],
      );
    const published = this.client
      .notifications<PublishDiagnosticsParams>('textDocument/publishDiagnostics')
      .filter(({ at }) => at >= began)
      .map(({ at, params }) => ({
        file: this.workspace.nameOf(params.uri),
        diagnostics: params.diagnostics,
        after: at - began,
      }));
    return { report, held, published, sent };
  }

  #document(file: string): TextDocument {
    const document = this.#documents.get(file);
    if (document === undefined) throw new Error(`${file} is not open.`);
    return document;
  }

  #find(file: string, needle: string): number {
    const offset = this.textOf(file).indexOf(needle);
    if (offset === -1) throw new Error(`${file} does not contain ${JSON.stringify(needle)}.`);
    return offset;
  }

  #at(file: string, position: Position) {
    return { textDocument: { uri: this.workspace.uriOf(file) }, position };
  }
}

function spawnServer(): LspClient {
  // The mode of the caches is to follow from the workspace, whatever is set where the demo runs.
  const env = { ...process.env, AGENT_OS_ENV: undefined };
  return new LspClient([process.execPath, SERVER, '--stdio'], { env });
}

function sortKey({ sortText, label }: CompletionItem): string {
  return sortText ?? label;
}

/** How many characters two texts have in common at their start, and at their end beyond that. */
function differingPart(old: string, text: string): [start: number, end: number] {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  return [start, end];
}
