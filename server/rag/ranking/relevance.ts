import type { WordField, WordHit, WordHits } from '../words/word-hits.ts';
import type { Candidate } from './candidates.ts';

/**
 * What a term of the query counts for where a passage has it only in its text, or only in what it shares with
 * its whole page: the passage mentions it, and need not be about it. A name says more than a word:
 * `gate-field-added` is about nothing else.
 */
const MENTIONED = { name: 0.6, word: 0.4 };
/** Nearness in meaning alone is a guess: unlike texts can be as near as like ones. */
const NEAR = 0.45;

/** Which share of what a query asks a passage has in its words, 0 to 1. */
export function coverageOf(hit: WordHit | undefined, terms: WordHits['terms']): number {
  return share(terms, (term) => (hit?.matched.has(term) === true ? 1 : 0));
}

/** How much of what a query asks a passage says, 0 to 1, whatever else was found. */
export function relevanceOf({ hit, similarity }: Candidate, { terms }: WordHits): number {
  const mention = saysAName({ hit }) ? MENTIONED.name : MENTIONED.word;
  const said = share(terms, (term) => {
    const fields = hit?.matched.get(term) ?? [];
    return isTopic(fields) ? 1 : fields.length > 0 ? mention : 0;
  });
  return Math.max(said, NEAR * Math.max(0, similarity ?? 0));
}

/** Title and keywords are those of a whole page: a passage of it that does not say the word is about another. */
function isTopic(fields: readonly WordField[]): boolean {
  return fields.includes('headings') || (fields.includes('text') && fields.length > 1);
}

/** Whether the passage has a name of the query as it is written there: `total_phases`, not its parts. */
export function saysAName({ hit }: Pick<Candidate, 'hit'>): boolean {
  return [...(hit?.matched.keys() ?? [])].some((term) => /[-_.]/.test(term));
}

function share(terms: WordHits['terms'], creditOf: (term: string) => number): number {
  let asked = 0;
  let said = 0;
  for (const [term, weight] of terms) {
    asked += weight;
    said += weight * creditOf(term);
  }
  return asked > 0 ? said / asked : 0;
}
