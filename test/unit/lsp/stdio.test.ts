import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchOptions, LspClient, WaitError } from '../../lsp-client.ts';

let folder: string;
let program: string;
let client: LspClient;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'praxis-stdio-'));
  program = path.join(folder, 'tiny-server.mjs');
  buildSync({
    entryPoints: [fileURLToPath(new URL('tiny-server.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

afterEach(() => client.kill());

function launch(options: LaunchOptions = {}): LspClient {
  client = new LspClient([process.execPath, program, '--stdio'], options);
  return client;
}

function framed(text: string): string {
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

describe('a server on stdio', () => {
  it('keeps what is printed out of the messages', async () => {
    launch();
    await client.initialize({ client: 'bare' });
    expect(await client.request('test/echo', { x: '漢😀\ud800' })).toEqual({ x: '漢😀\ud800' });
    expect(client.stderr).toContain('a stray line');
    expect(client.stderr).toContain('(index)');
  });

  it('ends with code 0 when asked as LSP prescribes', async () => {
    launch();
    await client.initialize();
    expect(await client.shutdown()).toBe(0);
    expect(client.stderr).not.toContain('Error');
  });

  it('ends with code 1 on exit alone, and when stdin closes', async () => {
    launch();
    await client.initialize();
    client.notify('exit');
    expect(await client.exitCode()).toBe(1);

    launch();
    await client.initialize();
    client.closeStdin();
    expect(await client.exitCode()).toBe(1);
  });

  it('ends with code 0 when stdin closes after shutdown', async () => {
    launch();
    await client.initialize();
    await client.request('shutdown');
    client.closeStdin();
    expect(await client.exitCode()).toBe(0);
  });

  it('ends quietly when nobody reads its answers any more', async () => {
    launch();
    await client.initialize();
    client.closeStdout();
    client.notify('test/publish', { uri: 'file:///x', times: 3 });
    expect(await client.exitCode()).toBe(1);
    expect(client.stderr).not.toMatch(/EPIPE|Error|failed/);
  });

  it.each([
    ['names in initialize', (pid: number) => launch().initialize({ processId: pid })],
    [
      'is named on the command line',
      (pid: number) => launch({ env: { CLIENT_PROCESS_ID: String(pid) } }).initialize(),
    ],
  ])('ends when the process that the client %s is gone', async (_, begin) => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await begin(parent.pid ?? 0);
    expect(await client.request('test/echo', { still: 'here' })).toEqual({ still: 'here' });
    parent.kill('SIGKILL');
    expect(await client.exitCode()).toBe(1);
    expect(client.stderr).toContain(`The client process ${parent.pid} is gone.`);
  });

  it('lives on when the process of its client cannot be seen, as from within a container', async () => {
    launch();
    await client.initialize({ processId: 2 ** 22 + 1 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await client.request('test/echo', { still: 'here' })).toEqual({ still: 'here' });
  });

  it('goes on after bytes that hold no message', async () => {
    launch();
    await client.initialize();
    const refused = client.waitFor('a parse error', (message) =>
      'error' in message ? message : undefined,
    );
    client.sendRaw(framed('{"jsonrpc":'));
    expect(await refused).toMatchObject({ id: null, error: { code: -32700 } });
    expect(await client.request('test/echo', {})).toEqual({});
  });

  it('answers, says why and ends when the framing is lost', async () => {
    launch();
    const refused = client.waitFor('a parse error', (message) =>
      'error' in message ? message : undefined,
    );
    client.sendRaw('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}\n');
    expect(await refused).toMatchObject({ id: null, error: { code: -32700 } });
    expect(await client.exitCode()).toBe(1);
    expect(client.stderr).toContain('Expected the header of a message');
  });
});

describe('LspClient', () => {
  const uri = 'file:///w/metadata.json';

  it('answers what the server asks from its settings', async () => {
    launch();
    client.configuration = { praxis: { cache: { mode: 'off' } } };
    await client.initialize();
    expect(await client.request('test/configuration', {})).toEqual({ cache: { mode: 'off' } });
    client.answers.delete('workspace/configuration');
    await expect(client.request('test/configuration', {})).rejects.toThrow(
      'workspace/configuration',
    );
  });

  it('waits for diagnostics, keeps the latest and logs them all', async () => {
    launch();
    await client.initialize();
    const second = client.nextDiagnostics(uri, ({ version }) => version === 2);
    client.notify('test/publish', { uri, times: 3 });
    expect((await second).version).toBe(2);
    await client.request('test/echo', {});
    expect((await client.diagnostics(uri)).version).toBe(3);
    expect(client.notifications('textDocument/publishDiagnostics')).toHaveLength(3);
  });

  it('counts versions up while a document is open', async () => {
    launch();
    client.open(uri, '{}');
    expect([client.change(uri, '{ }'), client.change(uri, '{}')]).toEqual([2, 3]);
    client.close(uri);
    client.open(uri, '{}');
    expect(client.log.at(-1)?.message).toMatchObject({
      params: { textDocument: { uri, languageId: 'json', version: 1 } },
    });
  });

  it('says what it waited for and what came instead', async () => {
    launch({ timeoutMs: 1500 });
    await client.initialize();
    const never = client.request('test/never', {});
    client.notify('test/publish', { uri, times: 1 });
    const error = await never.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(WaitError);
    expect(String(error)).toContain('Waited for an answer to test/never, but 1500 ms went by.');
    expect(String(error)).toContain('textDocument/publishDiagnostics');
  });

  it('gives up at once when the server ends', async () => {
    launch();
    await client.initialize();
    const diagnostics = client.nextDiagnostics(uri);
    client.closeStdin();
    await expect(diagnostics).rejects.toThrow(/but the server ended with exit code 1/);
  });
});
