import { CELL } from '../caches/cell.ts';
import { defineInput, defineQuery } from '../caches/definition.ts';
import type { SearchAnswer, SearchRequest } from './indexing/protocol.ts';
import { CAMEL_HUMP } from './words/tokens.ts';

/** The state of the index that answers are made from; moves on with each edit and each vector. */
export const indexGeneration = defineInput<number>({ name: 'indexGeneration', retain: true });

/** An hour, in milliseconds. */
const HOUR = 60 * 60 * 1000;

/**
 * Answers by {@link answerKey}. They are made elsewhere and installed; when the index has moved on
 * there is none.
 */
export const searchAnswers = defineQuery<SearchAnswer | undefined>({
  name: 'searchAnswers',
  cache: 'query',
  bound: { max: 100, ttl: HOUR },
  compute(read) {
    read(indexGeneration, CELL);
    return undefined;
  },
});

/** One key for what asks the same: case and spaces of the query do not count, nor the order of tags. */
export function answerKey({ query, limit, about, filters }: SearchRequest): string {
  const { phase, tags, kind, workflowType, critical } = filters;
  const words = query.trim().split(/\s+/).map(comparable).join(' ');
  const filter = [phase, tags?.toSorted(), kind, workflowType, critical];
  return JSON.stringify([words, limit, about, ...filter]);
}

/** Case tells words apart in a name alone: `totalPhases` is two. */
function comparable(word: string): string {
  return CAMEL_HUMP.test(word) ? word : word.toLowerCase();
}
