import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Severity } from '../../diagnostics/rule.ts';
import type { FilePath } from '../../workspace/paths.ts';

/** A file that was checked and has findings. */
export interface LintedFile {
  readonly file: FilePath;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What one run of the linter found. */
export interface LintResult {
  /** The workspace folders; paths in output for programs are relative to the one that holds the file. */
  readonly roots: readonly FilePath[];
  readonly workflows: number;
  /** How many files were checked. */
  readonly files: number;
  /** Those that have findings, workflow by workflow. */
  readonly found: readonly LintedFile[];
}

export type Counts = Readonly<Record<Severity, number>>;

/** How many findings there are of each severity. */
export function countsOf(found: readonly LintedFile[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { diagnostics } of found) for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** The first line of a message: it stands alone, and says which fault it is. */
export function firstLine({ message }: Diagnostic): string {
  return message.split('\n', 1)[0] ?? '';
}

/** The findings that `isWanted`; files without any are gone. */
export function onlyThose(
  found: readonly LintedFile[],
  isWanted: (diagnostic: Diagnostic, file: FilePath) => boolean,
): LintedFile[] {
  return found.flatMap(({ file, diagnostics }): LintedFile[] => {
    const wanted = diagnostics.filter((diagnostic) => isWanted(diagnostic, file));
    return wanted.length === 0 ? [] : [{ file, diagnostics: wanted }];
  });
}
