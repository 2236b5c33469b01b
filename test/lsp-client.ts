import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CancellationToken,
  createMessageConnection,
  ErrorCodes,
  Message,
  type MessageConnection,
  type NotificationMessage,
  type RequestMessage,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ConfigurationParams,
  InitializeParams,
  InitializeResult,
  MessageActionItem,
  PublishDiagnosticsParams,
  Registration,
  RegistrationParams,
  TextDocumentContentChangeEvent,
  UnregistrationParams,
} from 'vscode-languageserver-protocol';
import { type ClientProfile, clientProfiles } from './client-capabilities.ts';

/** A message as it crossed the wire. */
export interface LoggedMessage {
  readonly direction: 'sent' | 'received';
  /** Milliseconds on the clock of `performance.now()`. */
  readonly at: number;
  readonly message: Message;
}

/** A notification from the server, and when it came. */
export interface LoggedNotification<P = unknown> {
  readonly at: number;
  readonly method: string;
  readonly params: P;
}

export interface LaunchOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** How long to wait for anything before giving up, in milliseconds; 10,000 if not given. */
  readonly timeoutMs?: number;
}

export interface InitializeOptions {
  /** `full` if not given. */
  readonly client?: keyof typeof clientProfiles | ClientProfile;
  /** Paths of the workspace folders; none if not given. */
  readonly roots?: readonly string[];
  readonly initializationOptions?: unknown;
  /** The position encodings to offer, in place of the profile's. */
  readonly encodings?: readonly string[];
  /** This process if not given. */
  readonly processId?: number | null;
}

/** Something that was waited for did not come. */
export class WaitError extends Error {
  override readonly name = 'WaitError';
}

interface Waiter {
  /** Looks at a message, and returns whether it was the one. */
  readonly sees: (message: Message) => boolean;
  readonly fail: (why: string) => void;
}

type Answer = (params: never) => unknown;

/**
 * A language client that drives a real server process over stdio, as an editor does, and remembers
 * all that was said. Calls that send return at once; calls that wait give up with a `WaitError` that
 * tells what was awaited and what came instead.
 */
export class LspClient {
  /** Every message, both ways, in order. */
  readonly log: LoggedMessage[] = [];
  /** What the server registered dynamically and did not take back. */
  readonly registrations = new Map<string, Registration>();
  /** What `workspace/configuration` is answered from: sections are looked up by dotted path. */
  configuration: Readonly<Record<string, unknown>> = {};
  /** Chooses one of the actions of a `window/showMessageRequest`; null is dismissing it. */
  chooseAction: (actions: readonly MessageActionItem[]) => MessageActionItem | null = () => null;
  /** How requests of the server are answered, by method; others get MethodNotFound. */
  readonly answers: Map<string, Answer> = this.#defaultAnswers();

  readonly #child: ChildProcessWithoutNullStreams;
  readonly #connection: MessageConnection;
  /** Resolves when the process has ended and its output is read. */
  readonly #ended: Promise<void>;
  readonly #timeoutMs: number;
  readonly #waiters = new Set<Waiter>();
  readonly #diagnostics = new Map<string, PublishDiagnosticsParams>();
  readonly #versions = new Map<string, number>();
  #stderr = '';
  #roots: readonly string[] = [];

