import type { SearchMethod } from '../../protocol/search-requests.ts';
import type { ChunkRef, WordHits } from '../words/word-hits.ts';
import { type Candidate, candidatesOf, type VectorHit } from './candidates.ts';
import { type Copy, copyOf } from './copies.ts';
import { bestOf, fileScoreOf, vectorWeightOf, worthOf } from './fusion.ts';
import { matterOf } from './matter.ts';
import { namedBy } from './naming.ts';
import { coverageOf, relevanceOf, saysAName } from './relevance.ts';

export type { VectorHit } from './candidates.ts';

export interface RankedPassage {
  readonly ref: ChunkRef;
  /** How much of what the query asks is said there, 0 to 1: comparable between queries. */
  readonly score: number;
  readonly method: SearchMethod;
}

export interface RankOptions {
  /** How many passages there may be. */
  readonly limit: number;
  /** What the matter of the query is part of, in a few words: who asks for `type` on a gate means that of gates. */
  readonly about?: string | undefined;
}

/** So many passages of one file may be in an answer. */
const MOST_OF_A_FILE = 3;
/** A further passage of a file is worth this share of what it would be as its first. */
const FURTHER = 0.5;

/**
 * Whether a passage says enough of what was asked to be shown unasked, as hover does: on the committed set
 * of places this holds for the answer of 19 in 20 that have one, and for 1 in 20 that have none.
 */
export function isRelevant({ score }: { readonly score: number }): boolean {
  return score >= RELEVANT;
}

const RELEVANT = 0.5;
/** What a plain word counts for in a passage about another matter: `type` is not what injection has three types of. */
const ELSEWHERE = 0.4;

interface Placed {
  readonly candidate: Candidate;
  readonly place: number;
  readonly copy: Copy;
}

/**
 * The passages that answer a query best, by what words and vectors found; without vectors by words alone.
 * Passages are ranked by their files, since a page that is about the matter says it better than a stray
 * line, and each file's best ones follow each other by their own worth. Of copies only one is kept.
 */
export function rank(
  query: string,
  words: WordHits,
  vectors: readonly VectorHit[],
  { limit, about }: RankOptions,
): RankedPassage[] {
  const best = bestOf(words.files.values());
  const covered = Math.max(0, ...words.chunks.map((hit) => coverageOf(hit, words.terms)));
  const vectorWeight = vectorWeightOf(covered);
  const found = candidatesOf(words, vectors);
  const named = namedBy(query, [...found.values()].flat());
  const matter = matterOf(about);
  const worth = (candidate: Candidate): number => {
    const value = worthOf(candidate, {
      vectorWeight,
      named: named(candidate),
      matter: matter(candidate),
    });
    return isSignpost(candidate.ref) ? value / 4 : value;
  };
  const standing = (candidate: Candidate): number =>
    matter(candidate) > 0 || saysAName(candidate) ? 1 : ELSEWHERE;
  const relevance = (candidate: Candidate): number =>
    standing(candidate) * (named(candidate) > 0 ? 1 : relevanceOf(candidate, words));
  const placed: Placed[] = [];
  for (const [file, candidates] of found) {
    const score = fileScoreOf(candidates, {
      file: words.files.get(file),
      best,
      vectorWeight,
      named: Math.max(...candidates.map(named)),
      matter: Math.max(...candidates.map(matter)),
    });
    const copy = copyOf(file);
    const sorted = candidates
      .map((candidate) => ({ candidate, own: worth(candidate) }))
      .sort((a, b) => b.own - a.own || order(a.candidate, b.candidate));
    const first = sorted[0]?.own ?? 0;
    for (const [nth, { candidate, own }] of sorted.slice(0, MOST_OF_A_FILE).entries()) {
      const share = first > 0 ? own / first : 1;
      placed.push({ candidate, place: score * share * FURTHER ** nth * standing(candidate), copy });
    }
  }
  placed.sort((a, b) => b.place - a.place || a.copy.base - b.copy.base || byFile(a, b));
  let bound = 1;
  return withoutCopies(placed)
    .slice(0, limit)
    .map(({ candidate }) => {
      bound = Math.min(bound, relevance(candidate));
      return { ref: candidate.ref, score: bound, method: methodOf(candidate) };
    });
}

/** A list of the questions that a page answers leads to the page, and is itself no answer. */
function isSignpost({ chunk }: ChunkRef): boolean {
  return SIGNPOST.test(chunk.headings.at(-1) ?? '');
}

const SIGNPOST = /\bquestions\b.*\banswer|\bwhen to (?:query|use) this\b/i;

function order(a: Candidate, b: Candidate): number {
  return a.ref.ordinal - b.ref.ordinal;
}

function byFile(a: Placed, b: Placed): number {
  return a.copy.of < b.copy.of ? -1 : Number(a.copy.of > b.copy.of);
}

/** Of passages that say the same in several files, the best place and the copy from the strongest base. */
function withoutCopies(placed: readonly Placed[]): Placed[] {
  const kept: Placed[] = [];
  const places = new Map<string, number>();
  for (const passage of placed) {
    const names = namesOf(passage);
    const at = names
      .map((name) => places.get(name))
      .find((place) => place !== undefined && fileOf(kept[place]) !== fileOf(passage));
    const other = at === undefined ? undefined : kept[at];
    if (at === undefined || other === undefined) kept.push(passage);
    else if (passage.copy.base < other.copy.base) kept[at] = { ...passage, place: other.place };
    for (const name of names) if (!places.has(name)) places.set(name, at ?? kept.length - 1);
  }
  return kept;
}

/** Passages that share one of these in different files are copies: what they say, and where they stand. */
function namesOf({ candidate, copy }: Placed): string[] {
  const { chunk } = candidate.ref;
  return [chunk.hash, [copy.of, ...chunk.headings].join('\n')];
}

function fileOf(passage: Placed | undefined): string | undefined {
  return passage?.candidate.ref.file.file;
}

function methodOf({ hit, similarity }: Candidate): SearchMethod {
  if (hit === undefined) return 'vectors';
  return similarity === undefined ? 'words' : 'both';
}
