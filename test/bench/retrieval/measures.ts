import { Random } from '../prose.ts';

/** How good the answers to many questions are; each figure is a mean over the questions. */
export interface Quality {
  readonly questions: number;
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly mrrAt10: number;
  readonly ndcgAt10: number;
}

/** The place of the first right answer to each question, from 1; 0 where there is none. */
export type Ranks = readonly number[];

/** With one right answer to a question, which is what the first right one of several counts as. */
export function qualityOf(ranks: Ranks): Quality {
  return {
    questions: ranks.length,
    recallAt1: mean(ranks.map((rank) => Number(rank === 1))),
    recallAt5: mean(ranks.map((rank) => Number(rank >= 1 && rank <= 5))),
    mrrAt10: mean(ranks.map(reciprocal)),
    ndcgAt10: mean(ranks.map((rank) => (rank >= 1 && rank <= 10 ? 1 / Math.log2(rank + 1) : 0))),
  };
}

export function reciprocal(rank: number): number {
  return rank >= 1 && rank <= 10 ? 1 / rank : 0;
}

export interface Comparison {
  /** Mean of the differences. */
  readonly difference: number;
  /** The middle 95 % of the means of the resamples. */
  readonly low: number;
  readonly high: number;
  /** The share of resamples in which the first is worse. */
  readonly worse: number;
}

/** Compares two systems on the same questions by a paired bootstrap; the same seed gives the same figures. */
export function comparison(
  first: readonly number[],
  second: readonly number[],
  { resamples = 10_000, seed = 1 } = {},
): Comparison {
  const differences = first.map((value, index) => value - (second[index] ?? 0));
  const random = new Random(seed);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < differences.length; draw += 1) {
      sum += differences[Math.floor(random.next() * differences.length)] ?? 0;
    }
    return sum / Math.max(1, differences.length);
  }).sort((a, b) => a - b);
  return {
    difference: mean(differences),
    low: means[Math.floor(0.025 * resamples)] ?? 0,
    high: means[Math.floor(0.975 * resamples)] ?? 0,
    worse: means.filter((each) => each < 0).length / Math.max(1, resamples),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
