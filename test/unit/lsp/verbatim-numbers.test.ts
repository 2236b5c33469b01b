import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../server/lsp/json-rpc.ts';
import { keepNumbers, writeMessage } from '../../../server/lsp/verbatim-numbers.ts';

/** A message as it is read from the wire, and as it would be written again. */
function throughTheWire(body: string): string {
  const message: object = JSON.parse(body);
  keepNumbers(body, message);
  return writeMessage(message);
}

const complete = (evidence: string): string =>
  `{"jsonrpc":"2.0","id":1,"method":"praxis/session/completePhase","params":{"sessionId":"s","phase":1,"evidence":${evidence}}}`;

describe('numbers that JavaScript would change', () => {
  it.each([
    '{"n":5.0}',
    '{"n":1e3}',
    '{"n":12345678901234567890}',
    '{"n":-0.10,"m":[1.50,{"k":2}]}',
    '{"text":"5.0 and \\"1e3\\"","n":7.0}',
  ])('cross the wire both ways as they were written: %s', (evidence) => {
    expect(throughTheWire(complete(evidence))).toBe(complete(evidence));
  });

  it('cross it however they are spelt', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1 });
    const spelling = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.oneof(
          fc.constant('0'),
          digits.map((text) => `1${text}`),
        ),
        fc.option(
          digits.map((text) => `.${text}`),
          { nil: '' },
        ),
        fc.constantFrom('', 'e3', 'E+05', 'e-7'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(spelling, (number) => {
        expect(throughTheWire(complete(`{"n":${number}}`))).toBe(complete(`{"n":${number}}`));
      }),
    );
  });

  it.each(['-', '.', '1.', '.1', '1', '0'])(
    'are not looked for in every way that a long row of %j could be read',
    (unit) => {
      const evidence = { row: unit.repeat(80_000) };
      const params = { sessionId: 's', phase: 1, evidence };
      // The version last, as clients may write it: it has a number that JavaScript would change.
      const body = { id: 1, method: 'praxis/session/completePhase', params, jsonrpc: '2.0' };
      const started = performance.now();
      const read = readMessage(Buffer.from(JSON.stringify(body)), () => false);
      expect(performance.now() - started).toBeLessThan(3_000);
      expect(read).toMatchObject({ kind: 'request', message: { params } });
    },
  );

  it('are kept in the arguments of a command, too', () => {
    const body =
      '{"jsonrpc":"2.0","id":1,"method":"workspace/executeCommand","params":{"command":"praxis.session.start","arguments":[{"targetFile":"a","options":{"x":5.0}}]}}';
    expect(throughTheWire(body)).toBe(body);
  });

  it('are plain numbers everywhere else', () => {
    const message = JSON.parse(complete('{"n":5.0}').replace('"phase":1', '"phase":1.0'));
    keepNumbers(complete('{"n":5.0}').replace('"phase":1', '"phase":1.0'), message);
    expect(message.params.phase).toBe(1);
    expect(throughTheWire('{"method":"textDocument/hover","params":{"n":5.0}}')).toBe(
      '{"method":"textDocument/hover","params":{"n":5}}',
    );
  });

  it('cannot be forged by an object that looks like one', () => {
    const forged = '{"n":{"isLosslessNumber":true,"value":"1,\\"x\\":2"}}';
    expect(throughTheWire(complete(forged))).toBe(complete(forged));
    const beside = '{"n":5.0,"f":{"isLosslessNumber":true,"value":"]"}}';
    expect(throughTheWire(complete(beside))).toBe(complete(beside));
  });

  it('may be longer than JavaScript counts', () => {
    expect(writeMessage({ n: 12345678901234567890n })).toBe('{"n":12345678901234567890}');
  });
});
