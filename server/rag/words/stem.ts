/**
 * The stem of an English word in lower case: plural, past and progressive endings and a final e are taken
 * off, so that `validates`, `validated` and `validating` are one term. Lighter than Porter's: what it
 * leaves can differ from its neighbours in meaning (`validator`, `validity`).
 */
export function stem(word: string): string {
  if (word.length <= 3 || !ASCII_WORD.test(word)) return word;
  return withoutFinal(withoutEnding(withoutPlural(word)));
}

const ASCII_WORD = /^[a-z]+$/;
const VOWEL = /[aeiouy]/;

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:[sxz]|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/(?:[^su])s$/.test(word)) return word.slice(0, -1);
  return word;
}

function withoutEnding(word: string): string {
  const [, base, ending] = /^(.+?)(ed|ing|edly|ingly)$/.exec(word) ?? [];
  if (base === undefined || ending === undefined || base.length < 3 || !VOWEL.test(base)) {
    return word;
  }
  if (word.endsWith('eed')) return word;
  return /([^aeiouylsz])\1$/.test(base) ? base.slice(0, -1) : base;
}

function withoutFinal(word: string): string {
  if (word.length > 4 && word.endsWith('e')) return word.slice(0, -1);
  if (word.length > 3 && /[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i`;
  return word;
}
