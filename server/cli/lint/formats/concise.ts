import { printable } from '../../terminal/printable.ts';
import { onlyThose } from '../lint-result.ts';
import type { Outcome, Surroundings } from '../outcome.ts';
import { relativeTo } from '../paths.ts';

/** One line for each finding: `file:line:col: severity code message`. Nothing where nothing is found. */
export function concise({ found, hints }: Outcome, { current }: Surroundings): string {
  return onlyThose(found, ({ severity }) => hints || severity !== 'hint')
    .flatMap(({ file, diagnostics }) =>
      diagnostics.map(({ range: { start }, severity, code, message }) => {
        const place = `${relativeTo(current, file)}:${start.line + 1}:${start.character + 1}`;
        const [headline = ''] = message.split('\n', 1);
        return printable(`${place}: ${severity} ${code} ${headline}`);
      }),
    )
    .join('\n');
}
