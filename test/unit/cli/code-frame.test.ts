import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../../server/cli/terminal/code-frame.ts';
import { widthOf } from '../../../server/cli/terminal/text-width.ts';

/** The frame of a line whose stretch is marked `«so»`, both lines between bars. */
function framed(marked: string, width = 60): string[] {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const { code, marks } = codeFrame(marked.replace(/[«»]/g, ''), { start, end }, width);
  return [code, marks];
}

describe('a line with a squiggle', () => {
  it('is marked where the stretch is', () => {
    expect(framed('  type: «number»')).toEqual(['  type: number', '        ~~~~~~']);
  });

  it.each([
    ['tabs', '\t«a»\tb', ['    a   b', '    ~']],
    ['emoji', '🎯 «NEXT»', ['🎯 NEXT', '   ~~~~']],
    ['emoji with a selector', '⚠️ «⚠️» x', ['⚠️ ⚠️ x', '   ~~']],
    ['East Asian characters', '漢字 «漢»', ['漢字 漢', '     ~~']],
    ['accents of their own', 'e\u0301 «e\u0301»', ['e\u0301 e\u0301', '  ~']],
    ['emoji of several parts', '👩‍👩‍👧 «x»', ['👩‍👩‍👧 x', '   ~']],
    ['control characters', 'a«\u0007»b', ['a␇b', ' ~']],
  ])('measures %s', (_what, marked, expected) => {
    expect(framed(marked)).toEqual(expected);
  });

  it('has a squiggle for an empty stretch, and at the end of the line', () => {
    expect(framed('ab«»')).toEqual(['ab', '  ~']);
    expect(framed('«»')).toEqual(['', '~']);
  });

  it('shows of a long line the part around the stretch', () => {
    const [code = '', marks = ''] = framed(`${'a'.repeat(200)}«bad»${'c'.repeat(200)}`);
    expect(code).toBe(`…${'a'.repeat(20)}bad${'c'.repeat(35)}…`);
    expect(code.slice(marks.indexOf('~'), marks.length)).toBe('bad');
  });

  it('fits, whatever the line and the stretch, and marks what it shows', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', ' ', '\t', '🎯', '漢', 'é', '⚠️'),
      maxLength: 120,
    });
    fc.assert(
      fc.property(
        line,
        fc.nat(130),
        fc.nat(130),
        fc.integer({ min: 30, max: 80 }),
        (text, a, b, width) => {
          const { code, marks } = codeFrame(
            text,
            { start: Math.min(a, b), end: Math.max(a, b) },
            width,
          );
          expect(widthOf(code)).toBeLessThanOrEqual(width);
          expect(marks.length).toBeLessThanOrEqual(width);
          expect(marks).toMatch(/^ *~+$/);
        },
      ),
    );
  });
});
