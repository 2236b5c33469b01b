import MiniSearch, { type SearchOptions } from 'minisearch';
import type { FilePath } from '../../workspace/paths.ts';
import type { Chunk, IndexedFile } from '../chunk.ts';
import { TermStatistics } from './term-statistics.ts';
import { termsOf } from './tokens.ts';
import type { ChunkRef, FileScore, WordField, WordHit, WordHits } from './word-hits.ts';

/** The fields of a passage or a file, each as its terms with blanks in between. */
interface Fields extends Record<WordField, string> {
  readonly id: number;
}

/** Of a file all words are one field, and those that say what it is about are fields of their own too. */
interface FileFields extends Omit<Fields, 'text'> {
  readonly whole: string;
}

/**
 * What a file was put in with. Its words have to be given back to take it out again, and are made anew for that:
 * kept, they would be as much memory as all texts.
 */
interface IndexedWords {
  /** Of the first passage; the others follow, and after them comes the file as a whole. */
  readonly firstId: number;
  readonly chunks: readonly Chunk[];
}

const FIELDS: readonly WordField[] = ['title', 'headings', 'keywords', 'text'];
const FILE_FIELDS = ['title', 'headings', 'keywords', 'whole'] as const;

/**
 * Finds passages and files by their words: BM25 over the fields of each passage, and of each file as a
 * whole. After any changes it answers as one that was built anew from the same files.
 */
export class WordIndex {
  readonly #chunks = indexOf<Fields>(FIELDS);
  readonly #files = indexOf<FileFields>(FILE_FIELDS);
  readonly #statistics = new TermStatistics();
  readonly #words = new Map<FilePath, IndexedWords>();
  readonly #refs = new Map<number, ChunkRef>();
  readonly #paths = new Map<number, FilePath>();
  #nextId = 0;

  /** How many passages there are. */
  get size(): number {
    return this.#refs.size;
  }

  /** Puts `chunks` in the place of all that the file had; none takes the file out. */
  replaceFile(file: IndexedFile, chunks: readonly Chunk[]): void {
    this.removeFile(file.file);
    if (chunks.length === 0) return;
    const firstId = this.#nextId;
    this.#nextId += chunks.length + 1;
    const { passages, whole } = wordsOf({ firstId, chunks });
    for (const [ordinal, chunk] of chunks.entries()) {
      this.#refs.set(firstId + ordinal, { file, ordinal, chunk });
    }
    this.#paths.set(whole.id, file.file);
    this.#chunks.addAll(passages);
    this.#files.add(whole);
    for (const each of passages) this.#statistics.add(termsIn(each));
    this.#words.set(file.file, { firstId, chunks });
  }

  removeFile(file: FilePath): void {
    const indexed = this.#words.get(file);
    if (indexed === undefined) return;
    this.#words.delete(file);
    const { passages, whole } = wordsOf(indexed);
    for (const fields of passages) {
      this.#chunks.remove(fields);
      this.#statistics.remove(termsIn(fields));
      this.#refs.delete(fields.id);
    }
    this.#files.remove(whole);
    this.#paths.delete(whole.id);
  }

