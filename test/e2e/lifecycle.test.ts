import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Message, type MessageConnection } from 'vscode-jsonrpc';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { InitializeResult } from 'vscode-languageserver-protocol';
import { LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { mutationsOf } from './mutations.ts';
import { sampleWorkflow } from './sample-workflow.ts';
import { COMMAND, codesOf, errorOf, framed, sendRequest, startServer } from './server.ts';

const run = promisify(execFile);

describe('the life of a server', () => {
  let client: LspClient;

  beforeEach(() => {
    client = new LspClient(COMMAND);
  });

  afterEach(() => client.kill());

  it('before initialize refuses every request with -32002 and drops notifications', async () => {
    client.open('file:///a/metadata.json', '{');
    for (const method of ['praxis/status', 'textDocument/hover', 'shutdown', 'unheard/of']) {
      expect((await sendRequest(client, method, {})).error).toMatchObject({ code: -32002 });
    }
    await client.initialize();
    await client.request('praxis/status');
    expect(client.notifications('textDocument/publishDiagnostics')).toEqual([]);
  });

  it('refuses a second initialize and goes on', async () => {
    await client.initialize();
    expect((await sendRequest(client, 'initialize', { capabilities: {} })).error).toMatchObject({
      code: -32600,
    });
    await client.request('praxis/status');
  });

  it('after shutdown refuses every request with -32600, and exits with 0', async () => {
    await client.initialize();
    await client.request('shutdown');
    for (const method of ['praxis/status', 'shutdown', 'initialize', 'unheard/of']) {
      expect((await sendRequest(client, method, {})).error).toMatchObject({ code: -32600 });
    }
    client.notify('exit');
    expect(await client.exitCode()).toBe(0);
  });

  it.each([
    ['without shutdown', async () => void (await client.initialize())],
    ['before initialize', async () => undefined],
  ])('exits with 1 %s', async (_when, prepare) => {
    await prepare();
    client.notify('exit');
    expect(await client.exitCode()).toBe(1);
  });

  it('answers what was asked before it leaves', async () => {
    await client.initialize();
    const listed = client.request('praxis/workflow/list', {});
    const left = client.request('shutdown');
    client.notify('exit');
    expect(await listed).toEqual({ workflows: [] });
    expect(await left).toBeNull();
    expect(await client.exitCode()).toBe(0);
  });

  it('ends with 1 when stdin closes, with 0 if shutdown came before', async () => {
    await client.initialize();
    client.closeStdin();
    expect(await client.exitCode()).toBe(1);
    const polite = await startServer();
    await polite.request('shutdown');
    polite.closeStdin();
    expect(await polite.exitCode()).toBe(0);
  });

  it('ends when nobody reads its answers any more', async () => {
    await client.initialize();
    client.closeStdout();
    client.notify('praxis/nothing');
    for (let sent = 0; sent < 20; sent++) {
      client.sendRaw(framed({ id: `unread-${sent}`, method: 'praxis/status', params: {} }));
    }
    expect(await client.exitCode()).toBe(1);
  });

  it('answers initialize, and a request that comes on its heels, in order', async () => {
    const began = sendRequest(client, 'initialize', { capabilities: {} });
    const asked = sendRequest(client, 'praxis/status', {});
    expect((await began).error).toBeUndefined();
    expect((await asked).error).toBeUndefined();
  });
});

describe('initialize', () => {
  it('with wrong params is refused with what is wrong, and may be tried again', async () => {
    const client = new LspClient(COMMAND);
    onTestFinished(() => client.kill());
    const { error } = await sendRequest(client, 'initialize', { rootUri: 7, capabilities: {} });
    expect(error).toMatchObject({ code: -32602, data: { path: 'rootUri' } });
    expect((await sendRequest(client, 'praxis/status')).error).toMatchObject({ code: -32002 });
    await client.initialize();
    await client.request('praxis/status');
  });

  it('with any nonsense among the capabilities is answered, and what follows too', async () => {
    const nonsense = {
      general: { positionEncodings: ['utf-16'] },
      window: { workDoneProgress: true },
      workspace: {
        configuration: false,
        didChangeWatchedFiles: { dynamicRegistration: false },
        workspaceFolders: true,
        fileOperations: {},
      },
      textDocument: {
        publishDiagnostics: { tagSupport: { valueSet: [1] } },
        hover: { contentFormat: ['markdown'] },
        completion: { completionItem: { documentationFormat: ['markdown'] } },
      },
    };
    // One server each would take a minute: a refused initialize may be tried again, and one that is
    // not refused has come through.
    let client = new LspClient(COMMAND);
    onTestFinished(() => client.kill());
    const samples = [...mutationsOf(nonsense)].filter((_, index) => index % 23 === 0);
    for (const { what, params: capabilities } of samples) {
      const { error } = await sendRequest(client, 'initialize', { capabilities });
      if (error === undefined) {
        expect((await sendRequest(client, 'praxis/status')).error, what).toBeUndefined();
        await client.kill();
        client = new LspClient(COMMAND);
      } else {
        expect(error, what).toMatchObject({ code: -32602 });
      }
    }
  });
});

describe('bytes that are no message', () => {
  let client: LspClient;

  beforeEach(async () => {
    client = await startServer();
  });

  afterEach(() => client.kill());

  /** The error that is sent with id null: nobody can know whose it is. */
  function refusal() {
    return client.waitFor('an error without id', (message) =>
      Message.isResponse(message) && message.id === null ? message.error : undefined,
    );
  }

  it.each([
    ['half a JSON value', framed('{"jsonrpc": "2.0", "id'), -32700],
    ['a batch', framed('[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]'), -32600],
    ['no JSON-RPC', framed('{"hello": "world"}'), -32600],
    ['a method that is no text', framed({ id: null, method: 7 }), -32600],
    ['another charset', `Content-Type: x; charset=utf-16\r\n${framed('"x"')}`, -32600],
  ])('%s is refused, and the next request answered', async (_what, bytes, code) => {
    const refused = refusal();
    client.sendRaw(bytes);
    expect(await refused).toMatchObject({ code });
    await client.request('praxis/status');
  });

  it('one byte at a time is a message all the same', async () => {
    const answer = client.waitFor('the answer', (message) =>
      Message.isResponse(message) && message.id === 'slow' ? message : undefined,
    );
    for (const byte of Buffer.from(framed({ id: 'slow', method: 'praxis/status' }))) {
      client.sendRaw(Uint8Array.of(byte));
    }
    expect((await answer).error).toBeUndefined();
  });

  it('without a header are named, and the server ends: nobody can tell where to read on', async () => {
    const refused = refusal();
    client.sendRaw('hello, server?\r\n\r\n');
    expect(await refused).toMatchObject({ code: -32700 });
    expect(await client.exitCode()).toBe(1);
  });
});

describe('a client process that is gone', () => {
  it.skipIf(process.platform === 'win32')('takes the server with it', async () => {
    const [byArgument, byInitialize] = [startSleeper(), startSleeper()];
    const first = new LspClient([...COMMAND, `--clientProcessId=${byArgument.pid}`]);
    const second = new LspClient(COMMAND);
    await first.initialize({ processId: null });
    await second.initialize({ processId: byInitialize.pid ?? null });
    byArgument.kill();
    byInitialize.kill();
    expect(await Promise.all([first.exitCode(), second.exitCode()])).toEqual([1, 1]);
  });

  it('that was never seen is not waited for', async () => {
    const client = await startServer({ processId: 2 ** 30 });
    await client.request('praxis/status');
    expect(await client.shutdown()).toBe(0);
  });

  function startSleeper(): ChildProcess {
    const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    onTestFinished(() => void sleeper.kill());
    return sleeper;
  }
});

describe('other ways to talk', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = new TemporaryFolder();
    folder.write(sampleWorkflow('sample_talk_v1'));
  });

  afterEach(() => folder[Symbol.dispose]());

  it('--socket and --pipe serve as --stdio does', async () => {
    const pipe =
      process.platform === 'win32' ? '\\\\.\\pipe\\praxis-test' : folder.at('client.sock');
    for (const address of [{ port: 0, host: '127.0.0.1' }, { path: pipe }]) {
      const listener = net.createServer().listen(address);
      await once(listener, 'listening');
      const bound = listener.address();
      const argument =
        typeof bound === 'string' ? `--pipe=${bound}` : `--socket=${bound?.port ?? 0}`;
      const server = spawn('node', ['dist/main.js', argument], { stdio: 'ignore' });
      onTestFinished(() => void server.kill());
      const [socket] = (await once(listener, 'connection')) as [net.Socket];
      const connection = createMessageConnection(
        new StreamMessageReader(socket),
        new StreamMessageWriter(socket),
      );
      connection.listen();
      await converse(connection);
      const [code] = await once(server, 'exit');
      expect(code).toBe(0);
      listener.close();
    }
  });

  async function converse(connection: MessageConnection): Promise<void> {
    const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: uriOf(folder.path),
      capabilities: {},
    });
    expect(capabilities.hoverProvider).toBe(true);
    await connection.sendNotification('initialized', {});
    const uri = uriOf(folder.at('workflows/sample_talk_v1/metadata.json'));
    const published = new Promise((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', (params) =>
        resolve(codesOf(params)),
      );
    });
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'json', version: 1, text: '{' },
    });
    expect(await published).toContain('json/unclosed-bracket');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
  }
});

