import { existsSync } from 'node:fs';
import path from 'node:path';
import { Cell } from '../caches/cell.ts';
import type { Source } from '../caches/definition.ts';
import { KeyedCell } from '../caches/keyed-cell.ts';
import { CacheManager } from '../caches/manager.ts';
import { observeFile } from './disk.ts';
import { content, Files, listing } from './files.ts';
import { ignoreGlobs } from './ignore.ts';
import { KnownPaths } from './known-paths.ts';
import { ancestorsOf, type FilePath } from './paths.ts';
import { planSource } from './plan-sources.ts';
import { roots } from './roots.ts';

export interface WorkspaceListener {
  /** Something may have changed: `editor` for the author's own typing, `disk` for all else. */
  onChange?(paths: readonly FilePath[], origin: 'editor' | 'disk'): void;
  /** Events came for these paths, whether or not anything depends on them. */
  onTouched?(paths: readonly FilePath[]): void;
  /** A folder is relied upon for the first time, or no longer: what the watcher watches. */
  onFolderAdded?(folder: FilePath): void;
  onFolderRemoved?(folder: FilePath): void;
  /** A file or folder cannot be read. Told once. */
  onUnreadable?(file: FilePath, reason: string): void;
}

/**
 * The files of one client and the caches over them. Every way in which a file can change ends in
 * one of the methods below; each marks what depends on the file before it returns.
 */
export class Workspace {
  readonly caches: CacheManager;
  readonly files = new Files();
  readonly roots: Cell<readonly FilePath[]>;
  readonly ignoreGlobs: Cell<readonly string[]>;
  /** The files that running sessions generate their phases from. */
  readonly planSources: KeyedCell<'plan' | 'definition' | ''>;
  /** What could not be read when last looked at, and why. */
  readonly unreadable = new Map<FilePath, string>();
  readonly #known = new KnownPaths();
  readonly #listener: WorkspaceListener;

  constructor(listener: WorkspaceListener = {}) {
    this.#listener = listener;
    this.caches = new CacheManager({
      onInputAdded: (input, key) => this.#follow(input, key),
      onInputRemoved: (input, key) => this.#unfollow(input, key),
    });
    const { engine } = this.caches;
    engine.provide(content, this.#noting(this.files.content));
    engine.provide(listing, this.#noting(this.files.listing));
    this.roots = new Cell(engine, roots, []);
    this.ignoreGlobs = new Cell(engine, ignoreGlobs, []);
    this.planSources = new KeyedCell(engine, planSource, '');
  }

  /** Whether a file or folder is there, in an editor or on disk. */
  has(file: FilePath): boolean {
    return this.files.buffers.has(file) || existsSync(file);
  }

  /** A buffer was opened, or its text changed. */
  setBuffer(file: FilePath, text: string): void {
    const appeared = !this.files.buffers.has(file);
    this.files.setBuffer(file, text);
    this.#bufferChanged(file, appeared);
  }

  /** A buffer was closed: what the disk says counts again. */
  dropBuffer(file: FilePath): void {
    if (!this.files.buffers.has(file)) return;
    this.files.dropBuffer(file);
    this.#bufferChanged(file, true);
  }

  /**
   * Something may have happened to these files or folders, or to anything in them: they appeared,
   * changed, went, or nothing did. Paths that nobody knows are harmless.
   */
  touched(paths: readonly FilePath[]): void {
    const { engine } = this.caches;
    let concerned = false;
    for (const file of paths) {
      for (const known of this.#known.below(file)) {
        engine.change(content, known);
        engine.change(listing, known);
        concerned = true;
      }
    }
    // Most writes leave the names in a folder as they are: a log that grows concerns nobody.
    for (const folder of new Set(paths.map((file) => path.dirname(file)))) {
      concerned = engine.check(listing, folder) || concerned;
    }
    this.#listener.onTouched?.(paths);
    if (concerned) this.#listener.onChange?.(paths, 'disk');
  }

  /** Compares what is known right in a folder with the disk; true if something had changed. */
  recheck(folder: FilePath): boolean {
    const { engine } = this.caches;
    const moved = [...this.#known.in(folder)].filter((file) => {
      const listingMoved = engine.check(listing, file);
      return engine.check(content, file) || listingMoved;
    });
    if (moved.length > 0) this.#listener.onChange?.(moved, 'disk');
    return moved.length > 0;
  }

  /** Everything may have changed: the watcher lost count, or never was. */
  touchedEverything(): void {
    const { engine } = this.caches;
    for (const file of engine.inputKeys(content)) engine.change(content, file);
    for (const folder of engine.inputKeys(listing)) engine.change(listing, folder);
    this.#listener.onTouched?.([]);
    this.#listener.onChange?.([], 'disk');
  }

  /** The source, with an eye on what it cannot read. */
  #noting<V extends { readonly state: string; readonly reason?: string }>(
    source: Source<V>,
  ): Source<V> {
    const told = new Set<FilePath>();
    return {
      observe: (file) => {
        const seen = source.observe(file);
        const { state, reason = 'it cannot be read' } = seen.value;
        if (state !== 'unreadable') {
          if (told.delete(file)) this.unreadable.delete(file);
        } else if (!told.has(file)) {
          told.add(file);
          this.unreadable.set(file, reason);
          this.#listener.onUnreadable?.(file, reason);
        }
        return seen;
      },
      holds: (file, stamp) => source.holds(file, stamp),
    };
  }

  #bufferChanged(file: FilePath, existence: boolean): void {
    const { engine } = this.caches;
    engine.change(content, file);
    // Folders list a buffer that was never saved; those of a saved file say what they said.
    if (existence && observeFile(file).value.state === 'absent') {
      for (const folder of ancestorsOf(file)) engine.change(listing, folder);
    }
    this.#listener.onChange?.([file], 'editor');
  }

  #follow(input: string, key: FilePath): void {
    if (input === content.name) this.#known.add(key);
    else if (input === listing.name) this.#known.add(key);
    else return;
    this.#listener.onFolderAdded?.(input === listing.name ? key : path.dirname(key));
  }

  #unfollow(input: string, key: FilePath): void {
    if (input !== content.name && input !== listing.name) return;
    this.#known.remove(key);
    this.#listener.onFolderRemoved?.(input === listing.name ? key : path.dirname(key));
  }
}
