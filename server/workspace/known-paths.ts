import path from 'node:path';
import type { FilePath } from './paths.ts';

/**
 * The files and folders that somebody relies on, as a tree: an event for a folder stands for all
 * that is in it (VS Code reports only the folder when one appears or goes).
 */
export class KnownPaths {
  readonly #children = new Map<FilePath, Set<string>>();
  /** How many inputs look at each path: its content, its listing. */
  readonly #uses = new Map<FilePath, number>();

  add(file: FilePath): void {
    const uses = this.#uses.get(file) ?? 0;
    this.#uses.set(file, uses + 1);
    if (uses > 0) return;
    for (let child = file, parent = path.dirname(file); parent !== child; ) {
      const names = this.#children.get(parent);
      if (names !== undefined) {
        names.add(path.basename(child));
        return;
      }
      this.#children.set(parent, new Set([path.basename(child)]));
      [child, parent] = [parent, path.dirname(parent)];
    }
  }

  remove(file: FilePath): void {
    const uses = this.#uses.get(file) ?? 0;
    if (uses > 1) {
      this.#uses.set(file, uses - 1);
      return;
    }
    this.#uses.delete(file);
    // A folder stays in the tree as long as something is below it.
    for (let child = file; !this.#uses.has(child) && !this.#children.has(child); ) {
      const parent = path.dirname(child);
      const names = this.#children.get(parent);
      if (parent === child || names === undefined) return;
      names.delete(path.basename(child));
      if (names.size > 0) return;
      this.#children.delete(parent);
      child = parent;
    }
  }

  /** The known paths that are `folder` itself or stand right in it. */
  *in(folder: FilePath): Generator<FilePath> {
    if (this.#uses.has(folder)) yield folder;
    for (const name of this.#children.get(folder) ?? []) {
      const child = path.join(folder, name);
      if (this.#uses.has(child)) yield child;
    }
  }

  /** The known paths at and below `file`. */
  *below(file: FilePath): Generator<FilePath> {
    const pending = [file];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (this.#uses.has(next)) yield next;
      for (const name of this.#children.get(next) ?? []) pending.push(path.join(next, name));
    }
  }
}