  /**
   * The passages that have words of the query, of those that `accept` takes, or of all: the best `limit`
   * of them, and the scores of their files.
   */
  search(query: string, accept: ((ref: ChunkRef) => boolean) | undefined, limit: number): WordHits {
    const terms = new Set(termsOf(query));
    const text = [...terms].join(' ');
    const hits: WordHit[] = [];
    const options =
      accept === undefined
        ? undefined
        : only((id) => {
            const ref = this.#refs.get(id);
            return ref !== undefined && accept(ref);
          });
    // Best first: what follows the last that is wanted, and those as good, is not looked at.
    for (const { id, score, match } of this.#chunks.search(text, options)) {
      if (hits.length >= limit && score < (hits[limit - 1]?.score ?? 0)) break;
      const ref = this.#refs.get(id);
      if (ref === undefined) continue;
      hits.push({ ref, score, matched: new Map(Object.entries(match)) as WordHit['matched'] });
    }
    const chunks = hits.sort(byScoreThenPlace).slice(0, Math.max(0, limit));
    return {
      terms: new Map([...terms].map((term) => [term, this.#statistics.weightOf(term)])),
      chunks,
      files: this.#fileScores(text, new Set(chunks.map(({ ref }) => ref.file.file))),
    };
  }

  #fileScores(text: string, wanted: ReadonlySet<FilePath>): Map<FilePath, FileScore> {
    const scores = new Map<FilePath, FileScore>();
    if (wanted.size === 0) return scores;
    const isWanted = (id: number): boolean => wanted.has(this.#paths.get(id) ?? '');
    for (const [name, fields] of [
      ['fields', FILE_FIELDS],
      ['whole', ['whole']],
    ] as const) {
      for (const { id, score } of this.#files.search(text, {
        fields: [...fields],
        ...only(isWanted),
      })) {
        const file = this.#paths.get(id);
        if (file === undefined) continue;
        scores.set(file, { ...(scores.get(file) ?? { fields: 0, whole: 0 }), [name]: score });
      }
    }
    return scores;
  }
}

/**
 * Leaves out what is not wanted before it is scored, which costs more than the rest of a search. The scores of what
 * is wanted are the same: how rare a term is was counted before.
 */
function only(isWanted: (id: number) => boolean): SearchOptions {
  return { boostDocument: (id: number) => (isWanted(id) ? 1 : 0) };
}

/** Terms are made before: the library gets them as words between blanks. */
function indexOf<T extends { readonly id: number }>(fields: readonly string[]): MiniSearch<T> {
  return new MiniSearch<T>({
    fields: [...fields],
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
    autoVacuum: false,
    searchOptions: { prefix: false, fuzzy: false },
  });
}

/** The terms of a text with blanks in between. */
type Terms = (text: string) => string;

/** Remembers what it was asked: the passages of a file share their title, headings and keywords. */
function rememberedTerms(): Terms {
  const known = new Map<string, string>();
  return (text) => {
    const terms = known.get(text) ?? termsOf(text).join(' ');
    known.set(text, terms);
    return terms;
  };
}

function wordsOf({ firstId, chunks }: IndexedWords): {
  readonly passages: readonly Fields[];
  readonly whole: FileFields;
} {
  const terms = rememberedTerms();
  const passages = chunks.map((chunk, ordinal) => fieldsOf(firstId + ordinal, chunk, terms));
  return { passages, whole: wholeOf(firstId + chunks.length, chunks, passages, terms) };
}

function fieldsOf(id: number, chunk: Chunk, terms: Terms): Fields {
  const { title, headings, keywords, tags, text } = chunk;
  return {
    id,
    title: terms(title),
    headings: joined(headings.map(terms)),
    keywords: joined([...keywords, ...tags].map(terms)),
    text: termsOf(text).join(' '),
  };
}

/** A file says its title and its keywords once, a heading once for all passages under it. */
function wholeOf(
  id: number,
  chunks: readonly Chunk[],
  fields: readonly Fields[],
  terms: Terms,
): FileFields {
  const headings = new Set(chunks.flatMap((chunk) => chunk.headings));
  const keywords = new Set(chunks.flatMap((chunk) => [...chunk.keywords, ...chunk.tags]));
  const subject = {
    title: fields[0]?.title ?? '',
    headings: joined([...headings].map(terms)),
    keywords: joined([...keywords].map(terms)),
  };
  const texts = fields.map(({ text }) => text);
  return { id, ...subject, whole: joined([...Object.values(subject), ...texts]) };
}

function joined(terms: readonly string[]): string {
  return terms.filter((each) => each !== '').join(' ');
}

function* termsIn(fields: Fields): Generator<string> {
  for (const field of FIELDS) yield* fields[field] === '' ? [] : fields[field].split(' ');
}

function byScoreThenPlace(a: WordHit, b: WordHit): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.ref.file.file !== b.ref.file.file) return a.ref.file.file < b.ref.file.file ? -1 : 1;
  return a.ref.ordinal - b.ref.ordinal;
}
