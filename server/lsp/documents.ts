import {
  didChangeParams,
  didCloseParams,
  didOpenParams,
  didSaveParams,
} from '../protocol/lsp-params.ts';
import { type FilePath, pathOfUri } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Handlers } from './handlers.ts';
import type { Log } from './log.ts';
import type { OpenDocuments } from './open-documents.ts';

export interface DocumentListener {
  /** Opened: whatever is known of the file is told, also that nothing is wrong. */
  onOpened(file: FilePath): void;
  /** Opened or edited: the document that commands without arguments work on. */
  onTouched(file: FilePath): void;
}

/** Follows what the client opens, types, saves and closes. */
export function followDocuments(
  handlers: Handlers,
  documents: OpenDocuments,
  workspace: Workspace,
  listener: DocumentListener,
  log: Log,
): void {
  handlers.notification('textDocument/didOpen', didOpenParams, ({ textDocument }) => {
    const { path } = documents.open(textDocument);
    if (path === undefined) return;
    listener.onOpened(path);
    listener.onTouched(path);
  });
  handlers.notification(
    'textDocument/didChange',
    didChangeParams,
    ({ textDocument, contentChanges }) => {
      const { uri, version } = textDocument;
      const document = documents.change(uri, version, contentChanges);
      if (document === undefined) {
        log.warn(`A change of ${uri} was dropped: the client never opened it.`);
      } else if (document.path !== undefined) {
        listener.onTouched(document.path);
      }
    },
  );
  handlers.notification('textDocument/didSave', didSaveParams, ({ textDocument }) => {
    // The buffer says what it said, but other copies and the disk may not.
    const file = pathOfUri(textDocument.uri);
    if (file !== undefined) workspace.touched([file]);
  });
  handlers.notification('textDocument/didClose', didCloseParams, ({ textDocument }) => {
    if (documents.close(textDocument.uri) === undefined) {
      log.warn(`${textDocument.uri} was closed, but the client never opened it.`);
    }
  });
}