  /** @param command a program and its arguments, such as `['node', 'dist/main.js', '--stdio']`. */
  constructor(command: readonly [string, ...string[]], options: LaunchOptions = {}) {
    const [program, ...args] = command;
    this.#timeoutMs = options.timeoutMs ?? 10_000;
    this.#child = spawn(program, args, { cwd: options.cwd, env: options.env, stdio: 'pipe' });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    // A server that has gone shows in what is waited for; a broken pipe tells nothing more.
    this.#child.stdin.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      this.#child.on('close', () => {
        resolve();
        this.#failWaiters(`the server ended with ${this.#ending}`);
      });
    });
    this.#child.on('error', (error) => this.#failWaiters(`the server did not start: ${error}`));
    this.#connection = this.#connect();
  }

  /** What the server wrote to stderr so far. */
  get stderr(): string {
    return this.#stderr;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The exit code, once the process has ended; null when a signal ended it. */
  async exitCode(): Promise<number | null> {
    await this.#within('the process to end', this.#ended);
    return this.#child.exitCode;
  }

  /** Sends `initialize` and, when it was answered, `initialized`. */
  async initialize(options: InitializeOptions = {}): Promise<InitializeResult> {
    const { client = 'full', roots = [], initializationOptions, encodings } = options;
    const profile = typeof client === 'string' ? clientProfiles[client] : client;
    const { capabilities } = profile;
    this.#roots = roots;
    const [firstRoot] = roots;
    const params: InitializeParams = {
      processId: options.processId === undefined ? process.pid : options.processId,
      ...(profile.clientInfo === undefined ? {} : { clientInfo: profile.clientInfo }),
      rootUri: firstRoot === undefined ? null : uriOf(firstRoot),
      workspaceFolders: this.#workspaceFolders(),
      capabilities:
        encodings === undefined
          ? capabilities
          : {
              ...capabilities,
              general: { ...capabilities.general, positionEncodings: [...encodings] },
            },
      ...(initializationOptions === undefined ? {} : { initializationOptions }),
    };
    const result = await this.request<InitializeResult>('initialize', params);
    this.notify('initialized', {});
    return result;
  }

  /** @throws {ResponseError} what the server answers, {@link WaitError} when it does not. */
  request<R>(method: string, params?: object, token?: CancellationToken): Promise<R> {
    const args = [
      ...(params === undefined ? [] : [params]),
      ...(token === undefined ? [] : [token]),
    ];
    return this.#within(`an answer to ${method}`, this.#connection.sendRequest<R>(method, ...args));
  }

  notify(method: string, params?: object): void {
    const sent =
      params === undefined
        ? this.#connection.sendNotification(method)
        : this.#connection.sendNotification(method, params);
    // As with stdin: that the server has gone shows in what is waited for.
    sent.catch(() => undefined);
  }

  /** Sends bytes as they are, framed or not. */
  sendRaw(bytes: string | Uint8Array): void {
    this.#child.stdin.write(bytes);
  }

  closeStdin(): void {
    this.#child.stdin.end();
  }

  /** Stops reading the server's output and closes it: the server's next write fails. */
  closeStdout(): void {
    this.#child.stdout.destroy();
  }

  open(uri: string, text: string, languageId = languageOf(uri)): void {
    const version = 1;
    this.#versions.set(uri, version);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  /**
   * Sends a `didChange` with the next version: a whole new text, or changes by range.
   *
   * @returns the version.
   */
  change(uri: string, change: string | readonly TextDocumentContentChangeEvent[]): number {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const contentChanges = typeof change === 'string' ? [{ text: change }] : change;
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return version;
  }

  save(uri: string, text?: string): void {
    const params = { textDocument: { uri }, ...(text === undefined ? {} : { text }) };
    this.notify('textDocument/didSave', params);
  }

  close(uri: string): void {
    this.#versions.delete(uri);
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** What was published last for `uri`; waits if that is nothing yet. */
  async diagnostics(uri: string): Promise<PublishDiagnosticsParams> {
    return this.#diagnostics.get(uri) ?? this.nextDiagnostics(uri);
  }

  /** What is published next for `uri`, from this call on, and satisfies `accept`. */
  nextDiagnostics(
    uri: string,
    accept: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    return this.waitFor(`diagnostics of ${uri}`, (message) => {
      const params = publishedIn(message);
      return params?.uri === uri && accept(params) ? params : undefined;
    });
  }

  /** The next notification `method`, from this call on, that satisfies `accept`. */
  nextNotification<P>(method: string, accept: (params: P) => boolean = () => true): Promise<P> {
    return this.waitFor(method, (message) => {
      if (!Message.isNotification(message) || message.method !== method) return undefined;
      const params = message.params as P;
      return accept(params) ? params : undefined;
    });
  }

  /** Every notification received so far, or those of one method. */
  notifications<P = unknown>(method?: string): LoggedNotification<P>[] {
    return this.log.flatMap(({ direction, at, message }) =>
      direction === 'received' &&
      Message.isNotification(message) &&
      (method === undefined || message.method === method)
        ? [{ at, method: message.method, params: message.params as P }]
        : [],
    );
  }

  /**
   * Waits for a message that arrives from now on.
   *
   * @param what is named when it does not come.
   * @param pick what to make of the right message; undefined for others.
   */
  waitFor<T>(what: string, pick: (message: Message) => T | undefined): Promise<T> {
    const { promise, resolve } = withResolvers<T>();
    const sees = (message: Message) => {
      const picked = pick(message);
      if (picked !== undefined) resolve(picked);
      return picked !== undefined;
    };
    return this.#within(what, promise, sees);
  }

  /** Takes leave as LSP prescribes, and returns the exit code. */
  async shutdown(): Promise<number | null> {
    await this.request('shutdown');
    this.notify('exit');
    return this.exitCode();
  }

  /** Ends the process at once, if it has not ended; for clean-up after a test. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exitCode();
  }

  #connect(): MessageConnection {
    const reader = new StreamMessageReader(this.#child.stdout);
    const writer = new StreamMessageWriter(this.#child.stdin);
    const connection = createMessageConnection(
      {
        onError: reader.onError,
        onClose: reader.onClose,
        onPartialMessage: reader.onPartialMessage,
        listen: (deliver) =>
          reader.listen((message) => {
            this.#received(message);
            deliver(message);
          }),
        dispose: () => reader.dispose(),
      },
      {
        onError: writer.onError,
        onClose: writer.onClose,
        write: (message) => {
          this.log.push({ direction: 'sent', at: performance.now(), message });
          return writer.write(message);
        },
        end: () => writer.end(),
        dispose: () => writer.dispose(),
      },
    );
    connection.onRequest((method, params) => {
      const answer = this.answers.get(method);
      if (answer !== undefined) return answer(params as never);
      return new ResponseError(ErrorCodes.MethodNotFound, `The client has no ${method}.`);
    });
    connection.listen();
    return connection;
  }

  #received(message: Message): void {
    this.log.push({ direction: 'received', at: performance.now(), message });
    const published = publishedIn(message);
    if (published !== undefined) this.#diagnostics.set(published.uri, published);
    for (const waiter of this.#waiters) {
      if (waiter.sees(message)) this.#waiters.delete(waiter);
    }
  }

  #defaultAnswers(): Map<string, Answer> {
    const nothing = () => null;
    return new Map<string, Answer>([
      [
        'workspace/configuration',
        ({ items }: ConfigurationParams) =>
          items.map(({ section }) => lookUp(this.configuration, section)),
      ],
      ['workspace/workspaceFolders', () => this.#workspaceFolders()],
      [
        'client/registerCapability',
        ({ registrations }: RegistrationParams) => {
          for (const item of registrations) this.registrations.set(item.id, item);
          return null;
        },
      ],
      [
        'client/unregisterCapability',
        ({ unregisterations }: UnregistrationParams) => {
          for (const { id } of unregisterations) this.registrations.delete(id);
          return null;
        },
      ],
      [
        'window/showMessageRequest',
        ({ actions }: { actions?: MessageActionItem[] }) => this.chooseAction(actions ?? []),
      ],
      ['window/showDocument', () => ({ success: true })],
      ['window/workDoneProgress/create', nothing],
      ['workspace/applyEdit', () => ({ applied: true })],
      ['workspace/codeLens/refresh', nothing],
      ['workspace/diagnostic/refresh', nothing],
      ['workspace/inlayHint/refresh', nothing],
      ['workspace/semanticTokens/refresh', nothing],
    ]);
  }

  #workspaceFolders() {
    if (this.#roots.length === 0) return null;
    return this.#roots.map((root) => ({ uri: uriOf(root), name: path.basename(root) }));
  }

  /** `promise`, unless the time is up or the server ends before it. */
  async #within<T>(
    what: string,
    promise: Promise<T>,
    sees: Waiter['sees'] = () => false,
  ): Promise<T> {
    const began = this.log.length;
    const { promise: failed, reject } = withResolvers<never>();
    const fail = (why: string) => reject(new WaitError(this.#account(what, why, began)));
    const waiter: Waiter = { sees, fail };
    this.#waiters.add(waiter);
    const timer = setTimeout(() => fail(`${this.#timeoutMs} ms went by`), this.#timeoutMs);
    try {
      return await Promise.race([promise, failed]);
    } finally {
      clearTimeout(timer);
      this.#waiters.delete(waiter);
    }
  }

  /** Tells the waiting after the current events: an answer may be in the last of them. */
  #failWaiters(why: string): void {
    setImmediate(() => {
      for (const { fail } of this.#waiters) fail(why);
    });
  }

  get #ending(): string {
    const { exitCode, signalCode } = this.#child;
    return signalCode === null ? `exit code ${exitCode}` : `signal ${signalCode}`;
  }

  #account(what: string, why: string, began: number): string {
    const arrived = this.log.slice(began).filter(({ direction }) => direction === 'received');
    const lines = arrived.slice(-10).map(({ message }) => `  ${summaryOf(message)}`);
    return [
      `Waited for ${what}, but ${why}.`,
      arrived.length === 0 ? 'Nothing arrived meanwhile.' : `${arrived.length} arrived meanwhile:`,
      ...lines,
      ...(this.#stderr === '' ? [] : ['The server wrote to stderr:', this.#stderr.slice(-2000)]),
    ].join('\n');
  }
}

/** The `file:` URI of a path, as clients write it. */
export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

function languageOf(uri: string): string {
  if (uri.endsWith('.json')) return 'json';
  return /\.ya?ml$/.test(uri) ? 'yaml' : 'markdown';
}

function publishedIn(message: Message): PublishDiagnosticsParams | undefined {
  return Message.isNotification(message) && message.method === 'textDocument/publishDiagnostics'
    ? (message.params as PublishDiagnosticsParams)
    : undefined;
}

/** The value at a dotted path, as editors answer `workspace/configuration`; null if there is none. */
function lookUp(settings: unknown, section: string | undefined): unknown {
  let value = settings;
  for (const key of section?.split('.') ?? []) {
    value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  }
  return value ?? null;
}

function summaryOf(message: Message): string {
  const { method = 'response', ...rest } = message as Partial<RequestMessage & NotificationMessage>;
  const text = JSON.stringify(rest);
  return `${method} ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`;
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
