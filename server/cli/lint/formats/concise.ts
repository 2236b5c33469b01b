import { printable } from '../../terminal/printable.ts';
import { firstLine } from '../lint-result.ts';
import { type Outcome, type Surroundings, shownOf } from '../outcome.ts';
import { relativeTo } from '../paths.ts';

/** One line for each finding: `file:line:col: severity code message`. Nothing where nothing is found. */
export function concise(outcome: Outcome, { current }: Surroundings): string {
  return shownOf(outcome)
    .flatMap(({ file, diagnostics }) =>
      diagnostics.map((diagnostic) => {
        const { range, severity, code } = diagnostic;
        const { start } = range;
        const place = `${relativeTo(current, file)}:${start.line + 1}:${start.character + 1}`;
        return printable(`${place}: ${severity} ${code} ${firstLine(diagnostic)}`);
      }),
    )
    .join('\n');
}
