import type { WordHits } from '../words/word-hits.ts';
import type { Candidate } from './candidates.ts';

/** How much of what a query asks a passage says, 0 to 1, whatever else was found. */
export function relevanceOf({ hit, similarity }: Candidate, { terms }: WordHits): number {
  let asked = 0;
  let said = 0;
  for (const [term, weight] of terms) {
    asked += weight;
    if (hit?.matched.has(term) === true) said += weight;
  }
  const covered = asked > 0 ? said / asked : 0;
  return Math.max(covered, Math.max(0, similarity ?? 0) * 0.5);
}
