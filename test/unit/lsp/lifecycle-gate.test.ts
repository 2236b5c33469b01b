import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createConnection,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
} from 'vscode-languageserver/node';
import { LifecycleGate } from '../../../server/lsp/lifecycle-gate.ts';

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;
const NOT_INITIALIZED = -32002;

const INITIALIZE = request(1, 'initialize', { capabilities: {}, processId: null });
const SHUTDOWN = request(98, 'shutdown');
const EXIT = { jsonrpc: '2.0', method: 'exit' };

type Json = Readonly<Record<string, unknown>>;

function request(id: unknown, method: string, params?: unknown): Json {
  return { jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) };
}

function notification(method: string, params?: unknown): Json {
  return { jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) };
}

function framed(body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

function soon(assertion: () => void): Promise<void> {
  return vi.waitFor(assertion, { interval: 5, timeout: 5000 });
}

/** A small server behind the gate, spoken to in bytes. */
class Server {
  readonly seen: string[] = [];
  readonly logged: string[] = [];
  readonly ended: number[] = [];
  watchedByLibrary: number | null = null;
  readonly #input = new PassThrough();
  readonly #output = new PassThrough();
  readonly connection;

  constructor() {
    const gate = new LifecycleGate(
      { input: this.#input, output: this.#output },
      { onEnd: (code) => this.ended.push(code), log: (line) => this.logged.push(line) },
    );
    const connection = createConnection(ProposedFeatures.all, gate.reader, gate.writer);
    this.connection = connection;
    connection.onInitialize((params) => {
      this.seen.push('initialize');
      this.watchedByLibrary = params.processId;
      if (params.locale === 'refuse') return new ResponseError(-32000, 'not now');
      return { capabilities: {} };
    });
    connection.onShutdown(() => {
      this.seen.push('shutdown');
    });
    connection.onNotification('test/note', () => {
      this.seen.push('test/note');
    });
    connection.onRequest('test/echo', (params: unknown) => params);
    connection.onRequest('test/cycle', () => {
      const cycle: Record<string, unknown> = {};
      cycle.itself = cycle;
      return cycle;
    });
    connection.onRequest('test/slow', async (_params: unknown, token) => {
      await soon(() => expect(this.seen).toContain('test/note'));
      if (token?.isCancellationRequested) {
        return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      }
      return 'slow';
    });
    connection.listen();
  }

  send(...bodies: readonly unknown[]): void {
    this.sendRaw(bodies.map(framed).join(''));
  }

  sendRaw(bytes: string): void {
    this.#input.write(bytes);
  }

  closeInput(): void {
    this.#input.end();
  }

  /** Everything that was sent, waiting until there are `count` messages of it. */
  async received(count: number): Promise<Json[]> {
    let text = '';
    const messages = () =>
      text
        .split(/Content-Length: \d+\r\n\r\n/)
        .slice(1)
        .map((body) => JSON.parse(body) as Json);
    await soon(() => {
      text += this.#output.read()?.toString() ?? '';
      expect(messages().length).toBeGreaterThanOrEqual(count);
    });
    return messages();
  }

  /** The answers to what was sent, as `id: result` or `id: error code`. */
  async answers(count: number): Promise<unknown[]> {
    return (await this.received(count)).map(({ id, error, result }) =>
      error === undefined ? [id, result] : [id, (error as { code: number }).code],
    );
  }

  async end(): Promise<number | undefined> {
    await soon(() => expect(this.ended).toHaveLength(1));
    return this.ended[0];
  }
}

let server: Server;

function start(...bodies: readonly unknown[]): Server {
  server = new Server();
  server.send(...bodies);
  return server;
}

afterEach(() => {
  server.closeInput();
});

describe('before initialize', () => {
  it('answers requests with ServerNotInitialized and does not run them', async () => {
    start(request(1, 'textDocument/hover', {}), request('two', 'shutdown'));
    expect(await server.answers(2)).toEqual([
      [1, NOT_INITIALIZED],
      ['two', NOT_INITIALIZED],
    ]);
    expect(server.seen).toEqual([]);
  });

  it('drops notifications', async () => {
    start(notification('test/note'), INITIALIZE, request(2, 'test/echo', {}));
    expect(await server.answers(2)).toEqual([
      [1, expect.anything()],
      [2, {}],
    ]);
    expect(server.seen).toEqual(['initialize']);
  });

  it('ends with code 1 on exit', async () => {
    start(EXIT);
    expect(await server.end()).toBe(1);
  });

  it.each([
    ['nothing', undefined, 'params: expected an object, got nothing'],
    ['no capabilities', { processId: 1 }, 'capabilities: expected an object, got nothing'],
    ['an array', [], 'params: expected an object, got an array'],
    [
      'a wrong folder',
      { capabilities: {}, workspaceFolders: [{ uri: 5 }] },
      'workspaceFolders: expected an array of {uri, name} or null, got an array',
    ],
  ])('refuses initialize with %s, and takes it when it is right', async (_, params, message) => {
    start(request(1, 'initialize', params), request(2, 'test/echo', {}), { ...INITIALIZE, id: 3 });
    expect(await server.received(3)).toMatchObject([
      { id: 1, error: { code: INVALID_PARAMS, message } },
      { id: 2, error: { code: NOT_INITIALIZED } },
      { id: 3, result: {} },
    ]);
  });

  it('lets a client try again when the server refused its initialize', async () => {
    start(request(1, 'initialize', { capabilities: {}, locale: 'refuse' }));
    expect(await server.answers(1)).toEqual([[1, -32000]]);
    server.send(request(2, 'test/echo', {}), { ...INITIALIZE, id: 3 });
    expect(await server.received(2)).toMatchObject([
      { id: 2, error: { code: NOT_INITIALIZED } },
      { id: 3, result: { capabilities: {} } },
    ]);
  });
});

describe('between initialize and shutdown', () => {
  it('watches the process of the client itself, and keeps the library from it', async () => {
    start(request(1, 'initialize', { capabilities: {}, processId: process.pid }));
    await server.answers(1);
    expect(server.watchedByLibrary).toBe(null);
  });

  it('refuses a second initialize', async () => {
    start(INITIALIZE, { ...INITIALIZE, id: 2 });
    expect(await server.answers(2)).toContainEqual([2, INVALID_REQUEST]);
    expect(server.seen).toEqual(['initialize']);
  });

  it('answers requests that nobody handles, and ignores such notifications', async () => {
    start(
      INITIALIZE,
      request(2, 'test/unknown', {}),
      request(3, '$/unknown', {}),
      notification('$/unknown', {}),
      notification('test/unknown', {}),
      request(4, 'test/echo', { x: 1 }),
    );
    expect((await server.answers(4)).slice(1)).toEqual([
      [2, METHOD_NOT_FOUND],
      [3, METHOD_NOT_FOUND],
      [4, { x: 1 }],
    ]);
  });

  it('takes null params for none', async () => {
    start(INITIALIZE, { ...SHUTDOWN, params: null });
    expect(await server.answers(2)).toContainEqual([98, null]);
  });

  it('answers both of two requests that come with one id', async () => {
    start(INITIALIZE, request(7, 'test/echo', { n: 1 }), request(7, 'test/echo', { n: 2 }));
    expect(await server.answers(3)).toEqual(
      expect.arrayContaining([
        [7, { n: 1 }],
        [7, INVALID_REQUEST],
      ]),
    );
  });

  it('lets an id be used again when it was answered', async () => {
    start(INITIALIZE, request(7, 'test/echo', { n: 1 }));
    await server.answers(2);
    server.send(request(7, 'test/echo', { n: 2 }));
    expect(await server.answers(1)).toEqual([[7, { n: 2 }]]);
  });

  it('answers with an error when a result cannot be encoded', async () => {
    start(INITIALIZE, request(2, 'test/cycle', {}), request(3, 'test/echo', {}));
    const answers = await server.answers(3);
    expect(answers).toContainEqual([2, -32603]);
    expect(answers).toContainEqual([3, {}]);
  });

  it('passes cancellation on, and survives one that names nothing', async () => {
    start(
      INITIALIZE,
      request(2, 'test/slow', {}),
      notification('$/cancelRequest'),
      notification('$/cancelRequest', { id: null }),
      notification('$/cancelRequest', { id: 4711 }),
    );
    await server.answers(1);
    server.send(notification('$/cancelRequest', { id: 2 }), notification('test/note'));
    expect(await server.answers(1)).toEqual([[2, LSPErrorCodes.RequestCancelled]]);
  });
});

describe('messages that are none', () => {
  it.each<[string, string, number, unknown]>([
    ['no JSON', '{"jsonrpc":"2.0","id":5,', PARSE_ERROR, null],
    ['nothing', '', PARSE_ERROR, null],
    ['a batch', '[{"jsonrpc":"2.0","id":5,"method":"test/echo"}]', INVALID_REQUEST, null],
    ['a number', '42', INVALID_REQUEST, null],
    ['null', 'null', INVALID_REQUEST, null],
    ['no version', '{"id":5,"method":"test/echo"}', INVALID_REQUEST, 5],
    ['another version', '{"jsonrpc":"1.0","id":5,"method":"test/echo"}', INVALID_REQUEST, 5],
    ['no method', '{"jsonrpc":"2.0","id":5}', INVALID_REQUEST, 5],
    ['no method and no id', '{"jsonrpc":"2.0"}', INVALID_REQUEST, null],
    ['a method that is a number', '{"jsonrpc":"2.0","id":5,"method":1}', INVALID_REQUEST, 5],
    ['an id that is an object', '{"jsonrpc":"2.0","id":{},"method":"m"}', INVALID_REQUEST, null],
    ['an id that is null', '{"jsonrpc":"2.0","id":null,"method":"m"}', INVALID_REQUEST, null],
    ['a fractional id', '{"jsonrpc":"2.0","id":1.5,"method":"m"}', INVALID_REQUEST, null],
    [
      'an id beyond what numbers hold',
      '{"jsonrpc":"2.0","id":12345678901234567890,"method":"m"}',
      INVALID_REQUEST,
      null,
    ],
    [
      'params that are a string',
      '{"jsonrpc":"2.0","id":5,"method":"m","params":"x"}',
      INVALID_REQUEST,
      5,
    ],
    [
      'params that are a number',
      '{"jsonrpc":"2.0","method":"m","params":1}',
      INVALID_REQUEST,
      null,
    ],
  ])('refuses %s and goes on', async (_, body, code, id) => {
    start(INITIALIZE, body, request(9, 'test/echo', {}));
    const answers = await server.answers(3);
    expect(answers).toContainEqual([id, code]);
    expect(answers).toContainEqual([9, {}]);
    expect(server.ended).toEqual([]);
  });

  it('survives brackets 100,000 deep', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    start(
      INITIALIZE,
      `{"jsonrpc":"2.0","id":2,"method":"test/unknown","params":${deep}}`,
      request(3, 'test/echo', {}),
    );
    expect(await server.answers(3)).toContainEqual([3, {}]);
  });

  it('never answers a response, however odd', async () => {
    start(
      INITIALIZE,
      { jsonrpc: '2.0', id: 4711, result: 1 },
      { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'what?' } },
      { jsonrpc: '2.0', id: {}, error: 'what?' },
      { jsonrpc: '2.0', result: 1 },
      request(9, 'test/echo', {}),
    );
    expect(await server.answers(2)).toEqual([
      [1, expect.anything()],
      [9, {}],
    ]);
    expect(server.logged).toHaveLength(4);
  });

  it('ends with code 1 and says why when the framing is lost', async () => {
    start(INITIALIZE);
    await server.answers(1);
    server.sendRaw('Content-Length: -5\r\n\r\n{}');
    expect(await server.answers(1)).toEqual([[null, PARSE_ERROR]]);
    expect(await server.end()).toBe(1);
    expect(server.logged).toEqual([
      'Content-Length must be a whole number of bytes, got "-5". The stream cannot be read any further.',
    ]);
  });
});

