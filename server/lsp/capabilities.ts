import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { commandOf, requests } from '../protocol/requests.ts';
import type { Client } from './client.ts';

/** Characters after which completion is asked for without a key: quotes, paths, first of symbols. */
const TRIGGER_CHARACTERS = ['"', ':', ' ', '/', '(', '`', '-', '[', '🎯', '🛑', '⚠', '↩'];

/** What the server offers this client. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  const files = {
    filters: [{ scheme: 'file', pattern: { glob: '**/{workflows,phases}/**' } }],
  };
  return {
    positionEncoding: client.encoding,
    textDocumentSync: {
      openClose: true,
      change: client.ordersChanges ? TextDocumentSyncKind.Incremental : TextDocumentSyncKind.Full,
      save: { includeText: false },
    },
    completionProvider: { triggerCharacters: TRIGGER_CHARACTERS },
    hoverProvider: true,
    executeCommandProvider: { commands: requests.map(({ method }) => commandOf(method)) },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      ...(client.fileOperations
        ? { fileOperations: { didCreate: files, didRename: files, didDelete: files } }
        : {}),
    },
  };
}
