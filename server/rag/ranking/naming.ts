import type { FilePath } from '../../workspace/paths.ts';
import { stem } from '../words/stem.ts';
import type { ChunkRef } from '../words/word-hits.ts';
import type { Candidate } from './candidates.ts';

type Passage = Pick<Candidate, 'ref'>;

/** A heading that this many pages have is a part of their form, such as "Purpose" or "Usage", and names nothing. */
const FORM = 3;

/** What a heading counts for that names the query as it is written, marks apart, or by its words. */
const DEGREES = { written: 1, marked: 0.9, worded: 0.4 };
/** What a heading counts for that names other things beside it: it is theirs too, unless each stands as it is written. */
const ONE_OF_SEVERAL = { written: 0.95, other: 0.3 };

/**
 * How far a passage has the query for its heading, 0 to 1: who asks for `phases` means the key and no other heading
 * with that word. Marks do not count: a command is named without its symbol, a placeholder without its
 * brackets. "Phase names" is nearly `phase_name`, and "name and author" nearly each of them.
 *
 * @param found the passages that can be the answer
 */
export function namedBy(query: string, found: Iterable<Passage>): (passage: Passage) => number {
  const asked = asName(query);
  const named = new Map<ChunkRef, { readonly file: FilePath; readonly degree: number }>();
  if (asked.name === '') return () => 0;
  for (const { ref } of found) {
    const degree = degreeOf(asked, ref.chunk.headings.at(-1) ?? '');
    if (degree > 0) named.set(ref, { file: ref.file.file, degree });
  }
  const isForm = new Set([...named.values()].map(({ file }) => file)).size >= FORM;
  return ({ ref }) => (isForm ? 0 : (named.get(ref)?.degree ?? 0));
}

/** A name, with ever more taken off that does not tell it from others. */
interface Name {
  readonly written: string;
  readonly name: string;
  readonly words: string;
}

function asName(text: string): Name {
  return { written: text.trim(), name: nameIn(text), words: wordsIn(text) };
}

function degreeOf(asked: Name, heading: string): number {
  const whole = likeness(asked, heading);
  const parts = heading.split(SEVERAL);
  if (parts.length === 1) return whole;
  const ofOne = Math.max(...parts.map((part) => likeness(asked, part)));
  const { written, other } = ONE_OF_SEVERAL;
  return Math.max(whole, ofOne * (ofOne === DEGREES.written ? written : other));
}

function likeness({ written, name, words }: Name, heading: string): number {
  if (written === heading.trim()) return DEGREES.written;
  if (name === nameIn(heading)) return DEGREES.marked;
  return words !== '' && words === wordsIn(heading) ? DEGREES.worded : 0;
}

const SEVERAL = /,|:\s|\band\b|\bor\b|\//;

function nameIn(text: string): string {
  return text
    .replaceAll(/\p{Extended_Pictographic}|\uFE0F|[`*[\]"'“”:]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The stems of the words of a name in their order, however they are joined, without a number before them. */
function wordsIn(text: string): string {
  const words = text.replace(/^[\d.]+\s+/, '').match(WORD) ?? [];
  return words.map((word) => stem(word.toLowerCase())).join(' ');
}

const WORD = /\p{Lu}+(?!\p{Ll})|\p{L}[\p{Ll}\p{M}]*|\p{N}+/gu;
