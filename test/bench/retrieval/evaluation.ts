import { isRelevant, type RankedPassage } from '../../../server/rag/ranking/rank.ts';
import type { ChunkRef } from '../../../server/rag/words/word-hits.ts';
import { type Quality, qualityOf, type Ranks, reciprocal } from './measures.ts';
import type { Question, QuestionSet } from './question-sets.ts';
import { ReferenceIndex } from './reference.ts';
import type { Searchable } from './systems.ts';

/** One way of answering: the files that it finds, best first, each once. */
export interface System {
  readonly name: string;
  files(query: string, about?: string): Promise<readonly string[]> | readonly string[];
}

/** As many answers as a search gives when it is not told how many. */
const LIMIT = 10;

/** The systems that are compared: the reference, and the product with and without vectors. */
export function systemsOf(
  { files }: QuestionSet,
  searchable: Searchable,
  vectors: boolean,
): System[] {
  const reference = new ReferenceIndex(files);
  const distinct = (passages: readonly { readonly ref: ChunkRef }[]): string[] => [
    ...new Set(passages.map((passage) => searchable.nameOf(passage))),
  ];
  return [
    { name: 'reference', files: (query) => reference.search(query) },
    {
      name: 'words',
      files: (query, about) => distinct(searchable.byWords(query, LIMIT, about)),
    },
    ...(vectors
      ? [
          {
            name: 'vectors',
            files: async (query: string) => distinct(await searchable.byVectors(query, LIMIT)),
          },
          {
            name: 'both',
            files: async (query: string, about?: string) =>
              distinct(await searchable.byBoth(query, LIMIT, about)),
          },
        ]
      : []),
  ];
}

/** What one system answered, and how long each answer took. */
export interface Answers {
  readonly ranks: Ranks;
  /** Milliseconds. */
  readonly times: readonly number[];
}

export async function answersOf(system: System, questions: readonly Question[]): Promise<Answers> {
  const ranks: number[] = [];
  const times: number[] = [];
  for (const { query, about, answers } of questions) {
    const start = performance.now();
    const files = await system.files(query, about);
    times.push(performance.now() - start);
    const right = new Set(answers.map(({ file }) => file));
    ranks.push(files.findIndex((file) => right.has(file)) + 1);
  }
  return { ranks, times };
}

/** Each question's part in the mean reciprocal rank. */
export function reciprocals({ ranks }: Answers): number[] {
  return ranks.map(reciprocal);
}

/** How often hover shows the right passage, and how often it shows one where it should not. */
export interface HoverQuality {
  readonly places: number;
  /** The share of places with an answer at which it is among what is shown. */
  readonly answered: number;
  /** The same of those at which anything is shown. */
  readonly shown: number;
  readonly placesWithout: number;
  /** The share of places without an answer at which something is shown all the same. */
  readonly wrong: number;
}

/** Hover shows at most so many passages. */
const SHOWN = 2;

export type Search = (
  query: string,
  limit: number,
  about?: string,
) => Promise<RankedPassage[]> | RankedPassage[];

export async function hoverQualityOf(
  set: QuestionSet,
  searchable: Searchable,
  search: Search,
): Promise<HoverQuality> {
  const passagesFor = async ({
    query,
    about,
  }: QuestionSet['unanswered'][number]): Promise<RankedPassage[]> =>
    (await search(query, SHOWN, about)).filter(isRelevant);
  const places = set.questions.filter(({ kind }) => kind === 'hover');
  const without = set.unanswered.filter(({ kind }) => kind === 'hover');
  let answered = 0;
  let shown = 0;
  for (const place of places) {
    const passages = await passagesFor(place);
    if (passages.length > 0) shown += 1;
    if (passages.some((passage) => answersIt(passage, place.answers, searchable))) answered += 1;
  }
  let wrong = 0;
  for (const place of without) if ((await passagesFor(place)).length > 0) wrong += 1;
  return {
    places: places.length,
    answered: answered / Math.max(1, places.length),
    shown: shown / Math.max(1, places.length),
    placesWithout: without.length,
    wrong: wrong / Math.max(1, without.length),
  };
}

/** The places of the right section, not only of the right file. */
export async function passageQualityOf(
  questions: readonly Question[],
  searchable: Searchable,
  search: Search,
): Promise<Quality> {
  const ranks: number[] = [];
  for (const { query, about, answers } of questions) {
    const passages = await search(query, LIMIT, about);
    ranks.push(passages.findIndex((passage) => answersIt(passage, answers, searchable)) + 1);
  }
  return qualityOf(ranks);
}

function answersIt(
  passage: RankedPassage,
  answers: Question['answers'],
  searchable: Searchable,
): boolean {
  const { headings, text } = passage.ref.chunk;
  return answers.some(
    ({ file, section }) =>
      file === searchable.nameOf(passage) &&
      (section === undefined || headings.at(-1) === section || text.includes(`# ${section}`)),
  );
}
