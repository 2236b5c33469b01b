import type { Severity } from '../../../diagnostics/rule.ts';
import { type Outcome, shownOf } from '../outcome.ts';
import { relativeTo } from '../paths.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * Workflow commands of GitHub Actions, which make annotations of findings.
 *
 * @param repository the folder that annotations are relative to
 */
export function github(outcome: Outcome, repository: string): string {
  return shownOf(outcome)
    .flatMap(({ file, diagnostics }) =>
      diagnostics.map(({ range: { start, end }, severity, code, message }) => {
        const properties = {
          file: relativeTo(repository, file),
          line: start.line + 1,
          endLine: end.line + 1,
          // Columns count within one line only.
          ...(start.line === end.line
            ? { col: start.character + 1, endColumn: Math.max(start.character, end.character) + 1 }
            : {}),
          title: code,
        };
        const written = Object.entries(properties).map(
          ([name, value]) => `${name}=${escapedProperty(String(value))}`,
        );
        return `::${COMMANDS[severity]} ${written.join(',')}::${escaped(message)}`;
      }),
    )
    .join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
