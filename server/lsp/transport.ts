import { Console } from 'node:console';
import { once } from 'node:events';
import net from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** How the client wants to be spoken to. */
type Transport =
  | { readonly kind: 'stdio' }
  /** The client listens on 127.0.0.1; the server connects. */
  | { readonly kind: 'socket'; readonly port: number }
  /** The client listens on a named pipe (Windows) or a Unix socket; the server connects. */
  | { readonly kind: 'pipe'; readonly name: string };

export interface ByteStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/** The command line's options as given: `--stdio`, `--socket=N`, `--pipe=NAME`. */
interface TransportOptions {
  readonly stdio?: boolean | undefined;
  readonly socket?: string | undefined;
  readonly pipe?: string | undefined;
}

export class TransportError extends Error {
  readonly kind: 'InvalidArgument' | 'ConnectionFailed';
  readonly remediation: string;

  constructor(kind: TransportError['kind'], message: string, remediation: string) {
    super(message);
    this.name = 'TransportError';
    this.kind = kind;
    this.remediation = remediation;
  }
}

/** @throws {TransportError} unless exactly one transport is named, and rightly. */
export function chooseTransport(options: TransportOptions): Transport {
  const chosen: Transport[] = [];
  if (options.stdio === true) chosen.push({ kind: 'stdio' });
  if (options.socket !== undefined) {
    chosen.push({ kind: 'socket', port: portFrom(options.socket) });
  }
  if (options.pipe !== undefined) chosen.push({ kind: 'pipe', name: pipeFrom(options.pipe) });
  const [transport, second] = chosen;
  if (transport === undefined || second !== undefined) {
    throw new TransportError(
      'InvalidArgument',
      transport === undefined
        ? 'No way to talk to the client was given.'
        : `Two ways to talk to the client were given: ${transport.kind} and ${second?.kind}.`,
      'Give exactly one of --stdio, --socket=PORT and --pipe=NAME.',
    );
  }
  return transport;
}

/**
 * Opens the streams of a transport. From here on `console` writes to stderr, so that a stray
 * `console.log`, ours or a library's, cannot get between the messages on stdout.
 *
 * @throws {TransportError} when the client's socket or pipe does not take the connection.
 */
export async function openTransport(transport: Transport): Promise<ByteStreams> {
  sendConsoleToStderr();
  switch (transport.kind) {
    case 'stdio':
      return { input: process.stdin, output: process.stdout };
    case 'socket':
      return connect({ host: '127.0.0.1', port: transport.port }, `port ${transport.port}`);
    case 'pipe':
      return connect({ path: transport.name }, `pipe ${transport.name}`);
  }
}

function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new TransportError(
    'InvalidArgument',
    `--socket must be a port number, got ${JSON.stringify(text)}.`,
    'Give the port on which the client listens, 1 to 65535: --socket=6009.',
  );
}

function pipeFrom(text: string): string {
  if (text !== '' && !text.includes('\0')) return text;
  throw new TransportError(
    'InvalidArgument',
    `--pipe must be the name of a pipe, got ${JSON.stringify(text)}.`,
    'Give the pipe or Unix socket on which the client listens: --pipe=/tmp/praxis.sock.',
  );
}

async function connect(address: net.NetConnectOpts, name: string): Promise<ByteStreams> {
  const socket = net.connect(address);
  try {
    await once(socket, 'connect');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TransportError(
      'ConnectionFailed',
      `Cannot connect to the client on ${name}: ${why}`,
      'The client must listen before it starts the server; check that it does, or use --stdio.',
    );
  }
  socket.setNoDelay(true);
  return { input: socket, output: socket };
}

function sendConsoleToStderr(): void {
  const stderr = new Console(process.stderr, process.stderr);
  // The methods are replaced in place, since libraries hold on to the global object.
  for (const name of Object.keys(console)) {
    const method: unknown = Reflect.get(stderr, name);
    if (typeof method === 'function') Reflect.set(console, name, method);
  }
}
