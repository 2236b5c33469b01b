import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import {
  type ByteStreams,
  chooseTransport,
  openTransport,
  TransportError,
} from '../../../server/lsp/transport.ts';

describe('chooseTransport', () => {
  it.each([
    [{ stdio: true }, { kind: 'stdio' }],
    [{ socket: '6009' }, { kind: 'socket', port: 6009 }],
    [{ pipe: '/tmp/p.sock' }, { kind: 'pipe', name: '/tmp/p.sock' }],
  ])('%j', (options, expected) => {
    expect(chooseTransport(options)).toEqual(expected);
  });

  it.each([
    [{}, 'No way to talk to the client was given.'],
    [
      { stdio: true, socket: '6009' },
      'Two ways to talk to the client were given: stdio and socket.',
    ],
    [{ socket: '0' }, '--socket must be a port number, got "0".'],
    [{ socket: '65536' }, '--socket must be a port number, got "65536".'],
    [{ socket: '-1' }, '--socket must be a port number, got "-1".'],
    [{ socket: '80x' }, '--socket must be a port number, got "80x".'],
    [{ socket: '' }, '--socket must be a port number, got "".'],
    [{ pipe: '' }, '--pipe must be the name of a pipe, got "".'],
  ])('refuses %j', (options, message) => {
    expect(() => chooseTransport(options)).toThrow(
      expect.objectContaining({ kind: 'InvalidArgument', message }),
    );
  });
});

describe('openTransport', () => {
  const unpatched = { ...console };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'praxis-pipe-'));
  let opened: ByteStreams | undefined;

  afterEach(() => {
    Object.assign(console, unpatched);
    opened?.output.destroy();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function exchange(client: net.Server, begin: () => Promise<ByteStreams>): Promise<string> {
    const accepted = once(client, 'connection');
    opened = await begin();
    const [socket] = (await accepted) as [net.Socket];
    socket.write('ping');
    const [ping] = (await once(opened.input, 'data')) as [Buffer];
    opened.output.write(`${ping}-pong`);
    const [pong] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    client.close();
    return pong.toString();
  }

  it('connects to the port on which the client listens', async () => {
    const client = net.createServer().listen(0, '127.0.0.1');
    await once(client, 'listening');
    const { port } = client.address() as AddressInfo;
    expect(await exchange(client, () => openTransport({ kind: 'socket', port }))).toBe('ping-pong');
  });

  it('connects to the pipe on which the client listens', async () => {
    const name =
      process.platform === 'win32' ? `\\\\.\\pipe\\praxis-${process.pid}` : path.join(folder, 'p');
    const client = net.createServer().listen(name);
    await once(client, 'listening');
    expect(await exchange(client, () => openTransport({ kind: 'pipe', name }))).toBe('ping-pong');
  });

  it('says so when nobody listens', async () => {
    const name = path.join(folder, 'nobody');
    const error = await openTransport({ kind: 'pipe', name }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      kind: 'ConnectionFailed',
      message: expect.stringContaining(`Cannot connect to the client on pipe ${name}: `),
    });
  });
});
