import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver-protocol';

/** What a kind of client says of itself in `initialize`. */
export interface ClientProfile {
  readonly clientInfo?: NonNullable<InitializeParams['clientInfo']>;
  readonly capabilities: ClientCapabilities;
}

const CODE_ACTION_KINDS = ['', 'quickfix', 'refactor', 'source', 'source.fixAll'];
const TOKEN_TYPES = ['type', 'parameter', 'variable', 'property', 'function', 'keyword', 'string'];

/** A client that takes all that LSP 3.17 offers. */
const full: ClientProfile = {
  clientInfo: { name: 'praxis test client', version: '1.0.0' },
  capabilities: {
    general: { positionEncodings: ['utf-16'] },
    window: {
      workDoneProgress: true,
      showDocument: { support: true },
      showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
    },
    workspace: {
      applyEdit: true,
      workspaceEdit: {
        documentChanges: true,
        resourceOperations: ['create', 'rename', 'delete'],
        failureHandling: 'textOnlyTransactional',
        changeAnnotationSupport: { groupsOnLabel: true },
      },
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      executeCommand: { dynamicRegistration: true },
      symbol: { resolveSupport: { properties: ['location.range'] } },
      fileOperations: {
        didCreate: true,
        willCreate: true,
        didRename: true,
        willRename: true,
        didDelete: true,
        willDelete: true,
      },
      codeLens: { refreshSupport: true },
      diagnostics: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
      semanticTokens: { refreshSupport: true },
    },
    textDocument: {
      synchronization: { didSave: true, willSave: true, willSaveWaitUntil: true },
      publishDiagnostics: {
        relatedInformation: true,
        versionSupport: true,
        codeDescriptionSupport: true,
        dataSupport: true,
        tagSupport: { valueSet: [1, 2] },
      },
      completion: {
        contextSupport: true,
        completionItem: {
          snippetSupport: true,
          documentationFormat: ['markdown', 'plaintext'],
          insertReplaceSupport: true,
          labelDetailsSupport: true,
          resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
        },
        completionList: { itemDefaults: ['editRange', 'insertTextFormat', 'data'] },
      },
      hover: { contentFormat: ['markdown', 'plaintext'] },
      definition: { linkSupport: true },
      references: {},
      rename: { prepareSupport: true, honorsChangeAnnotations: true },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      documentLink: { tooltipSupport: true },
      codeAction: {
        dataSupport: true,
        disabledSupport: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
        codeActionLiteralSupport: { codeActionKind: { valueSet: CODE_ACTION_KINDS } },
      },
      codeLens: {},
      inlayHint: { resolveSupport: { properties: ['tooltip', 'textEdits'] } },
      foldingRange: { lineFoldingOnly: true },
      selectionRange: {},
      callHierarchy: {},
      formatting: {},
      semanticTokens: {
        requests: { range: true, full: { delta: true } },
        tokenTypes: TOKEN_TYPES,
        tokenModifiers: ['definition', 'readonly'],
        formats: ['relative'],
      },
    },
  },
};

/** A client that offers nothing at all. */
const bare: ClientProfile = { capabilities: {} };

/** Neovim 0.12 in what matters here: pulls diagnostics, watches no files unless told to. */
const neovim: ClientProfile = {
  clientInfo: { name: 'Neovim', version: '0.12.4' },
  capabilities: {
    general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
    window: { workDoneProgress: true, showDocument: { support: true } },
    workspace: {
      applyEdit: true,
      workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] },
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: false },
      didChangeWatchedFiles: { dynamicRegistration: false, relativePatternSupport: true },
      codeLens: { refreshSupport: true },
      diagnostics: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
      semanticTokens: { refreshSupport: true },
    },
    textDocument: {
      synchronization: { didSave: true, willSave: true, willSaveWaitUntil: true },
      publishDiagnostics: { relatedInformation: true, dataSupport: true },
      diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
      completion: {
        contextSupport: true,
        completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] },
      },
      hover: { contentFormat: ['markdown', 'plaintext'] },
      rename: { prepareSupport: true },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: CODE_ACTION_KINDS } },
      },
    },
  },
};

/** Helix 25.07 in what matters here: `workspace.diagnostic` is how it spells the refresh flag. */
const helix: ClientProfile = {
  clientInfo: { name: 'helix', version: '25.07.1' },
  capabilities: {
    general: { positionEncodings: ['utf-8', 'utf-32', 'utf-16'] },
    window: { workDoneProgress: true, showDocument: { support: true } },
    workspace: {
      applyEdit: true,
      workspaceEdit: {
        documentChanges: true,
        resourceOperations: ['create', 'rename', 'delete'],
        failureHandling: 'abort',
      },
      configuration: true,
      workspaceFolders: true,
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      fileOperations: { didCreate: true, willCreate: true, didRename: true, willRename: true },
      ...{ diagnostic: { refreshSupport: true } },
    },
    textDocument: {
      publishDiagnostics: { versionSupport: true, tagSupport: { valueSet: [1, 2] } },
      diagnostic: { dynamicRegistration: false, relatedDocumentSupport: true },
      completion: {
        completionItem: { snippetSupport: true, insertReplaceSupport: true },
      },
      hover: { contentFormat: ['markdown'] },
      rename: { prepareSupport: true },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: CODE_ACTION_KINDS } },
      },
    },
  },
};

export const clientProfiles = { full, bare, neovim, helix } as const;
