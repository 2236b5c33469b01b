import { distance } from 'fastest-levenshtein';

/** Words that people write for another one, where spelling gives no hint. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ['array', 'list'],
  ['dict', 'object'],
  ['map', 'object'],
  ['mapping', 'object'],
  ['number', 'integer'],
  ['text', 'string'],
]);

/** The candidates that `word` may have been meant to be, nearest first; none if nothing is near. */
export function nearest(word: string, candidates: readonly string[]): string[] {
  const written = word.toLowerCase();
  const cost = (candidate: string): number => {
    if (synonyms.get(written) === candidate) return 0;
    // Half-typed or cut short: `bool`, `int`, `desc`.
    if (written.length > 1 && candidate.toLowerCase().startsWith(written)) return 1;
    return distance(written, candidate.toLowerCase());
  };
  const farthest = Math.max(1, Math.floor(word.length / 3));
  return candidates
    .map((candidate) => ({ candidate, cost: cost(candidate) }))
    .filter(({ cost }) => cost <= farthest)
    .sort((a, b) => a.cost - b.cost)
    .map(({ candidate }) => candidate);
}
