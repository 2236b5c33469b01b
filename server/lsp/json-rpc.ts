import {
  ErrorCodes,
  type NotificationMessage,
  type RequestMessage,
  type ResponseMessage,
} from 'vscode-jsonrpc';
import { keepNumbers } from './verbatim-numbers.ts';

/** The id of a request or a response: LSP allows integers and strings. */
export type MessageId = number | string;

/** What a message body turned out to be (JSON-RPC 2.0, narrowed by LSP 3.17). */
export type Incoming =
  | { readonly kind: 'request'; readonly message: RequestMessage & { readonly id: MessageId } }
  | { readonly kind: 'notification'; readonly message: NotificationMessage }
  | {
      readonly kind: 'response';
      readonly message: ResponseMessage & { readonly id: MessageId | null };
    }
  | {
      readonly kind: 'invalid';
      /** null where the body shows no id that could be answered. */
      readonly id: MessageId | null;
      readonly code: number;
      readonly reason: string;
    };

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads one message body. Never throws.
 *
 * Two liberties that real clients take are granted: `params: null` counts as none, and a response
 * without `result` (the encoders of some languages drop nulls) counts as one with null if its id
 * is one that the server `awaits`.
 */
export function readMessage(body: Buffer, awaits: (id: MessageId) => boolean): Incoming {
  let value: unknown;
  try {
    const text = body.toString('utf8');
    value = JSON.parse(text);
    if (isObject(value)) keepNumbers(text, value);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return invalid(null, `The message is not valid JSON: ${why}`, ErrorCodes.ParseError);
  }
  if (Array.isArray(value))
    return invalid(null, 'A message must be one object: LSP has no batches.');
  if (!isObject(value)) return invalid(null, 'A message must be a JSON object.');

  const id = isMessageId(value.id) ? value.id : null;
  if (value.jsonrpc !== '2.0') return invalid(id, 'A message must carry "jsonrpc": "2.0".');
  if ('method' in value) return readCall(value, value.method, id);
  // A response is never answered, however odd: two sides that do would not stop.
  if ('result' in value || 'error' in value || (id !== null && awaits(id))) {
    return readResponse(value, id);
  }
  return invalid(id, 'A message must have a "method", or answer a request with a "result".');
}

export function isMessageId(value: unknown): value is MessageId {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readCall(value: JsonObject, method: unknown, id: MessageId | null): Incoming {
  if (typeof method !== 'string') return invalid(id, 'The "method" of a message must be a string.');
  const params = value.params ?? undefined;
  if (params !== undefined && typeof params !== 'object') {
    return invalid(id, `The params of ${method} must be an object or an array.`);
  }
  const call = { jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) };
  if (id !== null) return { kind: 'request', message: { ...call, id } };
  if ('id' in value) return invalid(null, `The id of ${method} must be an integer or a string.`);
  return { kind: 'notification', message: call };
}

function readResponse(value: JsonObject, id: MessageId | null): Incoming {
  const { error, result = null } = value;
  if (error === undefined || error === null) {
    return { kind: 'response', message: { jsonrpc: '2.0', id, result: result as null } };
  }
  const { code, message } = isObject(error) ? error : { code: undefined, message: error };
  return {
    kind: 'response',
    message: {
      jsonrpc: '2.0',
      id,
      error: {
        code: typeof code === 'number' ? code : ErrorCodes.UnknownErrorCode,
        message: String(message),
      },
    },
  };
}

function invalid(
  id: MessageId | null,
  reason: string,
  code: number = ErrorCodes.InvalidRequest,
): Incoming {
  return { kind: 'invalid', id, code, reason };
}