describe('the command line', () => {
  const praxis = (...args: string[]) => run('node', ['dist/main.js', ...args]);

  it('tells its version and its options on stdout', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await praxis('--version')).toEqual({ stdout: `${version}\n`, stderr: '' });
    const { stdout, stderr } = await praxis('--help');
    for (const option of ['--stdio', '--socket', '--pipe', '--clientProcessId']) {
      expect(stdout).toContain(option);
    }
    expect(stderr).toBe('');
  });

  it.each([
    [['--bogus'], "praxis-ls: unknown option '--bogus'"],
    [['--stdio', 'and more'], 'praxis-ls: too many arguments.'],
    [['--socket'], "praxis-ls: option '--socket <port>' argument missing"],
    [['--socket=abc'], 'praxis-ls: --socket must be a port number, got "abc".'],
    [['--stdio', '--pipe=x'], 'praxis-ls: Two ways to talk to the client were given'],
    [['--pipe=/nowhere/x.sock'], 'praxis-ls: Cannot connect to the client on pipe /nowhere/x.sock'],
    [['--stdio', '--clientProcessId=abc'], "praxis-ls: option '--clientProcessId <pid>'"],
  ])('%j is refused in one line, with exit code 2', async (args, line) => {
    const failed = (await errorOf(praxis(...args))) as unknown as {
      code: number;
      stdout: string;
      stderr: string;
    };
    expect(failed).toMatchObject({ code: 2, stdout: '' });
    expect(failed.stderr).toContain(line);
    expect(failed.stderr).not.toMatch(/^\s+at /m);
  });
});
