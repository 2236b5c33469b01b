/**
 * What the bytes of a stream hold (LSP 3.17, "Base Protocol"): a message body, or what is wrong
 * with the framing.
 */
export type Frame =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  /** One message is lost; the next one can be read. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Where the next message begins cannot be known: the decoder reads no further. */
  | { readonly kind: 'lost'; readonly reason: string };

const MIB = 1024 * 1024;
const MAX_HEADER_BYTES = 4096;
const MAX_BODY_BYTES = 64 * MIB;
/** A body up to this size is read past; a longer one is taken for nonsense. */
const MAX_SKIPPED_BYTES = 1024 * MIB;

const NOTHING: Buffer = Buffer.alloc(0);

/** The body that is being read. */
interface Body {
  readonly length: number;
  /** Where its bytes are kept, or why they are only counted. */
  readonly keep: Buffer | { readonly skippedBecause: string };
  filled: number;
}

/**
 * Cuts a byte stream into message bodies. It holds at most one header and one body of 64 MiB, and
 * takes any split of the bytes into chunks. Tolerated: LF for CRLF in headers, and blank lines
 * between messages.
 */
export class FrameDecoder {
  #header = NOTHING;
  #body: Body | undefined;
  #lost = false;

  /** Whether bytes of an unfinished message are waiting for the rest. */
  get midMessage(): boolean {
    return !this.#lost && (this.#body !== undefined || this.#header.length > 0);
  }

  /** The frames that `chunk` completes, in order. After a `lost` one there are no more. */
  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let rest = chunk;
    while (rest.length > 0 && !this.#lost) {
      rest =
        this.#body === undefined
          ? this.#readHeader(rest, frames)
          : this.#readBody(this.#body, rest, frames);
    }
    return frames;
  }

  #readHeader(chunk: Buffer, frames: Frame[]): Buffer {
    const unread = this.#header.length === 0 ? chunk : Buffer.concat([this.#header, chunk]);
    const bytes = withoutBlankLines(unread);
    const text = bytes.toString('latin1', 0, MAX_HEADER_BYTES);
    const end = /\r?\n\r?\n/.exec(text);
    if (end === null) {
      const fault = faultOfUnfinished(text);
      if (fault !== undefined) return this.#lose(fault, frames);
      this.#header = bytes;
      return NOTHING;
    }
    this.#header = NOTHING;
    const body = bodyAfter(text.slice(0, end.index));
    if (typeof body === 'string') return this.#lose(body, frames);
    this.#body = body;
    const rest = bytes.subarray(end.index + end[0].length);
    // An empty body is complete without another byte.
    return body.length === 0 ? this.#readBody(body, rest, frames) : rest;
  }

  #readBody(body: Body, chunk: Buffer, frames: Frame[]): Buffer {
    const taken = chunk.subarray(0, body.length - body.filled);
    if (Buffer.isBuffer(body.keep)) body.keep.set(taken, body.filled);
    body.filled += taken.length;
    if (body.filled === body.length) {
      this.#body = undefined;
      frames.push(
        Buffer.isBuffer(body.keep)
          ? { kind: 'body', bytes: body.keep }
          : { kind: 'skipped', reason: body.keep.skippedBecause },
      );
    }
    return chunk.subarray(taken.length);
  }

  #lose(reason: string, frames: Frame[]): Buffer {
    this.#lost = true;
    frames.push({ kind: 'lost', reason });
    return NOTHING;
  }
}

function withoutBlankLines(bytes: Buffer): Buffer {
  let start = 0;
  while (bytes[start] === 0x0d || bytes[start] === 0x0a) start++;
  return bytes.subarray(start);
}

/**
 * What is wrong with a header whose end has not come yet. Only what cannot become right any more
 * is wrong: a client that frames nothing is told so at once, instead of being left to wait.
 */
function faultOfUnfinished(text: string): string | undefined {
  if (text.length >= MAX_HEADER_BYTES) {
    return `A message header is longer than ${MAX_HEADER_BYTES} bytes.`;
  }
  const mayBecomeHeader = /^(?:[\w-]+:[^\n]*\n)*(?:[\w-]*|[\w-]+:[^\n]*|\r)$/.test(text);
  return mayBecomeHeader ? undefined : notAHeader(text);
}

/** The body that a whole header announces, or in one sentence why it announces none. */
function bodyAfter(header: string): Body | string {
  const fields = new Map<string, string>();
  for (const line of header.split(/\r?\n/)) {
    const field = /^([\w-]+):(.*)$/.exec(line);
    if (field?.[1] === undefined) return notAHeader(line);
    fields.set(field[1].toLowerCase(), (field[2] ?? '').trim());
  }
  const declared = fields.get('content-length');
  if (declared === undefined) return 'A message header has no Content-Length.';
  if (!/^\d{1,15}$/.test(declared)) {
    return `Content-Length must be a whole number of bytes, got ${preview(declared)}.`;
  }
  const length = Number(declared);
  if (length > MAX_SKIPPED_BYTES) {
    return `Content-Length is ${length} bytes; a message may have ${MAX_BODY_BYTES}.`;
  }
  const skippedBecause = whySkipped(length, fields.get('content-type') ?? '');
  // Memory of this size is claimed now, but paged in only as the bytes arrive.
  const keep = skippedBecause === undefined ? Buffer.allocUnsafe(length) : { skippedBecause };
  return { length, keep, filled: 0 };
}

function whySkipped(length: number, contentType: string): string | undefined {
  if (length > MAX_BODY_BYTES) {
    return `A message of ${length} bytes was skipped; it may have ${MAX_BODY_BYTES}.`;
  }
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (/^utf-?8$/i.test(charset)) return undefined;
  return `A message in ${preview(charset)} was skipped; only utf-8 is understood.`;
}

function notAHeader(text: string): string {
  return `Expected the header of a message ("Content-Length: …"), got ${preview(text)}.`;
}

function preview(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
