import path from 'node:path';
import { defineInput, type Source } from '../caches/definition.ts';
import {
  type FileContent,
  type FolderEntry,
  type FolderListing,
  fingerprintOf,
  listed,
  observeFile,
  observeFolder,
  stampHolds,
} from './disk.ts';
import { ancestorsOf, type FilePath } from './paths.ts';

/** The content of a file. Its text is not kept: the documents made of it are. */
export const content = defineInput<FileContent>({ name: 'content', retain: false });

/** The names in a folder. A folder that is not there has a listing too: an absent one. */
export const listing = defineInput<FolderListing>({ name: 'listing', retain: true });

/** The stamp of what an editor holds: it changes by events alone, so it always holds. */
const IN_EDITOR = 'in an editor';

/**
 * The workspace as it is now: open buffers laid over the disk. A buffer exists, with its folders,
 * whether or not it was ever saved; all else is what the disk says.
 */
export class Files {
  readonly #buffers = new Map<FilePath, string>();
  /** Buffers that show what we replaced on disk: the editor is about to read the file again. */
  readonly #superseded = new Set<FilePath>();
  /** For each folder, what open buffers stand below it: the names right in it, with a count. */
  readonly #implied = new Map<FilePath, Map<string, { kind: 'file' | 'folder'; count: number }>>();

  readonly content: Source<FileContent> = {
    observe: (file) => {
      const text = this.#counting(file);
      return text === undefined
        ? observeFile(file)
        : {
            value: { state: 'text', text, wellFormed: true },
            fingerprint: fingerprintOf(text),
            stamp: IN_EDITOR,
          };
    },
    holds: (file, stamp) =>
      this.#counting(file) !== undefined
        ? stamp === IN_EDITOR
        : stamp !== IN_EDITOR && stampHolds(file, stamp),
  };

  readonly listing: Source<FolderListing> = {
    observe: (folder) => {
      const onDisk = observeFolder(folder);
      const implied = this.#implied.get(folder);
      if (implied === undefined) return onDisk;
      const names = new Set(onDisk.value.entries.map((entry) => entry.name));
      const added: FolderEntry[] = [];
      for (const [name, { kind }] of implied) if (!names.has(name)) added.push({ name, kind });
      return listed(
        'present',
        [...onDisk.value.entries, ...added],
        `${onDisk.stamp}${this.#impliedIn(folder)}`,
      );
    },
    // A worker sees the disk alone: what it saw of a folder with open buffers does not hold here.
    holds: (folder, stamp) => {
      const implied = this.#impliedIn(folder);
      const seen = String(stamp);
      if (implied === '') return stampHolds(folder, seen);
      return seen.endsWith(implied) && stampHolds(folder, seen.slice(0, -implied.length));
    },
  };

  /** The buffers that are open, by path. */
  get buffers(): ReadonlyMap<FilePath, string> {
    return this.#buffers;
  }

  /** Sets the text of an open buffer. */
  setBuffer(file: FilePath, text: string): void {
    if (!this.#buffers.has(file)) this.#imply(file, 1);
    this.#buffers.set(file, text);
    this.#superseded.delete(file);
  }

  /**
   * The server itself replaced a file on disk. A buffer that still shows the text before is about to
   * be loaded anew, and does not count until then.
   */
  supersede(file: FilePath, before: string): void {
    if (this.#buffers.get(file) === before) this.#superseded.add(file);
  }

  /** The buffer is closed: the disk counts again. */
  dropBuffer(file: FilePath): void {
    this.#superseded.delete(file);
    if (this.#buffers.delete(file)) this.#imply(file, -1);
  }

  /** Whether a buffer says something else than the file on disk. */
  isUnsaved(file: FilePath): boolean {
    const text = this.#counting(file);
    if (text === undefined) return false;
    return observeFile(file).fingerprint !== fingerprintOf(text);
  }

  /** The text of a buffer, unless the disk counts in its place. */
  #counting(file: FilePath): string | undefined {
    return this.#superseded.has(file) ? undefined : this.#buffers.get(file);
  }

  /** What buffers put into a folder, as the end of its stamp; nothing where there are none. */
  #impliedIn(folder: FilePath): string {
    const implied = this.#implied.get(folder);
    if (implied === undefined) return '';
    return `|${[...implied]
      .map(([name, { kind }]) => `${kind}:${name}`)
      .toSorted()
      .join('|')}`;
  }

  #imply(file: FilePath, by: 1 | -1): void {
    let name = path.basename(file);
    let kind: 'file' | 'folder' = 'file';
    for (const folder of ancestorsOf(file)) {
      const names = this.#implied.get(folder) ?? new Map();
      const count = (names.get(name)?.count ?? 0) + by;
      if (count > 0) names.set(name, { kind, count });
      else names.delete(name);
      if (names.size > 0) this.#implied.set(folder, names);
      else this.#implied.delete(folder);
      name = path.basename(folder);
      kind = 'folder';
    }
  }
}
