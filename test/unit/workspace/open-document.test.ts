import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpenDocument } from '../../../server/workspace/open-document.ts';
import type { PositionEncoding } from '../../../server/workspace/position-encoding.ts';
import { anyEncoding, anyText, NaiveText } from './naive-text.ts';

function open(text: string, encoding: PositionEncoding = 'utf-16'): OpenDocument {
  return new OpenDocument({
    uri: 'file:///w/phases/0/phase.md',
    path: '/w/phases/0/phase.md',
    languageId: 'markdown',
    version: 1,
    text,
    encoding,
  });
}

function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}

describe('OpenDocument', () => {
  it('applies the changes of one notification one after the other', () => {
    const document = open('one\ntwo\n');
    const taken = document.applyChanges(
      [
        { range: range(0, 0, 0, 3), text: '1\n1' },
        { range: range(2, 0, 2, 3), text: '2' },
      ],
      7,
    );
    expect(taken).toBe(true);
    expect(document.text).toBe('1\n1\n2\n');
    expect(document.version).toBe(7);
  });

  it('takes a change without a range, or with null for one, for the whole text', () => {
    const document = open('old');
    document.applyChanges([{ text: 'new' }], 2);
    expect(document.text).toBe('new');
    document.applyChanges([{ range: null, text: 'newer' }], 3);
    expect(document.text).toBe('newer');
  });

  it('takes a new version that changes nothing', () => {
    const document = open('same');
    document.applyChanges([], 5);
    expect([document.text, document.version]).toEqual(['same', 5]);
  });

  it.each<[string, ReturnType<typeof range>, string]>([
    ['a character past its line', range(0, 1, 0, 999), 'aX\ncd'],
    ['a line past the end', range(1, 1, 99, 0), 'ab\ncX'],
    ['a whole document by large numbers', range(0, 0, 2 ** 31, 2 ** 31), 'X'],
    ['both ends past the end', range(50, 3, 60, 1), 'ab\ncdX'],
    ['a start after its end', range(1, 1, 0, 1), 'aXd'],
    ['negative numbers', range(-1, -1, 0, -4), 'Xab\ncd'],
  ])('makes the best of %s, and stays right afterwards', (_, where, expected) => {
    const document = open('ab\ncd');
    document.applyChanges([{ range: where, text: 'X' }], 2);
    expect(document.text).toBe(expected);
    document.applyChanges([{ range: range(0, 0, 0, 0), text: '>\n' }], 3);
    document.applyChanges([{ range: range(1, 0, 1, 0), text: '|' }], 4);
    expect(document.text).toBe(`>\n|${expected}`);
  });

  it('ignores a whole text older than the one it has', () => {
    const document = open('first');
    document.applyChanges([{ text: 'third' }], 14);
    expect(document.applyChanges([{ text: 'second' }], 9)).toBe(false);
    expect([document.text, document.version]).toEqual(['third', 14]);
  });

  it('applies changes by range as they come, and never goes back in version', () => {
    const document = open('');
    document.applyChanges([{ range: range(0, 0, 0, 0), text: 'b' }], 3);
    document.applyChanges([{ range: range(0, 0, 0, 0), text: 'a' }], 2);
    expect([document.text, document.version]).toEqual(['ab', 3]);
  });

  it('keeps CRLF, lone CR, a BOM, NULs and lone surrogates', () => {
    const text = '\ufeffa\r\nb\rc\0\ud800\n';
    const document = open(text, 'utf-8');
    document.applyChanges([{ range: range(2, 0, 2, 0), text: '\udc00' }], 2);
    expect(document.text).toBe('\ufeffa\r\nb\r\udc00c\0\ud800\n');
  });

  it('lets a client that counts code units replace half of a pair', () => {
    const document = open('\u{1f600}!');
    document.applyChanges([{ range: range(0, 1, 0, 2), text: '\ude01' }], 2);
    expect(document.text).toBe('\u{1f601}!');
  });

  it('puts a CR before an LF, and takes it away again', () => {
    const document = open('a\nb');
    document.applyChanges([{ range: range(0, 1, 0, 1), text: '\r' }], 2);
    document.applyChanges([{ range: range(1, 0, 1, 1), text: 'B' }], 3);
    expect(document.text).toBe('a\r\nB');
    document.applyChanges([{ range: range(0, 0, 1, 0), text: '\r' }], 4);
    document.applyChanges([{ range: range(1, 0, 1, 0), text: '\n' }], 5);
    document.applyChanges([{ range: range(1, 0, 1, 0), text: '>' }], 6);
    expect(document.text).toBe('\r\n>B');
  });

  it('equals plain counting after any edits in any encoding', () => {
    const coordinate = fc.oneof({ weight: 9, arbitrary: fc.nat(12) }, fc.constant(2 ** 31 - 1));
    const position = fc.record({ line: coordinate, character: coordinate });
    const edit = fc.record({ start: position, end: position, text: anyText });
    fc.assert(
      fc.property(
        anyText,
        anyEncoding,
        fc.array(edit, { maxLength: 12 }),
        (text, encoding, edits) => {
          const document = open(text, encoding);
          let naive = new NaiveText(text, encoding, encoding === 'utf-16');
          for (const [index, { start, end, text }] of edits.entries()) {
            document.applyChanges([{ range: { start, end }, text }], index + 2);
            naive = naive.replaced(start, end, text);
            expect(document.text).toBe(naive.text);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
