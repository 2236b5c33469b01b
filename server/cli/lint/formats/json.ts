import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Severity } from '../../../diagnostics/rule.ts';
import { rulePageUri } from '../../../diagnostics/rule-page-uri.ts';
import { type FilePath, uriOfPath } from '../../../workspace/paths.ts';
import type { Range } from '../../../workspace/position-encoding.ts';
import { exitCodeOf, type Outcome, type Surroundings } from '../outcome.ts';
import { pathInWorkspace } from '../paths.ts';

/** What `--format json` prints. Keys are added, never changed, within a version. */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: 'praxis-ls'; readonly version: string };
  /** URIs of the workspace folders. */
  readonly roots: readonly string[];
  readonly summary: {
    readonly workflows: number;
    readonly files: number;
    readonly filesWithFindings: number;
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
    readonly hints: number;
    readonly exitCode: 0 | 1;
  };
  readonly findings: readonly JsonFinding[];
  /** With `--baseline`. */
  readonly baseline?: NonNullable<Outcome['baseline']>;
}

interface JsonPlace {
  /** From the workspace folder, with `/` between its parts. */
  readonly file: string;
  readonly uri: string;
  /** Lines and UTF-16 columns from 0, as in LSP. */
  readonly range: Range;
}

interface JsonFinding extends JsonPlace {
  /** From 1, for people. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly code: string;
  /** The first line stands alone; the others say why, and what to do. */
  readonly message: string;
  readonly tags: readonly string[];
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  /** The page of the rule. */
  readonly documentation: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** All findings, hints included, as JSON. */
export function json(outcome: Outcome, { version, packageFolder }: Surroundings): string {
  const { counts, workflows, files, found, roots, baseline } = outcome;
  const placeOf = (file: FilePath, range: Range): JsonPlace => ({
    file: pathInWorkspace(roots, file),
    uri: uriOfPath(file),
    range,
  });
  const findingOf = (file: FilePath, diagnostic: Diagnostic): JsonFinding => {
    const { range, severity, code, message, tag, related = [], data } = diagnostic;
    return {
      ...placeOf(file, range),
      line: range.start.line + 1,
      column: range.start.character + 1,
      severity,
      code,
      message,
      tags: tag === undefined ? [] : [tag],
      related: related.map((place) => ({
        ...placeOf(place.file, place.range),
        message: place.message,
      })),
      documentation: rulePageUri(packageFolder, code),
      ...(data === undefined ? {} : { data }),
    };
  };
  const report: JsonReport = {
    version: 1,
    tool: { name: 'praxis-ls', version },
    roots: roots.map(uriOfPath),
    summary: {
      workflows,
      files,
      filesWithFindings: found.length,
      errors: counts.error,
      warnings: counts.warning,
      infos: counts.info,
      hints: counts.hint,
      exitCode: exitCodeOf(outcome),
    },
    findings: found.flatMap(({ file, diagnostics }) =>
      diagnostics.map((diagnostic) => findingOf(file, diagnostic)),
    ),
    ...(baseline === undefined ? {} : { baseline }),
  };
  return JSON.stringify(report, undefined, 2);
}
