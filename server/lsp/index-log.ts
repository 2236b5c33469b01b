import type { IndexStatus } from '../rag/indexing/protocol.ts';

/** Tells the log what is wrong with the search index: each thing once, until all is well again. */
export class IndexLog {
  readonly #warn: (message: string) => void;
  readonly #told = new Set<string>();

  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#warn(message);
  }

  take({ state, problems }: Pick<IndexStatus, 'state' | 'problems'>): void {
    // What comes again after that is news.
    if (state === 'ready') this.#told.clear();
    for (const { reason, remedy } of problems) this.tell(`${reason} ${remedy}`);
  }
}
