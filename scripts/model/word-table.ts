import { DIMENSIONS, type WordSource } from './word-source.ts';

/** How many of the most frequent words are taken: with 20,000 the answers are worse, with 100,000 no better. */
const FREQUENT_WORDS = 50_000;
/** Leading principal components that are projected out ("all but the top", Mu and Viswanath 2018). */
const COMPONENTS = 2;
/** Rows that the components are found on, and turns of the power iteration that finds them. */
const SAMPLE = 20_000;
const TURNS = 50;
/** The smoothing of "smooth inverse frequency" (Arora and others, 2017): weight = A / (A + frequency of the word). */
const A = 1e-4;
/** The rank that a word has which the source does not know: rare enough to weigh nearly in full. */
const ALIAS_RANK = 60_000;

/** Words with their weighted numbers, in the order of their rows. */
export interface WordTable {
  readonly words: readonly string[];
  readonly rows: readonly Float64Array[];
}

/**
 * Chooses the words and turns their numbers into ones that may simply be summed over a text.
 *
 * @param technical words that are taken wherever they rank, where the source has them
 * @param aliases words that the source does not have, each as the mean of words that it has
 */
export function makeWordTable(
  source: WordSource,
  technical: readonly string[],
  aliases: Readonly<Record<string, readonly string[]>>,
): WordTable {
  const rankOf = new Map(source.words.map((word, rank) => [word, rank]));
  const chosen = choose(source.words, rankOf, technical);
  const words = [...chosen].sort((a, b) => known(rankOf, a) - known(rankOf, b));
  const rows = words.map((word) => numbersOf(source, word));
  const ranks = words.map((word) => known(rankOf, word));
  for (const [alias, meanings] of Object.entries(aliases)) {
    if (chosen.has(alias)) continue;
    words.push(alias);
    rows.push(meanOf(meanings.map((meaning) => numbersOf(source, meaning))));
    ranks.push(ALIAS_RANK);
  }
  for (let component = 0; component < COMPONENTS; component++) {
    removeDirection(rows, leadingDirection(rows.slice(0, SAMPLE), component));
  }
  const frequencyOf = zipf(source.words.length);
  rows.forEach((row, index) => {
    scale(row, A / (A + frequencyOf(ranks[index] ?? ALIAS_RANK)));
  });
  return { words, rows };
}

/** The most frequent words that the tokenizer can produce: letters and digits only, no accents. */
function choose(
  words: readonly string[],
  rankOf: ReadonlyMap<string, number>,
  technical: readonly string[],
): Set<string> {
  const plain = /^[\p{L}\p{N}]+$/u;
  const unaccented = (word: string) => word.normalize('NFD').replace(/\p{Mn}/gu, '') === word;
  const chosen = new Set<string>();
  for (const word of words) {
    if (chosen.size >= FREQUENT_WORDS) break;
    if (plain.test(word) && unaccented(word)) chosen.add(word);
  }
  for (const word of technical) if (rankOf.has(word) && plain.test(word)) chosen.add(word);
  return chosen;
}

function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The source has no "${String(key)}".`);
  return value;
}

function numbersOf(source: WordSource, word: string): Float64Array {
  return Float64Array.from(known(source.vectors, word).slice(0, DIMENSIONS));
}

function meanOf(rows: readonly Float64Array[]): Float64Array {
  return Float64Array.from(
    { length: DIMENSIONS },
    (_, k) => rows.reduce((sum, row) => sum + (row[k] ?? 0), 0) / rows.length,
  );
}

/** By power iteration from a fixed start: the same on every machine. */
function leadingDirection(rows: readonly Float64Array[], seed: number): Float64Array {
  let direction = Float64Array.from({ length: DIMENSIONS }, (_, k) =>
    Math.fround(1 / (k + 2 + seed)),
  );
  for (let turn = 0; turn < TURNS; turn++) {
    const next = new Float64Array(DIMENSIONS);
    for (const row of rows) addScaled(next, row, dot(row, direction));
    scale(next, 1 / Math.sqrt(dot(next, next)));
    direction = next;
  }
  return direction;
}

function removeDirection(rows: readonly Float64Array[], direction: Float64Array): void {
  for (const row of rows) addScaled(row, direction, -dot(row, direction));
}

/** How frequent the word of a rank is, by the law of Zipf and Mandelbrot. */
function zipf(words: number): (rank: number) => number {
  const harmonic = Math.log(words) + 0.577_215_664_9;
  return (rank) => 1 / ((rank + 2.7) * harmonic);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < DIMENSIONS; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, row: Float64Array, factor: number): void {
  for (let k = 0; k < DIMENSIONS; k++) target[k] = (target[k] ?? 0) + (row[k] ?? 0) * factor;
}

function scale(row: Float64Array, factor: number): void {
  for (let k = 0; k < DIMENSIONS; k++) row[k] = (row[k] ?? 0) * factor;
}
