import { termsOf } from '../words/tokens.ts';
import type { ChunkRef } from '../words/word-hits.ts';
import type { Candidate } from './candidates.ts';

type Passage = Pick<Candidate, 'ref'>;

/**
 * How much a passage is about the matter that a query is part of, 0 to 1: most if its page has the first word of
 * `about` in its title, less if that or another one stands in a heading, nothing if none does. Of every passage
 * 1 where no matter is known.
 */
export function matterOf(about: string | undefined): (passage: Passage) => number {
  const [first, ...others] = termsOf(about ?? '');
  if (first === undefined) return () => 1;
  const known = new Map<ChunkRef, number>();
  return ({ ref }) => {
    const share = known.get(ref) ?? shareOf(ref, first, others);
    known.set(ref, share);
    return share;
  };
}

function shareOf({ chunk }: ChunkRef, first: string, others: readonly string[]): number {
  const title = new Set(termsOf(chunk.title));
  if (title.has(first)) return 1;
  const headings = new Set(termsOf(chunk.headings.join('\n')));
  if (headings.has(first)) return 0.75;
  return others.some((term) => title.has(term) || headings.has(term)) ? 0.5 : 0;
}
