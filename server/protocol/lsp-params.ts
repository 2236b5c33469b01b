import type {
  CompletionParams,
  CreateFilesParams,
  DeleteFilesParams,
  DidChangeConfigurationParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
  ExecuteCommandParams,
  Range,
  RenameFilesParams,
  TextDocumentPositionParams,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver-protocol';
import type { ParamsSchema } from './params.ts';

/**
 * What plain LSP sends, as far as the server reads it (LSP 3.17). Where clients are known to be
 * lax and nothing is lost by it, so are the schemas.
 */

const uinteger = { type: 'integer', minimum: 0 };
const uri = { type: 'string', minLength: 1 };
const text = { type: 'string' };

function object(
  properties: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
) {
  return {
    type: 'object',
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
  };
}

function arrayOf(items: object) {
  return { type: 'array', items };
}

function orNull<S extends { readonly type: string }>(schema: S) {
  return { ...schema, type: [schema.type, 'null'] };
}

const position = object({ line: uinteger, character: uinteger });
const range = object({ start: position, end: position });
const textDocument = object({ uri });
const workspaceFolders = arrayOf(object({ uri }, { name: text }));

export const textDocumentPositionParams: ParamsSchema<TextDocumentPositionParams> = object({
  textDocument,
  position,
});

export const completionParams: ParamsSchema<CompletionParams> = object(
  { textDocument, position },
  {
    context: orNull(object({ triggerKind: uinteger }, { triggerCharacter: orNull(text) })),
  },
);

export const didOpenParams: ParamsSchema<DidOpenTextDocumentParams> = object({
  textDocument: object({ uri, languageId: text, version: { type: 'integer' }, text }),
});

/** One change of `didChange`; without a range (or with null for one) `text` is all of the text. */
interface ContentChange {
  readonly range?: Range | null;
  readonly text: string;
}

interface DidChangeParams {
  readonly textDocument: VersionedTextDocumentIdentifier;
  readonly contentChanges: readonly ContentChange[];
}

export const didChangeParams: ParamsSchema<DidChangeParams> = object({
  textDocument: object({ uri, version: { type: 'integer' } }),
  contentChanges: arrayOf(object({ text }, { range: orNull(range) })),
});

export const didCloseParams: ParamsSchema<DidCloseTextDocumentParams> = object({ textDocument });

export const didSaveParams: ParamsSchema<DidSaveTextDocumentParams> = object(
  { textDocument },
  { text: orNull(text) },
);

export const didChangeWatchedFilesParams: ParamsSchema<DidChangeWatchedFilesParams> = object({
  changes: arrayOf(object({ uri, type: { enum: [1, 2, 3] } })),
});

export const didChangeWorkspaceFoldersParams: ParamsSchema<DidChangeWorkspaceFoldersParams> =
  object({ event: object({ added: workspaceFolders, removed: workspaceFolders }) });

/** `didChangeConfiguration`; clients that only mean "ask again" send null, or nothing at all. */
export const didChangeConfigurationParams: ParamsSchema<Partial<DidChangeConfigurationParams>> =
  object({});

const files = object({ files: arrayOf(object({ uri })) });
export const createFilesParams: ParamsSchema<CreateFilesParams> = files;
export const deleteFilesParams: ParamsSchema<DeleteFilesParams> = files;
export const renameFilesParams: ParamsSchema<RenameFilesParams> = object({
  files: arrayOf(object({ oldUri: uri, newUri: uri })),
});

export const executeCommandParams: ParamsSchema<ExecuteCommandParams> = object(
  { command: { type: 'string', minLength: 1 } },
  { arguments: orNull(arrayOf({})) },
);
