import { content, listing } from './files.ts';
import { inSlices } from './slices.ts';
import type { Workspace } from './workspace.ts';

/** The shortest rest between two sweeps; a sweep that took long rests longer. In milliseconds. */
const REST = 2_000;
/** A sweep may take one part in so many of the time. */
const SHARE = 25;

/**
 * Compares all that is known with the disk, again and again, a little at a time: what the watcher
 * missed is found although nobody asks for it (mode `development`).
 */
export class Sweeper {
  readonly #workspace: Workspace;
  readonly #isWanted: () => boolean;
  readonly #onMoved: () => void;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param onMoved called after a sweep that found something changed */
  constructor(workspace: Workspace, isWanted: () => boolean, onMoved: () => void) {
    this.#workspace = workspace;
    this.#isWanted = isWanted;
    this.#onMoved = onMoved;
  }

  start(): void {
    this.#rest(REST);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #rest(milliseconds: number): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#sweep(), milliseconds).unref();
  }

  async #sweep(): Promise<void> {
    const started = performance.now();
    if (this.#isWanted()) {
      const moved = await inSlices(this.#checkAll(), { isCancelled: () => this.#closed });
      if (moved) this.#onMoved();
    }
    this.#rest(Math.max(REST, (performance.now() - started) * SHARE));
  }

  *#checkAll(): Generator<void, boolean> {
    const { engine } = this.#workspace.caches;
    let moved = false;
    for (const input of [listing, content]) {
      for (const key of engine.inputKeys(input)) {
        moved = engine.check(input, key) || moved;
        yield;
      }
    }
    return moved;
  }
}
