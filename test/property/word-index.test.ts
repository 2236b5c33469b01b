import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chunksOf } from '../../server/rag/chunking/chunks.ts';
import { WordIndex } from '../../server/rag/words/word-index.ts';
import { propertyRuns } from './property-runs.ts';

const vocabulary = [
  'gate',
  'phase',
  'total_phases',
  'EXECUTE-NOW',
  '🛑',
  'evidence',
  'reviewing',
  'tasks.md',
  'strict',
];
const words = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 80 });
const page = fc
  .array(fc.tuple(fc.constantFrom(...vocabulary), words), { minLength: 1, maxLength: 4 })
  .map((sections) =>
    sections.map(([name, body]) => `## ${name}\n\n${body.join(' ')}`).join('\n\n'),
  );
const file = fc.constantFrom('/a.md', '/b.md', '/c.md', '/d.md');
const change = fc.oneof(
  fc.record({ file, text: page }),
  fc.record({ file, text: fc.constant('') }),
  fc.record({ file, text: fc.constant(undefined) }),
);

it('answers after any changes as an index that is built anew', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), words, (changes, query) => {
      const index = new WordIndex();
      const texts = new Map<string, string>();
      for (const { file: path, text } of changes) {
        if (text === undefined) index.removeFile(path);
        else index.replaceFile({ file: path, kind: 'standard' }, chunksIn(path, text));
        texts.set(path, text ?? '');
      }
      const fresh = new WordIndex();
      for (const [path, text] of [...texts].sort()) {
        fresh.replaceFile({ file: path, kind: 'standard' }, chunksIn(path, text));
      }
      expect(index.size).toBe(fresh.size);
      expect(answersOf(index, query.join(' '))).toEqual(answersOf(fresh, query.join(' ')));
    }),
    propertyRuns(70),
  );
});

function chunksIn(path: string, text: string): ReturnType<typeof chunksOf> {
  return chunksOf({ file: path, kind: 'standard' }, text);
}

/** All that a search gives, with scores to nine digits: sums in another order differ in the last. */
function answersOf(index: WordIndex, query: string): unknown {
  const { terms, chunks, files } = index.search(query, () => true, 1_000);
  const digits = (value: number): number => Number(value.toPrecision(9));
  return {
    terms: [...terms].map(([term, weight]) => [term, digits(weight)]),
    chunks: chunks
      .map(({ ref, score, matched }) => ({
        place: `${ref.file.file} ${ref.ordinal}`,
        score: digits(score),
        matched: [...matched].map(([term, fields]) => [term, fields.toSorted()]).sort(),
      }))
      .sort((a, b) => b.score - a.score || (a.place < b.place ? -1 : 1)),
    files: [...files]
      .map(([path, score]) => [path, digits(score.fields), digits(score.whole)] as const)
      .sort((a, b) => (a[0] < b[0] ? -1 : 1)),
  };
}
