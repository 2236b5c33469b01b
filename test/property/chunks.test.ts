import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PASSAGE_KINDS, type PassageKind } from '../../server/protocol/search-requests.ts';
import type { IndexedFile } from '../../server/rag/chunk.ts';
import { chunksOf } from '../../server/rag/chunking/chunks.ts';
import { propertyRuns } from './property-runs.ts';

const options = propertyRuns(70);

const word = fc.stringMatching(/^[a-z]{1,9}[0-9]{0,3}$/);
const sentence = fc
  .array(word, { minLength: 1, maxLength: 60 })
  .map((words) => `${words.join(' ')}.`);
const block = fc.oneof(
  sentence,
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), word)
    .map(([level, name]) => `${'#'.repeat(level)} ${name}`),
  word.map((name) => `${name}\n===`),
  fc
    .array(sentence, { minLength: 1, maxLength: 12 })
    .map((items) => items.map((item) => `- ${item}`).join('\n')),
  fc
    .array(word, { minLength: 1, maxLength: 40 })
    .map((cells) => ['| a |', '|---|', ...cells.map((cell) => `| ${cell} |`)].join('\n')),
  fc
    .array(word, { maxLength: 40 })
    .map((lines) => ['```', ...lines, '# no heading', '```'].join('\n')),
  fc.constant('---'),
  fc.constant('> # quoted'),
  fc.constant('<!-- # hidden -->'),
);
const page = fc
  .tuple(fc.array(block, { maxLength: 30 }), fc.constantFrom('\n', '\r\n'))
  .map(([blocks, eol]) => blocks.join('\n\n').replaceAll('\n', eol));

function fileOf(kind: PassageKind): IndexedFile {
  return { file: `/ws/universal/${kind}.md`, kind };
}

describe('the passages of any text', () => {
  it('stand where they say, in the order of the text, and are the same each time', () => {
    fc.assert(
      fc.property(
        fc.oneof(page, fc.string({ unit: 'binary' })),
        fc.constantFrom(...PASSAGE_KINDS),
        (text, kind) => {
          const chunks = chunksOf(fileOf(kind), text);
          expect(chunksOf(fileOf(kind), text)).toEqual(chunks);
          const starts = chunks.map(({ range }) => range.start);
          expect(starts).toEqual(starts.toSorted((a, b) => a - b));
          for (const { range, text: said } of chunks) {
            expect(range.start).toBeGreaterThanOrEqual(0);
            expect(range.end).toBeLessThanOrEqual(text.length);
            expect(said).not.toBe('');
            if (kind !== 'metadata' && kind !== 'gate') {
              expect(text.slice(range.start, range.end)).toBe(said);
            }
          }
        },
      ),
      options,
    );
  });

  it('leave no word of a page out', () => {
    fc.assert(
      fc.property(page, (text) => {
        const chunks = chunksOf(fileOf('standard'), text);
        const said = chunks.flatMap((chunk) => [
          chunk.title,
          ...chunk.headings,
          ...chunk.keywords,
          chunk.text,
        ]);
        const found = new Set(said.join(' ').match(/[a-z0-9]+/g));
        expect((text.match(/[a-z0-9]+/g) ?? []).filter((each) => !found.has(each))).toEqual([]);
      }),
      options,
    );
  });

  it('hold each table and each fence whole', () => {
    fc.assert(
      fc.property(page, (text) => {
        const chunks = chunksOf(fileOf('standard'), text);
        const wholes = text.match(/^(?:\| .*(?:\r?\n|$))+|^```[\s\S]*?^```/gm) ?? [];
        for (const whole of wholes) {
          expect(chunks.some((chunk) => chunk.text.includes(whole.trim()))).toBe(true);
        }
      }),
      options,
    );
  });
});
