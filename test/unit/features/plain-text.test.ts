import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../server/diagnostics/registry.ts';
import { ruleCard } from '../../../server/diagnostics/rule-page.ts';
import { passagesCard } from '../../../server/features/hover/passages-card.ts';
import { asBlock, asCode, asText, heading } from '../../../server/features/markup.ts';
import { plainLines, plainText } from '../../../server/features/plain-text.ts';

describe('markdown as plain text', () => {
  it.each([
    ['**Dynamic phases** · boolean', 'Dynamic phases · boolean'],
    ['Read *this*, __that__ and _more_.', 'Read this, that and more.'],
    ['## A title ##', 'A title'],
    ['> quoted', 'quoted'],
    ['one  \ntwo', 'one\ntwo'],
    ['- `a_b`: integer\n1. then', '- a_b: integer\n1. then'],
    ['one\n\n---\n\ntwo', 'one\n\ntwo'],
    ['2 * 3, snake_case_name, \\*kept\\*', '2 * 3, snake_case_name, *kept*'],
    ['``a ` b`` and `` `x` ``', 'a ` b and `x`'],
    ['`**x**` and `[a](b)`', '**x** and [a](b)'],
    ['[the **page**](https://example.org/a)', 'the page'],
    ['[Gates › Strict \\[1\\]](file:///w/a%20b.md#L12)', 'Gates › Strict [1] (/w/a b.md:12)'],
    ['[a](file:///w/a.md)', 'a (/w/a.md)'],
  ])('%j', (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });

  it('keeps code as it is, set in instead of fenced', () => {
    const code = 'checkpoint:\n  # **not** a `mark`\n\n\n  strict: true';
    expect(plainText(`Like this:\n${asBlock('yaml', code)}\n\nEnd.`)).toBe(
      'Like this:\n    checkpoint:\n      # **not** a `mark`\n\n\n      strict: true\n\nEnd.',
    );
    expect(plainText(asBlock('', '```\ninner\n```'))).toBe('    ```\n    inner\n    ```');
  });

  it('tells headings and code from other lines', () => {
    expect(plainLines('**Fields**\n- **one**: a\n```\nx\n```')).toEqual([
      { kind: 'heading', text: 'Fields' },
      { kind: 'text', text: '- one: a' },
      { kind: 'code', text: 'x' },
    ]);
  });

  it('gives back what users wrote', () => {
    const written = fc.string({ unit: fc.constantFrom(...'ab1_*`[]()\\#>-. &;<|~') });
    fc.assert(
      fc.property(written, (text) => {
        const line = text.replaceAll(/\s+/g, ' ').trim();
        expect(plainText(`x ${asText(text)}`)).toBe(`x ${line}`.trimEnd());
        if (line !== '') expect(plainText(`x ${asCode(text)} x`)).toBe(`x ${line} x`);
      }),
    );
  });

  it('leaves no marks in what a hover says of rules and standards', () => {
    for (const rule of rules) {
      expect(plainText(ruleCard(rule, '/w/metadata.json'))).not.toMatch(/`|^\*\*|\]\(/);
    }
    const passage = {
      title: 'Gates',
      headings: ['Strict'],
      text: 'A **strict** gate keeps `phase` open.\n\n```yaml\nstrict: true\n```',
      href: 'file:///w/gates.md#L3',
    };
    expect(plainText(passagesCard([passage], () => 0))).toBe(
      'Standards: Gates › Strict (/w/gates.md:3)\n\nA strict gate keeps phase open.\n    strict: true',
    );
    expect(plainText(heading(asCode('a**b')))).toBe('a**b');
  });
});