describe('requests of the server', () => {
  it('get what the client answers', async () => {
    start(INITIALIZE);
    await server.answers(1);
    const answer = server.connection.sendRequest('client/ask', { x: 1 });
    const [asked] = await server.received(1);
    server.send({ jsonrpc: '2.0', id: asked?.id, result: 'yes' });
    expect(await answer).toBe('yes');
  });

  it('get null from a client that drops a null result', async () => {
    start(INITIALIZE);
    await server.answers(1);
    const answer = server.connection.sendRequest('client/ask');
    const [asked] = await server.received(1);
    server.send({ jsonrpc: '2.0', id: asked?.id });
    expect(await answer).toBe(null);
  });

  it('fail with what the client says, even when it says it badly', async () => {
    start(INITIALIZE);
    await server.answers(1);
    const answer = server.connection.sendRequest('client/ask');
    const [asked] = await server.received(1);
    server.send({ jsonrpc: '2.0', id: asked?.id, error: 'no such thing' });
    await expect(answer).rejects.toThrow('no such thing');
  });
});

describe('the end', () => {
  it('comes with code 0 on exit after shutdown', async () => {
    start(INITIALIZE, SHUTDOWN, EXIT);
    expect(await server.end()).toBe(0);
    expect(await server.answers(2)).toContainEqual([98, null]);
  });

  it('comes with code 1 on exit without shutdown', async () => {
    start(INITIALIZE, EXIT);
    expect(await server.end()).toBe(1);
  });

  it.each([
    ['after shutdown', [INITIALIZE, SHUTDOWN], 0],
    ['without shutdown', [INITIALIZE], 1],
    ['before initialize', [], 1],
  ])('comes when the input is closed %s', async (_, bodies, code) => {
    start(...bodies).closeInput();
    expect(await server.end()).toBe(code);
    expect(await server.answers(bodies.length)).toHaveLength(bodies.length);
  });

  it('says when the input is closed inside a message', async () => {
    start();
    server.sendRaw('Content-Length: 100\r\n\r\n{"jsonrpc"');
    server.closeInput();
    expect(await server.end()).toBe(1);
    expect(server.logged).toEqual(['The input ended inside a message.']);
  });

  it('is all that may come after shutdown', async () => {
    start(INITIALIZE, SHUTDOWN, notification('test/note'));
    server.send(request(2, 'test/echo', {}), { ...INITIALIZE, id: 3 }, { ...SHUTDOWN, id: 4 });
    expect((await server.answers(5)).sort()).toEqual(
      [
        [1, expect.anything()],
        [2, INVALID_REQUEST],
        [3, INVALID_REQUEST],
        [4, INVALID_REQUEST],
        [98, null],
      ].sort(),
    );
    expect(server.seen).toEqual(['initialize', 'shutdown']);
    expect(server.ended).toEqual([]);
  });

  it('waits for the answers to requests that came before', async () => {
    start(INITIALIZE, request(2, 'test/slow', {}), SHUTDOWN, EXIT);
    await server.answers(2);
    expect(server.ended).toEqual([]);
    server.seen.push('test/note');
    expect(await server.end()).toBe(0);
    expect(await server.answers(1)).toEqual([[2, 'slow']]);
  });

  it('does not wait for ever', async () => {
    start(INITIALIZE, request(2, 'test/slow', {}), SHUTDOWN, EXIT);
    await soon(() => expect(server.ended).toEqual([0]));
    server.seen.push('test/note');
  });
});
