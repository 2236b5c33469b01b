import {
  type DataCallback,
  type Disposable,
  Emitter,
  ErrorCodes,
  Event,
  Message,
  type MessageReader,
  type MessageWriter,
  type NotificationMessage,
  type RequestMessage,
} from 'vscode-jsonrpc';
import { StreamMessageWriter } from 'vscode-jsonrpc/node';
import { responseErrorOf } from '../protocol/errors.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { checkInitializeParams } from './initialize-params.ts';
import { type Incoming, isMessageId, isObject, type MessageId, readMessage } from './json-rpc.ts';
import { watchParent } from './parent-watch.ts';
import type { ByteStreams } from './transport.ts';
import { writeMessage } from './verbatim-numbers.ts';

/** How long requests under way may still be answered when the client has said goodbye. */
const GRACE_MS = 1000;

/** The life of a server, LSP 3.17, "Server lifecycle". */
type Phase = 'uninitialized' | 'running' | 'shutDown' | 'ending' | 'ended';

interface GateOptions {
  /**
   * The conversation is over, and the process is to end with this exit code: 0 after `shutdown`,
   * else 1. Called once.
   */
  readonly onEnd: (exitCode: 0 | 1) => void;
  /** Takes one line on what was dropped or why the end came. */
  readonly log: (line: string) => void;
  /** From `--clientProcessId`: watched from the start, as `initialize.processId` is later. */
  readonly clientProcessId?: number | undefined;
  /** How often a watched process is looked for, in milliseconds. */
  readonly parentCheckMs?: number | undefined;
}

/**
 * Stands between the bytes and `createConnection` of vscode-languageserver, and does what that
 * library leaves undone: framing that cannot be confused, valid messages only, the order that the
 * life of a server prescribes, an answer to every request, and an end when the client is gone.
 *
 * `exit` is not passed on: `onEnd` tells of it, after the requests before it were answered.
 */
export class LifecycleGate {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;

  readonly #streams: ByteStreams;
  readonly #options: GateOptions;
  readonly #decoder = new FrameDecoder();
  readonly #sink: MessageWriter;
  readonly #closed = new Emitter<void>();
  readonly #timers: Disposable[] = [];
  /** Requests of the client that have no answer yet, by method. */
  readonly #unanswered = new Map<string, string>();
  /** Our own requests that the client has not answered yet. */
  readonly #awaited = new Set<MessageId | null>();
  /** Messages handed to the output that it has not taken yet. */
  #unwritten = 0;
  #phase: Phase = 'uninitialized';
  #exitCode: 0 | 1 = 1;
  #deliver: DataCallback = () => undefined;

