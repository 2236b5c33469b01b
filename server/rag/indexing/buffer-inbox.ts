import type { FilePath } from '../../workspace/paths.ts';
import type { IndexedFile } from '../chunk.ts';
import { type IndexedPassages, passagesOf } from './indexed-passages.ts';

/**
 * What was typed and is not cut yet. Of several texts of one file only the last is cut: a fast typist
 * does not make the index fall behind.
 */
export class BufferInbox {
  readonly #passages: IndexedPassages;
  readonly #texts = new Map<FilePath, { file: IndexedFile; text: string | undefined }>();

  constructor(passages: IndexedPassages) {
    this.#passages = passages;
  }

  get waiting(): boolean {
    return this.#texts.size > 0;
  }

  put(file: IndexedFile, text: string | undefined): void {
    this.#texts.set(file.file, { file, text });
  }

  /** Cuts what waits; its words can be found from here on. Answers with the files. */
  take(): readonly FilePath[] {
    if (this.#texts.size === 0) return [];
    const taken = [...this.#texts.values()];
    this.#texts.clear();
    for (const { file, text } of taken) {
      this.#passages.setBuffer(file.file, text === undefined ? text : passagesOf(file, text));
    }
    return taken.map(({ file }) => file.file);
  }
}
