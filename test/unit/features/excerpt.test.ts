import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../server/features/excerpt.ts';
import { termsSharedWith } from '../../../server/rag/words/shared-terms.ts';

const excerptFor = (query: string, passage: string) => excerptOf(passage, termsSharedWith(query));
const FILLER =
  'Gates force an agent to verify what it claims before it goes on to the next phase. ';

describe('the lines of a passage that are shown', () => {
  it('are its beginning, in the form that it has', () => {
    const passage = [
      '### Navigation commands',
      '',
      '**Purpose**: routes between [files](a.md)',
      'of one phase',
      '**Syntax**:',
      '```markdown',
      '🎯 NEXT-MANDATORY: [file]',
      '```',
      '',
      'When to use:',
      '- After a *task*',
      '1. `then`',
    ].join('\n');
    expect(excerptFor('next', passage)).toBe(
      [
        'Purpose: routes between files of one phase  ',
        'Syntax:',
        '```markdown',
        '🎯 NEXT-MANDATORY: [file]',
        '```',
        '',
        'When to use:',
        '- After a task',
        '1. then',
      ].join('\n'),
    );
  });

  it('are those that say what was asked, if the beginning does not', () => {
    const passage = `${FILLER.repeat(4)}\n\nFields:\n\n- \`strict\` keeps the phase open.`;
    expect(excerptFor('strict', passage)).toBe('Fields:\n- strict keeps the phase open.');
  });

  it('leave out tables and long code with the line that announces them', () => {
    const passage = [
      'A gate is strict.',
      '',
      '**Examples:**',
      '```yaml',
      ...['checkpoint:', '  strict: true', '  # 1', '  # 2'],
      '```',
      'All of them:',
      '',
      '| Field | Meaning |',
      '|---|---|',
      '| allow_override | a person may pass |',
    ].join('\n');
    expect(excerptFor('strict', passage)).toBe('A gate is strict.');
  });

  it('leave out a line that announces what is in the next passage', () => {
    const code = ['```json', ...Array.from({ length: 9 }, (_, nth) => `"strict${nth}": 1`), '```'];
    const shown = excerptFor('strict', [...code, '', '**Values:**'].join('\n'));
    expect(shown).toContain('strict0');
    expect(shown).not.toContain('Values');
  });

  it('have the row of a table that says what was asked', () => {
    const passage = '| Symbol | Means |\n|---|---|\n| 🛑 | stop |\n| 🎯 | the next file |\n';
    expect(excerptFor('🎯', passage)).toBe('- 🎯 — the next file');
  });

  it('of a passage that is all code begin where it does, or with what was asked', () => {
    const code = (at: number) => {
      const lines = Array.from({ length: 9 }, (_, nth) => `  "line": ${nth}`);
      lines[at] = '  "total_phases": 3';
      return ['```json', '// wrong', ...lines, '```'].join('\n');
    };
    expect(excerptFor('total_phases', code(1))).toMatch(
      /^```json\n\/\/ wrong\n.*total_phases.*…\n```$/s,
    );
    expect(excerptFor('total_phases', code(7))).toMatch(
      /^```json\n"total_phases": 3\n"line": 8\n```$/,
    );
  });

  it('are cut off where there is no more room, and say so', () => {
    const shown = excerptFor('gates', FILLER.repeat(9));
    expect(shown.length).toBeLessThan(300);
    expect(shown).toMatch(/…$/);
    const items = Array.from({ length: 30 }, (_, nth) => `- item ${nth}`).join('\n');
    expect(excerptFor('item', items)).toBe(`${items.split('\n').slice(0, 8).join('\n')} …`);
  });

  it('are never many, whatever the passage is', () => {
    const piece = fc.constantFrom(
      '# H\n',
      '- a\n',
      '1. b\n',
      '```\ncode\n',
      '```\n',
      '| a | b |\n',
      '|---|---|\n',
      '**x**:\n',
      '\n',
      '> q\n',
      '    in\n',
      FILLER,
      '<!-- c',
      '[l](m)',
      '~~~\n',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const shown = excerptFor('gates code', pieces.join(''));
        expect(shown.length).toBeLessThan(1500);
        expect(shown.split('\n').length).toBeLessThan(30);
      }),
      { numRuns: 300 },
    );
  });
});
