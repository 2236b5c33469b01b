import { hash } from 'node:crypto';
import type { FilePath } from '../../workspace/paths.ts';
import type { Chunk, IndexedFile } from '../chunk.ts';
import { chunksOf } from '../chunking/chunks.ts';
import { embeddingText } from '../embedding/embedder.ts';
import type { ChunkRef } from '../words/word-hits.ts';
import { WordIndex } from '../words/word-index.ts';

/** The passages of a text, with what is needed to keep and to embed them. */
export interface Passages {
  readonly refs: readonly PassageRef[];
  /** Of all that is said of them: the same digest, the same rows in the table. */
  readonly digest: string;
}

export interface PassageRef extends ChunkRef {
  /** Of the text that is embedded: passages of the same key have the same vector. */
  readonly key: string;
}

/** A file's passages as the disk has them, and as its open buffer does. */
interface Sides {
  readonly disk?: Passages | undefined;
  readonly buffer?: Passages | undefined;
}

/** Cuts a text into passages. */
export function passagesOf(file: IndexedFile, text: string): Passages {
  return passagesFrom(file, chunksOf(file, text));
}

/** The same from passages that were cut before. */
export function passagesFrom(file: IndexedFile, chunks: readonly Chunk[]): Passages {
  const refs = chunks.map((chunk, ordinal) => ({
    file,
    ordinal,
    chunk,
    key: hash('sha1', embeddingText(chunk), 'base64'),
  }));
  const described = chunks.map(({ hash, title, keywords, range, lines, phase, tags, critical }) => [
    hash,
    title,
    keywords,
    range.start,
    range.end,
    lines.start.line,
    lines.end.line,
    phase,
    tags,
    critical,
  ]);
  return {
    refs,
    digest: hash('sha1', JSON.stringify([descriptionOf(file), described]), 'base64'),
  };
}

/** What is known of a file from its place: if that changes, its passages do. */
export function descriptionOf({ kind, workflowType, phase }: IndexedFile): string {
  return `${kind} ${phase ?? ''} ${workflowType ?? ''}`;
}

/**
 * The passages of all files, and the index of their words. What an open buffer says masks what its
 * file says, at once and altogether.
 */
export class IndexedPassages {
  readonly words = new WordIndex();
  readonly #files = new Map<FilePath, Sides>();
  /** How many passages that are searched have a key. */
  readonly #shown = new Map<string, number>();
  #whenShown: (key: string, by: 1 | -1) => void = () => undefined;
  #refs: readonly PassageRef[] | undefined;

  /** Files that have passages, and passages, as they are searched. */
  get counts(): { readonly documents: number; readonly chunks: number } {
    return { documents: this.#files.size, chunks: this.words.size };
  }

  disk(file: FilePath): Passages | undefined {
    return this.#files.get(file)?.disk;
  }

  /** What is searched of a file. */
  visible(file: FilePath): Passages | undefined {
    const sides = this.#files.get(file);
    return sides?.buffer ?? sides?.disk;
  }

  hasBuffer(file: FilePath): boolean {
    return this.#files.get(file)?.buffer !== undefined;
  }

  /** Files that have passages, on disk or in a buffer. */
  files(): IterableIterator<FilePath> {
    return this.#files.keys();
  }

  /** Whether there is such a passage, as they are searched. */
  some(isSuch: (ref: PassageRef) => boolean): boolean {
    for (const { disk, buffer } of this.#files.values()) {
      if ((buffer ?? disk)?.refs.some(isSuch) === true) return true;
    }
    return false;
  }

  /** All passages as they are searched. Kept until the next change: a search goes through all of them. */
  refs(): readonly PassageRef[] {
    this.#refs ??= [...this.#files.values()].flatMap(
      ({ disk, buffer }) => (buffer ?? disk)?.refs ?? [],
    );
    return this.#refs;
  }

  /** The keys of all passages, masked ones included: what has to have a vector. */
  keys(): Set<string> {
    const keys = new Set<string>();
    for (const { disk, buffer } of this.#files.values()) {
      for (const { key } of disk?.refs ?? []) keys.add(key);
      for (const { key } of buffer?.refs ?? []) keys.add(key);
    }
    return keys;
  }

  /** How many passages that are searched have this key. */
  shown(key: string): number {
    return this.#shown.get(key) ?? 0;
  }

  /** Tells a listener, instead of the one before, of each passage that is searched from now on, or no longer. */
  whenShown(listener: (key: string, by: 1 | -1) => void): void {
    this.#whenShown = listener;
  }

  /** Sets what the disk says; undefined where there is no such file. */
  setDisk(file: FilePath, disk: Passages | undefined): void {
    this.#set(file, { ...this.#files.get(file), disk });
  }

  /** Sets what the buffer says; undefined when it is closed. */
  setBuffer(file: FilePath, buffer: Passages | undefined): void {
    this.#set(file, { ...this.#files.get(file), buffer });
  }

  #set(file: FilePath, sides: Sides): void {
    const before = this.visible(file);
    const after = sides.buffer ?? sides.disk;
    this.#refs = undefined;
    if (after === undefined) this.#files.delete(file);
    else this.#files.set(file, sides);
    if (before?.digest === after?.digest) return;
    for (const { key } of before?.refs ?? []) this.#show(key, -1);
    for (const { key } of after?.refs ?? []) this.#show(key, 1);
    const first = after?.refs[0];
    if (after === undefined || first === undefined) this.words.removeFile(file);
    else
      this.words.replaceFile(
        first.file,
        after.refs.map(({ chunk }) => chunk),
      );
  }

  #show(key: string, by: 1 | -1): void {
    const shown = this.shown(key) + by;
    if (shown === 0) this.#shown.delete(key);
    else this.#shown.set(key, shown);
    this.#whenShown(key, by);
  }
}
