import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as LspDiagnostic,
  type Range as LspRange,
} from 'vscode-languageserver/node';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Severity } from '../diagnostics/rule.ts';
import { rulePageUri } from '../diagnostics/rule-page-uri.ts';
import type { TextRange } from '../syntax/text-range.ts';
import { document } from '../workflow/document.ts';
import type { LineIndex } from '../workspace/line-index.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { Range } from '../workspace/position-encoding.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The source name that editors show beside our diagnostics. */
const SOURCE = 'praxis';

/** Turns our values into what this client reads: its position encoding, its capabilities. */
export class Encoder {
  readonly #workspace: Workspace;
  readonly #client: Client;
  readonly #packageFolder: URL;
  readonly #uriOf: (file: FilePath) => string;

  /**
   * @param packageFolder where the pages of the rules are
   * @param uriOf how the client spells the URI of a file
   */
  constructor(
    workspace: Workspace,
    client: Client,
    packageFolder: URL,
    uriOf: (file: FilePath) => string,
  ) {
    this.#workspace = workspace;
    this.#client = client;
    this.#packageFolder = packageFolder;
    this.#uriOf = uriOf;
  }

  /** Whether ranges cross the wire as they are, whatever the text around them. */
  get isUtf16(): boolean {
    return this.#client.encoding === 'utf-16';
  }

  /** How the client spells the URI of a file. */
  uriOf(file: FilePath): string {
    return this.#uriOf(file);
  }

  diagnostic(file: FilePath, diagnostic: Diagnostic): LspDiagnostic {
    const { code, severity, message, tag, related, data } = diagnostic;
    return {
      range: this.range(file, diagnostic.range),
      severity: SEVERITIES[severity],
      code,
      source: SOURCE,
      message,
      ...(this.#client.codeDescription
        ? { codeDescription: { href: rulePageUri(this.#packageFolder, code) } }
        : {}),
      ...(tag !== undefined && this.#client.diagnosticTags
        ? { tags: [tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary] }
        : {}),
      ...(related !== undefined && this.#client.relatedInformation
        ? {
            relatedInformation: related.map((place) => ({
              location: {
                uri: this.#uriOf(place.file),
                range: this.range(place.file, place.range),
              },
              message: place.message,
            })),
          }
        : {}),
      ...(data !== undefined && this.#client.diagnosticData ? { data } : {}),
    };
  }

  /** A range that counts UTF-16 units, in the client's encoding. */
  range(file: FilePath, { start, end }: Range): LspRange {
    const lines = this.#client.encoding === 'utf-16' ? undefined : this.#linesOf(file);
    if (lines === undefined) return { start, end };
    return this.textRange(lines, {
      start: lines.offsetAt(start, 'utf-16'),
      end: lines.offsetAt(end, 'utf-16'),
    });
  }

  /** Offsets of a text, as positions in the client's encoding. */
  textRange(lines: LineIndex, { start, end }: TextRange): LspRange {
    const { encoding } = this.#client;
    return { start: lines.positionAt(start, encoding), end: lines.positionAt(end, encoding) };
  }

  #linesOf(file: FilePath): LineIndex | undefined {
    return this.#workspace.caches.ask(document, file)?.lines;
  }
}