  constructor(streams: ByteStreams, options: GateOptions) {
    this.#streams = streams;
    this.#options = options;
    this.#sink = new StreamMessageWriter(streams.output, {
      contentTypeEncoder: {
        name: 'application/json',
        encode: async (message) => Buffer.from(writeMessage(message)),
      },
    });
    this.reader = {
      onError: Event.None,
      onPartialMessage: Event.None,
      onClose: this.#closed.event,
      listen: (deliver) => this.#listen(deliver),
      dispose: () => this.#closed.dispose(),
    };
    this.writer = {
      onError: Event.None,
      onClose: Event.None,
      write: (message) => this.#write(message),
      end: () => this.#sink.end(),
      dispose: () => this.#sink.dispose(),
    };
  }

  #listen(deliver: DataCallback): Disposable {
    this.#deliver = deliver;
    const { input, output } = this.#streams;
    const onData = (chunk: Buffer) => this.#receive(chunk);
    input.on('data', onData);
    input.on('end', () => this.#inputEnded());
    input.on('close', () => this.#inputEnded());
    input.on('error', () => this.#inputEnded());
    // EPIPE: nobody is left to read answers, or to be told so.
    output.on('error', () => this.#end());
    this.#watch(this.#options.clientProcessId);
    return { dispose: () => input.off('data', onData) };
  }

  #receive(chunk: Buffer): void {
    for (const frame of this.#decoder.push(chunk)) {
      if (this.#phase === 'ending' || this.#phase === 'ended') return;
      switch (frame.kind) {
        case 'body':
          this.#admit(readMessage(frame.bytes, (id) => this.#awaited.has(id)));
          break;
        case 'skipped':
          this.#refuse(null, ErrorCodes.InvalidRequest, frame.reason);
          break;
        case 'lost':
          this.#refuse(null, ErrorCodes.ParseError, frame.reason);
          this.#options.log(`${frame.reason} The stream cannot be read any further.`);
          this.#exitCode = 1;
          this.#endWhenAnswered();
      }
    }
  }

  #admit(incoming: Incoming): void {
    switch (incoming.kind) {
      case 'request':
        this.#admitRequest(incoming.message);
        break;
      case 'notification':
        this.#admitNotification(incoming.message);
        break;
      case 'response':
        if (this.#awaited.delete(incoming.message.id)) this.#deliver(incoming.message);
        else this.#options.log('Dropped a response to nothing that was asked.');
        break;
      case 'invalid':
        this.#refuse(incoming.id, incoming.code, incoming.reason);
    }
  }

  #admitRequest(request: RequestMessage & { readonly id: MessageId }): void {
    const { id, method } = request;
    if (this.#phase === 'shutDown') {
      this.#refuse(id, ErrorCodes.InvalidRequest, `${method} came after shutdown; only exit may.`);
    } else if (this.#unanswered.has(String(id))) {
      // The library keeps requests by id: the one before would never be answered.
      this.#refuse(id, ErrorCodes.InvalidRequest, `The id ${id} of ${method} is still in use.`);
    } else if (method === 'initialize') {
      this.#initialize(request);
    } else if (this.#phase === 'uninitialized') {
      this.#refuse(id, ErrorCodes.ServerNotInitialized, `${method} came before initialize.`);
    } else {
      if (method === 'shutdown') this.#setPhase('shutDown');
      this.#pass(request);
    }
  }

  #initialize(request: RequestMessage & { readonly id: MessageId }): void {
    if (this.#phase !== 'uninitialized') {
      this.#refuse(request.id, ErrorCodes.InvalidRequest, 'initialize may be sent only once.');
      return;
    }
    try {
      const params = checkInitializeParams(request.params);
      this.#setPhase('running');
      this.#watch(params.processId);
      // The library would watch the process too, and take one that it may not signal for dead.
      this.#pass({ ...request, params: { ...params, processId: null } });
    } catch (error) {
      const { code, message, data } = responseErrorOf(error);
      this.#refuse(request.id, code, message, data);
    }
  }

  #admitNotification(notification: NotificationMessage): void {
    const { method, params } = notification;
    if (method === 'exit') this.#endWhenAnswered();
    else if (this.#phase !== 'running') return;
    else if (method === '$/cancelRequest' && !(isObject(params) && isMessageId(params.id))) {
      this.#options.log('Dropped a $/cancelRequest that names no request.');
    } else this.#deliver(notification);
  }

  #pass(request: RequestMessage & { readonly id: MessageId }): void {
    this.#unanswered.set(String(request.id), request.method);
    this.#deliver(request);
  }

  #refuse(id: MessageId | null, code: number, message: string, data?: unknown): void {
    const error = { code, message, ...(data === undefined ? {} : { data }) };
    void this.#send({ jsonrpc: '2.0', id, error } as Message);
  }

  /** What the library sends. Rejects only if `message` cannot be encoded: then it answers so. */
  async #write(message: Message): Promise<void> {
    if (Message.isRequest(message)) this.#awaited.add(message.id);
    await this.#send(message);
    if (!Message.isResponse(message)) return;
    const method = this.#unanswered.get(String(message.id));
    this.#unanswered.delete(String(message.id));
    // A refused initialize may be tried again.
    if (method === 'initialize' && message.error !== undefined) this.#setPhase('uninitialized');
    this.#endIfAnswered();
  }

  async #send(message: Message): Promise<void> {
    if (this.#phase === 'ended') return;
    this.#unwritten++;
    try {
      await this.#sink.write(message);
    } catch (error) {
      // A fault of the stream has a code, and `onError` of the output ends it all.
      if (!(error instanceof Error && 'code' in error)) throw error;
    } finally {
      this.#unwritten--;
      this.#endIfAnswered();
    }
  }

  #setPhase(phase: 'uninitialized' | 'running' | 'shutDown'): void {
    if (this.#phase === 'ending' || this.#phase === 'ended') return;
    this.#phase = phase;
    this.#exitCode = phase === 'shutDown' ? 0 : 1;
  }

  #watch(pid: number | null | undefined): void {
    if (typeof pid !== 'number') return;
    const whenGone = () => {
      this.#options.log(`The client process ${pid} is gone.`);
      this.#end();
    };
    this.#timers.push(watchParent(pid, whenGone, this.#options.parentCheckMs));
  }

  #inputEnded(): void {
    if (this.#phase === 'ending' || this.#phase === 'ended') return;
    if (this.#decoder.midMessage) this.#options.log('The input ended inside a message.');
    this.#endWhenAnswered();
  }

  #endWhenAnswered(): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ending';
    const grace = setTimeout(() => this.#end(), GRACE_MS);
    this.#timers.push({ dispose: () => clearTimeout(grace) });
    this.#endIfAnswered();
  }

  #endIfAnswered(): void {
    const done = this.#unanswered.size === 0 && this.#unwritten === 0;
    if (this.#phase === 'ending' && done) this.#end();
  }

  #end(): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    for (const timer of this.#timers) timer.dispose();
    this.#closed.fire();
    this.#options.onEnd(this.#exitCode);
  }
}
