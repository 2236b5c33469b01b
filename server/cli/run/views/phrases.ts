import type { DriftItem } from '../../../protocol/session-requests.ts';
import { table } from '../../terminal/table.ts';
import type { Colours, Terminal } from '../../terminal/terminal.ts';

/** The command to type next. */
export function nextLine(colours: Colours, command: string): string {
  return `${colours.dim('Next:')} ${command}`;
}

/** Said where it matters: an author with an editor open expects more. */
export function savedOnly(colours: Colours): string {
  return colours.dim('Only saved files count; unsaved edits in an editor are not seen.');
}

/** `1 phase`, `4 phases`. */
export function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What no longer fits, each with its remedy; undefined when all fits. */
export function driftPart(
  drift: readonly DriftItem[],
  { colours, width }: Terminal,
): string | undefined {
  if (drift.length === 0) return undefined;
  const rows = drift.map(({ message, remediation }) => [
    colours.yellow('!'),
    `${message}\n${colours.dim(remediation)}`,
  ]);
  return `${colours.yellow(colours.bold('The workflow was edited since the session began'))}\n${table(rows, width)}`;
}

/** Sentences of warning, one by one; undefined without any. */
export function warningPart(
  warnings: readonly string[],
  { colours, width }: Terminal,
): string | undefined {
  if (warnings.length === 0) return undefined;
  return table(
    warnings.map((warning) => [colours.yellow('!'), warning]),
    width,
    { indent: 0 },
  );
}
