import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Longer ones are no words: data in a fence, an address. */
const LONGEST = 64;
/** Shorter parts of a camelCase name are none that people search for: `prAxIs`. */
const SHORTEST_PART = 3;

/**
 * The terms of a text, in its order, repeated as often as they occur. Words are stemmed, stop words left
 * out. A name such as `total_phases`, `UPDATE-TABLE` or `phase.md` counts as a whole and in its parts, `totalPhases`
 * as `total_phases`; the symbols of commands count as words, with and without U+FE0F.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [token] of plain(text).matchAll(TOKEN)) addTerms(terms, token);
  return terms;
}

const TOKEN = /[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*|\p{Extended_Pictographic}/gu;

/** Letters without accents and ligatures; U+FE0F is a mark like these. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is where ASCII begins
  return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

function addTerms(terms: string[], token: string): void {
  // Most are plain words in lower case, or with a capital at their start.
  if (PLAIN_WORD.test(token) || !isName(token)) {
    addWord(terms, token.toLowerCase());
    return;
  }
  const name = nameOf(token);
  if (name.length <= LONGEST) terms.push(name);
  for (const part of token.split(/[-_./]/)) {
    const words = part.split(CAMEL_HUMP);
    const isCamel = words.length > 1;
    if (isCamel && part.length < token.length) addWord(terms, nameOf(part));
    for (const word of words) {
      if (!isCamel || word.length >= SHORTEST_PART) addWord(terms, word.toLowerCase());
    }
  }
}

/** `totalPhases` and `total_phases` are one name; `prAxIs` is a word. */
function nameOf(token: string): string {
  const words = token.split(CAMEL_HUMP);
  const isCamel = words.every((word) => word.length >= SHORTEST_PART);
  return words.join(isCamel ? '_' : '').toLowerCase();
}

function addWord(terms: string[], word: string): void {
  if (word.length <= LONGEST && !STOP_WORDS.has(word)) terms.push(stem(word));
}

const PLAIN_WORD = /^[A-Za-z]?[a-z]*$/;
/** Where a word of a camelCase name ends. */
export const CAMEL_HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u;

function isName(token: string): boolean {
  return /[-_./]/.test(token) || CAMEL_HUMP.test(token);
}
