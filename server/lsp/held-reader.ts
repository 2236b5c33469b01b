import type {
  DataCallback,
  Disposable,
  Event,
  Message,
  MessageReader,
  PartialMessageInfo,
} from 'vscode-jsonrpc';

/**
 * Passes messages on, but from `initialize` on keeps those that follow until the server is ready
 * for them: it answers `initialize` before the most of it is loaded.
 */
export class HeldReader implements MessageReader {
  readonly onError: Event<Error>;
  readonly onClose: Event<void>;
  readonly onPartialMessage: Event<PartialMessageInfo>;
  readonly #reader: MessageReader;
  readonly #held: Message[] = [];
  #holding = false;
  #deliver: DataCallback = () => undefined;

  constructor(reader: MessageReader) {
    this.#reader = reader;
    this.onError = reader.onError;
    this.onClose = reader.onClose;
    this.onPartialMessage = reader.onPartialMessage;
  }

  listen(deliver: DataCallback): Disposable {
    this.#deliver = deliver;
    return this.#reader.listen((message) => {
      // A second initialize comes only if the first was refused: then it is the one to wait for.
      const isInitialize = 'method' in message && message.method === 'initialize';
      if (this.#holding && !isInitialize) this.#held.push(message);
      else deliver(message);
      if (isInitialize) this.#holding = true;
    });
  }

  /** The server is ready: what was kept is passed on, in order. */
  release(): void {
    this.#holding = false;
    for (const message of this.#held.splice(0)) this.#deliver(message);
  }

  dispose(): void {
    this.#reader.dispose();
  }
}
