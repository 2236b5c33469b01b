import { Message, type ResponseError, type ResponseMessage } from 'vscode-jsonrpc';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { type InitializeOptions, type LaunchOptions, LspClient } from '../lsp-client.ts';

/** How every client starts the built server. */
export const COMMAND = ['node', 'dist/main.js', '--stdio'] as const;

/** A client of a new server that has answered `initialize`. */
export async function startServer(
  initialize: InitializeOptions = {},
  launch: LaunchOptions = {},
): Promise<LspClient> {
  const client = new LspClient(COMMAND, launch);
  await client.initialize(initialize);
  return client;
}

/** A message body with its header, as it goes over the wire. */
export function framed(body: string | object): string {
  const text = typeof body === 'string' ? body : JSON.stringify({ jsonrpc: '2.0', ...body });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

let nextId = 1;

/** Sends a request exactly as given: a client's library would not let through what is wrong in it. */
export function sendRequest(
  client: LspClient,
  method: string,
  params?: unknown,
): Promise<ResponseMessage> {
  const id = `raw-${nextId++}`;
  const answer = client.waitFor(`an answer to ${method}`, (message) =>
    Message.isResponse(message) && message.id === id ? message : undefined,
  );
  client.sendRaw(framed({ id, method, params }));
  return answer;
}

/** What a request that must fail is answered with. */
export async function errorOf(answer: Promise<unknown>): Promise<ResponseError<unknown>> {
  const result = await answer.then(
    (value) => ({ value }),
    (error: ResponseError<unknown>) => error,
  );
  if ('value' in result) {
    throw new Error(`An error was expected, but the answer is ${JSON.stringify(result.value)}.`);
  }
  return result;
}

/**
 * Waits until the server has handled all that was sent before.
 *
 * @returns how long that took, in milliseconds
 */
export async function settled(client: LspClient): Promise<number> {
  const started = performance.now();
  await client.request('praxis/status', {});
  return performance.now() - started;
}

/** Waits for as long as the server may take to notice a change on disk and to tell of it. */
export function rest(milliseconds = 600): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The codes of diagnostics, in their order. */
export function codesOf({ diagnostics }: PublishDiagnosticsParams): unknown[] {
  return diagnostics.map(({ code }) => code);
}

/** How often diagnostics of each file were published, by URI, since the `from`th message. */
export function publishedSince(client: LspClient, from: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { direction, message } of client.log.slice(from)) {
    if (direction !== 'received' || !Message.isNotification(message)) continue;
    if (message.method !== 'textDocument/publishDiagnostics') continue;
    const { uri } = message.params as unknown as PublishDiagnosticsParams;
    counts[uri] = (counts[uri] ?? 0) + 1;
  }
  return counts;
}
