import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Frame, FrameDecoder } from '../../../server/lsp/frame-decoder.ts';

function decode(...chunks: readonly (string | Buffer)[]): unknown[] {
  const decoder = new FrameDecoder();
  return chunks.flatMap((chunk) => decoder.push(Buffer.from(chunk)).map(readable));
}

function readable(frame: Frame): unknown {
  return frame.kind === 'body' ? frame.bytes.toString() : { [frame.kind]: frame.reason };
}

function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe('FrameDecoder', () => {
  it('gives the same bodies however the bytes are cut', () => {
    const body = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(body),
        fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
        (bodies, sizes) => {
          const bytes = Buffer.from(bodies.map(framed).join(''));
          const chunks: Buffer[] = [];
          for (let at = 0; at < bytes.length; ) {
            const size = sizes.next().value ?? 1;
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(decode(...chunks)).toEqual(bodies.map((text) => Buffer.from(text).toString()));
        },
      ),
    );
  });

  it('reads headers in any case, any order, with LF alone, and past blank lines', () => {
    const type = 'Content-Type: application/vscode-jsonrpc; charset=utf-8';
    expect(decode(`\r\n${type}\r\ncontent-length:2\r\n\r\n{}\n\nContent-Length: 2\n\n[]`)).toEqual([
      '{}',
      '[]',
    ]);
  });

  it('passes on an empty body', () => {
    expect(decode(`Content-Length: 0\r\n\r\n${framed('{}')}`)).toEqual(['', '{}']);
  });

  it.each([
    ['Content-Length: -5\r\n\r\n', 'Content-Length must be a whole number of bytes, got "-5".'],
    [
      'Content-Length: 12abc\r\n\r\n',
      'Content-Length must be a whole number of bytes, got "12abc".',
    ],
    ['Content-Length: \r\n\r\n', 'Content-Length must be a whole number of bytes, got "".'],
    ['Content-Length: 1e3\r\n\r\n', 'Content-Length must be a whole number of bytes, got "1e3".'],
    ['Content-Type: x\r\n\r\n{}', 'A message header has no Content-Length.'],
    [
      'Content-Length: 99999999999999\r\n\r\n',
      'Content-Length is 99999999999999 bytes; a message may have 67108864.',
    ],
    ['nonsense\r\n\r\n', 'Expected the header of a message ("Content-Length: …"), got "nonsense".'],
  ])('gives up on %j, and reads nothing after it', (header, reason) => {
    expect(decode(header, framed('{}'))).toEqual([{ lost: reason }]);
  });

  it('tells a client at once that sends JSON without a header', () => {
    const [frame] = decode('{"jsonrpc":"2.0","id":1,"method":"initialize"}');
    expect(frame).toEqual({ lost: expect.stringContaining('Expected the header of a message') });
  });

  it('bounds a header that does not end', () => {
    const decoder = new FrameDecoder();
    const frames = Array.from({ length: 50 }, () => decoder.push(Buffer.alloc(100, 'a'))).flat();
    expect(frames).toEqual([
      { kind: 'lost', reason: 'A message header is longer than 4096 bytes.' },
    ]);
  });

  it('reads past a body that is too long, without keeping it', () => {
    const size = 64 * 1024 * 1024 + 1;
    const decoder = new FrameDecoder();
    decoder.push(Buffer.from(`Content-Length: ${size}\r\n\r\n`));
    const before = process.memoryUsage().arrayBuffers;
    const chunk = Buffer.alloc(1024 * 1024);
    for (let sent = 0; sent < size - 1; sent += chunk.length) decoder.push(chunk);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * chunk.length);
    expect(decoder.push(Buffer.from(`x${framed('{}')}`)).map(readable)).toEqual([
      { skipped: `A message of ${size} bytes was skipped; it may have ${size - 1}.` },
      '{}',
    ]);
  });

  it('reads past a body in an encoding that it does not know', () => {
    const header = 'Content-Length: 2\r\nContent-Type: application/json; charset=utf-16le\r\n\r\n';
    expect(decode(`${header}{}${framed('[]')}`)).toEqual([
      { skipped: 'A message in "utf-16le" was skipped; only utf-8 is understood.' },
      '[]',
    ]);
  });

  it('knows whether it is inside a message', () => {
    const decoder = new FrameDecoder();
    expect(decoder.midMessage).toBe(false);
    decoder.push(Buffer.from('Content-Le'));
    expect(decoder.midMessage).toBe(true);
    decoder.push(Buffer.from('ngth: 2\r\n\r\n{'));
    expect(decoder.midMessage).toBe(true);
    decoder.push(Buffer.from('}'));
    expect(decoder.midMessage).toBe(false);
  });
});
