import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../server/workspace/line-index.ts';
import {
  negotiateEncoding,
  type PositionEncoding,
} from '../../../server/workspace/position-encoding.ts';
import { anyEncoding, anyText, NaiveText } from './naive-text.ts';

describe('negotiateEncoding', () => {
  it.each<[readonly string[] | undefined, PositionEncoding]>([
    [undefined, 'utf-16'],
    [[], 'utf-16'],
    [['utf-16'], 'utf-16'],
    [['utf-8', 'utf-32', 'utf-16'], 'utf-16'],
    [['utf-32', 'utf-8'], 'utf-32'],
    [['utf-7', 'utf-8'], 'utf-8'],
    [['utf-7'], 'utf-16'],
  ])('%j gives %s', (offered, expected) => {
    expect(negotiateEncoding(offered)).toBe(expected);
  });
});

describe('LineIndex', () => {
  const LONE = '\ud800';
  const lines = new LineIndex(`aé漢😀z\r\nsecond\rthird\n${LONE}x`);

  it('ends lines at CRLF, a lone CR and LF', () => {
    expect(lines.lineCount).toBe(4);
    expect(new LineIndex('').lineCount).toBe(1);
    expect(new LineIndex('\n\r\r\n').lineCount).toBe(4);
  });

  it.each<[PositionEncoding, number]>([
    ['utf-8', 1 + 2 + 3 + 4],
    ['utf-16', 1 + 1 + 1 + 2],
    ['utf-32', 4],
  ])('counts in %s', (encoding, character) => {
    const z = lines.text.indexOf('z');
    expect(lines.positionAt(z, encoding)).toEqual({ line: 0, character });
    expect(lines.offsetAt({ line: 0, character }, encoding)).toBe(z);
  });

  it('takes a lone surrogate for one code point of three bytes', () => {
    const x = lines.text.indexOf('x');
    expect(lines.positionAt(x, 'utf-8')).toEqual({ line: 3, character: 3 });
    expect(lines.positionAt(x, 'utf-16')).toEqual({ line: 3, character: 1 });
    expect(lines.positionAt(x, 'utf-32')).toEqual({ line: 3, character: 1 });
  });

  it.each<[PositionEncoding, number[]]>([
    ['utf-8', [7, 8, 9]],
    ['utf-16', [4]],
  ])('moves a place inside a character to its start (%s)', (encoding, characters) => {
    const emoji = lines.text.indexOf('😀');
    for (const character of characters) {
      expect(lines.offsetAt({ line: 0, character }, encoding)).toBe(emoji);
    }
    const start = lines.positionAt(emoji, encoding);
    expect(lines.positionAt(emoji + 1, encoding)).toEqual(start);
  });

  it('clamps what lies outside', () => {
    const endOfSecond = lines.text.indexOf('second') + 'second'.length;
    expect(lines.offsetAt({ line: 1, character: 1e9 }, 'utf-16')).toBe(endOfSecond);
    expect(lines.offsetAt({ line: 1, character: Number.MAX_VALUE }, 'utf-8')).toBe(endOfSecond);
    expect(lines.offsetAt({ line: 99, character: 0 }, 'utf-8')).toBe(lines.text.length);
    expect(lines.offsetAt({ line: -1, character: 5 }, 'utf-8')).toBe(0);
    expect(lines.positionAt(-1, 'utf-8')).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(1e9, 'utf-32')).toEqual({ line: 3, character: 2 });
  });

  it('puts an offset between CR and LF at the end of its line', () => {
    expect(lines.positionAt(lines.text.indexOf('\n'), 'utf-32')).toEqual({ line: 0, character: 5 });
  });

  it('agrees with counting by hand, everywhere in any text', () => {
    fc.assert(
      fc.property(anyText, anyEncoding, (text, encoding) => {
        const index = new LineIndex(text);
        const naive = new NaiveText(text, encoding);
        for (const { offset, position } of naive.places()) {
          expect(index.positionAt(offset, encoding)).toEqual(position);
          expect(index.offsetAt(position, encoding)).toBe(offset);
        }
      }),
      { numRuns: 300 },
    );
  });
});
