import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../server/rag/chunking/chunks.ts';
import { termsOf } from '../../../server/rag/words/tokens.ts';
import { answersOf, hoverQualityOf, systemsOf } from '../../bench/retrieval/evaluation.ts';
import { comparison, qualityOf } from '../../bench/retrieval/measures.ts';
import { ownQuestions, type QuestionSet } from '../../bench/retrieval/question-sets.ts';
import { Searchable } from '../../bench/retrieval/systems.ts';

const set = ownQuestions();
const searchable = await Searchable.of(set.files);

describe('our questions', () => {
  const ofKind = (kind: string) => set.questions.filter((question) => question.kind === kind);

  it('are many enough of each kind', () => {
    const [literal, paraphrases] = [ofKind('literal').length, ofKind('paraphrase').length];
    expect(literal + paraphrases).toBeGreaterThanOrEqual(150);
    expect(paraphrases).toBeGreaterThanOrEqual((literal + paraphrases) / 3);
    expect(set.unanswered.filter(({ kind }) => kind === 'literal').length).toBeGreaterThanOrEqual(
      15,
    );
    expect(new Set([...set.questions, ...set.unanswered].map(({ query }) => query)).size).toBe(
      set.questions.length + set.unanswered.length,
    );
  });

  it('name sections that exist', () => {
    for (const { query, answers } of set.questions) {
      for (const { file, section = '' } of answers) {
        expect(sectionsOf(set, file, section), `${query}: ${file}, ${section}`).not.toEqual([]);
      }
    }
  });

  it('share at most one word with their passage where they are rephrased', () => {
    for (const { query, answers } of ofKind('paraphrase')) {
      for (const { file, section = '' } of answers) {
        const said = new Set(sectionsOf(set, file, section).flatMap(termsOf));
        const shared = [...new Set(termsOf(query))].filter((term) => said.has(term));
        expect(shared.length, `${query}: ${shared}`).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('words alone', () => {
  it.each([
    ['literal', { recallAt5: 0.98, mrrAt10: 0.95 }],
    ['paraphrase', { recallAt5: 0.45, mrrAt10: 0.28 }],
    ['hover', { recallAt5: 0.98, mrrAt10: 0.93 }],
  ])('find the files of %s questions', async (kind, floor) => {
    const words = systemsOf(set, searchable, false).find(({ name }) => name === 'words');
    const asked = set.questions.filter((question) => question.kind === kind);
    const quality = words && qualityOf((await answersOf(words, asked)).ranks);
    expect(quality?.recallAt5).toBeGreaterThanOrEqual(floor.recallAt5);
    expect(quality?.mrrAt10).toBeGreaterThanOrEqual(floor.mrrAt10);
  });

  it('show the right passage on hover where there is one, and rarely any where there is none', async () => {
    const quality = await hoverQualityOf(set, searchable, (query, limit, about) =>
      searchable.byWords(query, limit, about),
    );
    expect(quality.places).toBeGreaterThanOrEqual(100);
    expect(quality.placesWithout).toBeGreaterThanOrEqual(50);
    expect(quality.answered).toBeGreaterThanOrEqual(0.9);
    expect(quality.wrong).toBeLessThanOrEqual(0.05);
  });
});

describe('the measures', () => {
  it('are those of the field', () => {
    expect(qualityOf([1, 2, 0, 11])).toEqual({
      questions: 4,
      recallAt1: 0.25,
      recallAt5: 0.5,
      mrrAt10: 0.375,
      ndcgAt10: (1 + 1 / Math.log2(3)) / 4,
    });
  });

  it('compare question by question, with the same figures each time', () => {
    const better = Array.from({ length: 100 }, (_, n) => (n % 4 === 0 ? 0.5 : 1));
    const worse = Array.from({ length: 100 }, () => 0.5);
    const first = comparison(better, worse, { resamples: 2_000 });
    expect(first.difference).toBeCloseTo(0.375);
    expect(first.low).toBeGreaterThan(0.25);
    expect(first.worse).toBe(0);
    expect(comparison(better, worse, { resamples: 2_000 })).toEqual(first);
    expect(comparison(worse, worse).difference).toBe(0);
  });
});

/** The headings and the text of each passage of a section. */
function sectionsOf({ files }: QuestionSet, name: string, section: string): string[] {
  const file = files.find((each) => each.name === name);
  if (file === undefined) return [];
  return chunksOf(file.indexed, file.text)
    .filter(({ headings, text }) => headings.at(-1) === section || text.includes(`# ${section}`))
    .map(({ headings, text }) => [...headings, text].join('\n'));
}
