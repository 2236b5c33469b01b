import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FilePath } from './paths.ts';
import {
  offsetAfter,
  type Position,
  type PositionEncoding,
  type Range,
} from './position-encoding.ts';

/** One change as `didChange` has it; without a range, `text` is the whole new text. */
export interface DocumentChange {
  readonly range?: Range | null;
  readonly text: string;
}

/** A document that an editor holds open: its text is the editor's, not the disk's. */
export class OpenDocument {
  /** As the client wrote it: answers name the document by the same spelling. */
  readonly uri: string;
  /** undefined for what is no file, such as `untitled:`. */
  readonly path: FilePath | undefined;
  readonly languageId: string;
  readonly #encoding: PositionEncoding;
  readonly #document: TextDocument;

  constructor(options: {
    readonly uri: string;
    readonly path: FilePath | undefined;
    readonly languageId: string;
    readonly version: number;
    readonly text: string;
    readonly encoding: PositionEncoding;
  }) {
    const { uri, path, languageId, version, text, encoding } = options;
    this.uri = uri;
    this.path = path;
    this.languageId = languageId;
    this.#encoding = encoding;
    this.#document = TextDocument.create(uri, languageId, version, text);
  }

  get version(): number {
    return this.#document.version;
  }

  get text(): string {
    return this.#document.getText();
  }

  /**
   * Applies the changes of one `didChange`, each to the text that the one before left. Positions out
   * of range are clamped, and a range that ends before it starts is turned round.
   *
   * Helix 25.01 sends changes out of order when keys come fast. The newest whole text wins; changes
   * by range cannot be put right, and are applied as they come.
   *
   * @returns false if the changes were out of date and nothing was done.
   */
  applyChanges(changes: readonly DocumentChange[], version: number): boolean {
    const isWholeText = changes.some((change) => !change.range);
    if (isWholeText && version < this.version) return false;
    TextDocument.update(this.#document, [], Math.max(version, this.version));
    for (const { range, text } of changes) {
      const change = range
        ? { range: { start: this.#toUtf16(range.start), end: this.#toUtf16(range.end) }, text }
        : { text };
      TextDocument.update(this.#document, [change], this.version);
    }
    return true;
  }

  /** The position in UTF-16 and inside the text: `TextDocument` keeps its lines right only then. */
  #toUtf16({ line, character }: Position): Position {
    if (line < 0) return { line: 0, character: 0 };
    if (line >= this.#document.lineCount) return this.#document.positionAt(this.text.length);
    const start = this.#document.offsetAt({ line, character: 0 });
    const end = this.#document.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
    const offset =
      this.#encoding === 'utf-16'
        ? // Half a surrogate pair may be replaced: clients that compare code units do so.
          start + Math.min(Math.max(character, 0), end - start)
        : offsetAfter(this.text, start, end, character, this.#encoding);
    return { line, character: offset - start };
  }
}
