import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';

/**
 * The codes of what can go wrong with a request. Those of the domain are positive: JSON-RPC and
 * LSP keep the negative ones.
 */
export const CODES = {
  InvalidParams: ErrorCodes.InvalidParams,
  WorkflowNotFound: 1001,
  WorkflowInvalid: 1002,
  SessionNotFound: 1003,
  SessionCorrupt: 1004,
  PhaseNotAccessible: 1005,
  TaskNotFound: 1006,
  PhaseMismatch: 1007,
  SessionPaused: 1008,
  SessionComplete: 1009,
  SourceInvalid: 1010,
  StateConflict: 1011,
  PathOutsideWorkspace: 1012,
  NotTrusted: 1013,
} as const;

export type PraxisErrorKind = keyof typeof CODES;

/** What an error response carries besides its code and message; more keys depend on the kind. */
interface ErrorData {
  readonly kind: PraxisErrorKind | 'Internal';
  /** What the user can do about it, in one or two sentences. */
  readonly remediation: string;
  readonly [more: string]: unknown;
}

/** A request that cannot be answered, and why, in words for the person who made it. */
export class PraxisError extends Error {
  readonly kind: PraxisErrorKind;
  readonly code: number;
  readonly remediation: string;
  /** Facts for programs, such as the diagnostics of a WorkflowInvalid. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    kind: PraxisErrorKind,
    message: string,
    remediation: string,
    data: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'PraxisError';
    this.kind = kind;
    this.code = CODES[kind];
    this.remediation = remediation;
    this.data = data;
  }
}

/**
 * The error response for whatever a handler threw, without a stack trace. One that is a response
 * already (cancelled, content modified) stays as it is; what is no `PraxisError` is a fault of
 * ours, -32603.
 */
export function responseErrorOf(thrown: unknown): ResponseError<unknown> {
  if (thrown instanceof ResponseError) return thrown;
  if (thrown instanceof PraxisError) {
    const { code, message, kind, remediation, data } = thrown;
    return new ResponseError<ErrorData>(code, message, { ...data, kind, remediation });
  }
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const [firstLine] = text.split('\n', 1);
  return new ResponseError<ErrorData>(ErrorCodes.InternalError, `Internal error: ${firstLine}`, {
    kind: 'Internal',
    remediation: 'This is a fault of the server, not of your files. Its log names the place.',
  });
}
