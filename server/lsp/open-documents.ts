import { type DocumentChange, OpenDocument } from '../workspace/open-document.ts';
import { type FilePath, pathOfUri } from '../workspace/paths.ts';
import type { PositionEncoding } from '../workspace/position-encoding.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The documents that the client holds open, each laid over the disk in the workspace. */
export class OpenDocuments {
  readonly #workspace: Workspace;
  readonly #encoding: PositionEncoding;
  readonly #byUri = new Map<string, OpenDocument>();
  readonly #byPath = new Map<FilePath, OpenDocument>();

  constructor(workspace: Workspace, encoding: PositionEncoding) {
    this.#workspace = workspace;
    this.#encoding = encoding;
  }

  /** Paths of the open files, in the order of opening. */
  get paths(): readonly FilePath[] {
    return [...this.#byPath.keys()];
  }

  at(file: FilePath): OpenDocument | undefined {
    return this.#byPath.get(file);
  }

  open(item: { uri: string; languageId: string; version: number; text: string }): OpenDocument {
    const document = new OpenDocument({
      ...item,
      path: pathOfUri(item.uri),
      encoding: this.#encoding,
    });
    this.#byUri.set(item.uri, document);
    if (document.path !== undefined) {
      this.#byPath.set(document.path, document);
      this.#workspace.setBuffer(document.path, document.text);
    }
    return document;
  }

  /** @returns the document, or undefined if the client never opened it. */
  change(
    uri: string,
    version: number,
    changes: readonly DocumentChange[],
  ): OpenDocument | undefined {
    const document = this.#byUri.get(uri);
    if (document?.applyChanges(changes, version) && document.path !== undefined) {
      this.#workspace.setBuffer(document.path, document.text);
    }
    return document;
  }

  close(uri: string): OpenDocument | undefined {
    const document = this.#byUri.get(uri);
    this.#byUri.delete(uri);
    // The same file may be open under another spelling of its URI.
    if (document?.path !== undefined && this.#byPath.get(document.path) === document) {
      this.#byPath.delete(document.path);
      this.#workspace.dropBuffer(document.path);
    }
    return document;
  }
}
