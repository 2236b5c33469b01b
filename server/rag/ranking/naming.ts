import type { ChunkRef } from '../words/word-hits.ts';

/**
 * Whether a passage has the query for its heading, marks apart: who asks for `phases` means the key and no other
 * heading with that word. A command counts without its symbol, a placeholder without its brackets.
 */
export function isNamedBy(query: string): (ref: ChunkRef) => boolean {
  const name = nameIn(query);
  return ({ chunk }) => name !== '' && nameIn(chunk.headings.at(-1) ?? '') === name;
}

function nameIn(text: string): string {
  return text
    .replaceAll(/\p{Extended_Pictographic}|\uFE0F|[`*[\]"'“”:]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
