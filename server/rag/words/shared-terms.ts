import { termsOf } from './tokens.ts';

/** How many different terms of a query a text has, for any text. */
export function termsSharedWith(query: string): (text: string) => number {
  const asked = new Set(termsOf(query));
  return (text) => new Set(termsOf(text).filter((term) => asked.has(term))).size;
}
