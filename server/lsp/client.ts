import type { InitializeParams } from 'vscode-languageserver/node';
import { negotiateEncoding, type PositionEncoding } from '../workspace/position-encoding.ts';

/** What the client can take, asked once. Nothing is sent that it did not offer to take. */
export interface Client {
  readonly name: string;
  readonly version: string;
  readonly encoding: PositionEncoding;
  /** Asks `workspace/configuration`. */
  readonly configuration: boolean;
  readonly registersWatchedFiles: boolean;
  readonly registersConfiguration: boolean;
  readonly fileOperations: boolean;
  readonly progress: boolean;
  /** Opens a file that the server names. */
  readonly showDocument: boolean;
  readonly snippets: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly diagnosticTags: boolean;
  /** Sends its edits in order; Helix before 25.07 does not, and is asked for whole texts. */
  readonly ordersChanges: boolean;
  /** Has a JSON server of its own that reports syntax errors. */
  readonly hasOwnJsonServer: boolean;
  /** Knows a command that opens the suggestions once more. */
  readonly asksAgain: boolean;
}

export function clientOf(params: InitializeParams): Client {
  const { capabilities, clientInfo } = params;
  const { workspace, textDocument, window, general } = capabilities;
  const name = clientInfo?.name ?? 'unknown client';
  const version = clientInfo?.version ?? '';
  const isVsCode = name === 'Visual Studio Code' || name === 'code-server';
  const item = textDocument?.completion?.completionItem;
  const publish = textDocument?.publishDiagnostics;
  return {
    name,
    version,
    encoding: negotiateEncoding(general?.positionEncodings),
    configuration: workspace?.configuration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    fileOperations: workspace?.fileOperations !== undefined,
    progress: window?.workDoneProgress === true,
    // Helix does it without saying so.
    showDocument: window?.showDocument?.support === true || name === 'helix',
    snippets: item?.snippetSupport === true,
    markdownHover: offers(textDocument?.hover?.contentFormat, 'markdown'),
    markdownCompletion: offers(item?.documentationFormat, 'markdown'),
    relatedInformation: publish?.relatedInformation === true,
    codeDescription: publish?.codeDescriptionSupport === true,
    diagnosticData: publish?.dataSupport === true,
    diagnosticTags: publish?.tagSupport !== undefined,
    ordersChanges: name !== 'helix' || !isBefore(version, 25, 7),
    hasOwnJsonServer: isVsCode,
    asksAgain: isVsCode,
  };
}

/** Capabilities come as the client wrote them: what is no list offers nothing. */
function offers(list: unknown, wanted: string): boolean {
  return Array.isArray(list) && list.includes(wanted);
}

function isBefore(version: string, year: number, month: number): boolean {
  const [, y, m] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return y === undefined || Number(y) < year || (Number(y) === year && Number(m) < month);
}
