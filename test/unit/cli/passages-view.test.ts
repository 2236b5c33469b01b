import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { passagesView } from '../../../server/cli/search/passages-view.ts';
import type { FoundPassage } from '../../../server/rag/indexing/protocol.ts';
import { termsSharedWith } from '../../../server/rag/words/shared-terms.ts';

const WIDTH = 40;
const PLACE = 'Gates › Strict gates\nstandards/gates.md:3\n';

/** What is shown of one passage to somebody who asked for `query`. */
function view(text: string, { query = 'gate', kind = 'standard', colours = false } = {}): string {
  const passage = {
    file: '/w/standards/gates.md',
    title: 'Gates',
    headings: ['Strict gates'],
    text,
    kind,
    lines: { start: { line: 2, character: 0 }, end: { line: 9, character: 0 } },
  } as unknown as FoundPassage;
  const terminal = {
    colours: createColors(colours),
    errorColours: createColors(colours),
    width: WIDTH,
    out: () => undefined,
    err: () => undefined,
  };
  return passagesView([passage], termsSharedWith(query), terminal, '/w');
}

describe('passages at a terminal', () => {
  it('fill the lines anew that the author broke', () => {
    expect(view('A strict gate keeps\nthe phase **open** until all\nof it holds.')).toBe(
      `${PLACE}  A strict gate keeps the phase open\n  until all of it holds.`,
    );
  });

  it('keep lists, with the lines of an item below its text', () => {
    expect(view('When:\n\n- the gate of a phase is so long\n  that it is broken\n1. then')).toBe(
      `${PLACE}  When:\n  - the gate of a phase is so long that\n    it is broken\n  1. then`,
    );
  });

  it('set code in, cut off at the edge', () => {
    const code = `strict: true\n  name: ${'x'.repeat(40)}`;
    for (const colours of [false, true]) {
      const shown = stripVTControlCharacters(
        view(`Like so:\n\n\`\`\`yaml\n${code}\n\`\`\``, { colours }),
      );
      expect(shown).toBe(
        `${PLACE}  Like so:\n      strict: true\n        name: ${'x'.repeat(25)}…`,
      );
    }
  });

  it('show of a table the row that was asked for', () => {
    const table = '| Key | Meaning |\n|---|---|\n| `strict` | stays open |\n| `params` | values |';
    expect(view(table, { query: 'strict' })).toBe(`${PLACE}  - strict — stays open`);
  });

  it('are the lines that say what was asked', () => {
    const filler = 'Many words about something else that nobody asked for. '.repeat(8);
    expect(view(`${filler}\n\nAn override opens it.`, { query: 'override' })).toBe(
      `${PLACE}  An override opens it.`,
    );
  });

  it('show what a gate says line by line, to the letter', () => {
    const text = 'A strict gate.\ntag (string, matches v?\\d+_*\\d+*): the tag of a release';
    expect(view(text, { kind: 'gate' })).toBe(
      `${PLACE}  A strict gate.\n  tag (string, matches v?\\d+_*\\d+*): the\n    tag of a release`,
    );
  });
});
