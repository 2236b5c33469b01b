import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { Client } from './client.ts';
import { Commands } from './commands.ts';
import { TRIGGER_CHARACTERS } from './completion.ts';

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
    completionProvider: { triggerCharacters: [...TRIGGER_CHARACTERS] },
    hoverProvider: true,
    executeCommandProvider: { commands: Commands.names },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      ...(client.fileOperations
        ? { fileOperations: { didCreate: files, didRename: files, didDelete: files } }
        : {}),
    },
  };
}
