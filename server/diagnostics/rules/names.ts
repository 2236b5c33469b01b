/**
 * Whether two names may mean the same thing: equal but for case, punctuation and small words, or one
 * of them the other with words left out.
 */
export function areNamesAlike(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return true;
  if (a.join('') === b.join('')) return true;
  return a.every((word) => b.includes(word)) || b.every((word) => a.includes(word));
}

/** Whether two names have no word in common, not even by its beginning: `models` and `model` have. */
export function areNamesUnrelated(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return false;
  return !a.some((word) => b.some((candidate) => sharesStem(word, candidate)));
}

function sharesStem(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length, STEM);
  return a.slice(0, length) === b.slice(0, length);
}

/** Letters at the beginning of a word that make two words forms of one. */
const STEM = 4;

function wordsOf(name: string): string[] {
  return (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL.has(word));
}

const SMALL: ReadonlySet<string> = new Set([
  'a',
  'an',
  'and',
  'for',
  'of',
  'or',
  'the',
  'to',
  'with',
]);
