import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../../server/cli/run/shell-word.ts';
import { renderMarkdown } from '../../../server/cli/terminal/markdown.ts';
import { printable } from '../../../server/cli/terminal/printable.ts';
import { table, wrapped } from '../../../server/cli/terminal/table.ts';
import { wantsColours } from '../../../server/cli/terminal/terminal.ts';

const plain = createColors(false);
const coloured = createColors(true);

describe('colours', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, { CI: 'true' }, false],
  ])('a terminal (%s) with %j: %s', (isTTY, environment, expected) => {
    expect(wantsColours({ isTTY }, environment)).toBe(expected);
  });
});

describe('tables', () => {
  it('align, and wrap the last column', () => {
    expect(
      table(
        [
          ['1', 'short', 'A sentence that is too long for it'],
          ['12', 'x', 'y'],
        ],
        34,
      ),
    ).toBe(
      ['  1   short  A sentence that is', '             too long for it', '  12  x      y'].join(
        '\n',
      ),
    );
  });

  it('break words that are too long, and lose nothing of them', () => {
    const word = 'universal/specs/2026-01-15-rate-limiter/tasks.md';
    const drawn = wrapped(coloured.dim(word), 30, 2);
    expect(stripVTControlCharacters(drawn).replaceAll(/\s/g, '')).toBe(word);
  });

  it('fit the width, whatever is in the last column', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'abcdefgh  -/.') })), (texts) => {
        const drawn = table(
          texts.map((text) => ['✗', text]),
          40,
        );
        for (const line of drawn.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe('text from files', () => {
  it('cannot steer the terminal', () => {
    const hostile = 'a\u001b[2J\u0007b\u009bc\u202ed\r\ne\tf';
    expect(printable({ [hostile]: [hostile] })).toEqual({ 'a[2Jbcd\ne\tf': ['a[2Jbcd\ne\tf'] });
  });

  it('keeps numbers as they were written', () => {
    const number = new LosslessNumber('5.0');
    expect(printable({ number }).number).toBe(number);
  });
});

describe('Markdown', () => {
  const text =
    '# Title ##\n\nRead **this**, `code` and [a](b.md), [c](c).\n\n```sh\n# no **heading**\n```\n';

  it('stays what it is without colours', () => {
    expect(renderMarkdown(text, plain)).toBe(text.trimEnd());
  });

  it('is lightly rendered with them', () => {
    const drawn = renderMarkdown(text, coloured);
    expect(drawn).toContain(coloured.bold('Title'));
    expect(drawn).toContain(coloured.bold('this'));
    expect(stripVTControlCharacters(drawn)).toBe(
      'Title\n\nRead this, code and a (b.md), c.\n\n```sh\n# no **heading**\n```',
    );
  });
});

it('quotes words for the shell', () => {
  expect(['a.b/c=1', 'two words', "it's", '', '[]'].map(shellWord)).toEqual([
    'a.b/c=1',
    "'two words'",
    "'it'\\''s'",
    "''",
    "'[]'",
  ]);
});
