import type { FileScore } from '../words/word-hits.ts';
import type { Candidate } from './candidates.ts';

/**
 * What each witness weighs in the score of a file: its best passages by words, the file as a whole by words,
 * a heading that is the query itself, the matter that it is about, and the passage that is nearest in meaning.
 * Words are the stronger witness: with equal weight for both, the answers are worse than those of words alone.
 */
const WEIGHTS = {
  passages: [1, 0.3, 0.09],
  fields: 0.6,
  whole: 0.3,
  vector: 0.3,
  /** As much as all words together: a section of that very name is what was meant. */
  named: 2,
  /** Being about the matter that the query is part of, where that is known. */
  matter: 0.4,
  /** What the vector weighs more when no passage has any word of the query. */
  lostForWords: 2,
} as const;

/**
 * What the nearest passage in meaning weighs, by how much of the query the best passage by words has, 0 to 1.
 * Where words hardly match, their best is a weak witness, however far it is before the others.
 */
export function vectorWeightOf(covered: number): number {
  return WEIGHTS.vector + WEIGHTS.lostForWords * (1 - covered) ** 2;
}

/** What is known of a passage, or of the best one of a file, beside its words and its vector. */
interface Evidence {
  readonly vectorWeight: number;
  /** How far it has the query for its heading (`namedBy`), 0 to 1. */
  readonly named: number;
  /** How much it is about the matter of the query (`matterOf`), 0 to 1. */
  readonly matter: number;
}

interface FileEvidence extends Evidence {
  readonly file: FileScore | undefined;
  /** The greatest scores of any file. */
  readonly best: FileScore;
}

/** What a file is worth as an answer; the greater, the better. */
export function fileScoreOf(
  candidates: readonly Candidate[],
  { file, best, vectorWeight, named, matter }: FileEvidence,
): number {
  const words = candidates.map(({ word }) => word).sort((a, b) => b - a);
  const passages = WEIGHTS.passages.map((weight, place) => weight * (words[place] ?? 0));
  return (
    passages.reduce((sum, each) => sum + each, 0) +
    WEIGHTS.fields * shareOf(file?.fields, best.fields) +
    WEIGHTS.whole * shareOf(file?.whole, best.whole) +
    WEIGHTS.named * named +
    WEIGHTS.matter * matter +
    vectorWeight * Math.max(0, ...candidates.map(({ vector }) => vector))
  );
}

/** What a passage is worth among those of its file. */
export function worthOf(
  { word, vector }: Candidate,
  { vectorWeight, named, matter }: Evidence,
): number {
  return word + vectorWeight * vector + WEIGHTS.named * named + WEIGHTS.matter * matter;
}

/** The greatest scores of any file, which the others are measured by. */
export function bestOf(files: Iterable<FileScore>): FileScore {
  let fields = 0;
  let whole = 0;
  for (const each of files) {
    fields = Math.max(fields, each.fields);
    whole = Math.max(whole, each.whole);
  }
  return { fields, whole };
}

function shareOf(score: number | undefined, best: number): number {
  return score === undefined || best <= 0 ? 0 : score / best;
}
