import { paragraphs } from '../../../features/markup.ts';
import type { SessionErrorsResult } from '../../../protocol/session-requests.ts';
import { table } from '../../terminal/table.ts';
import type { Drawing } from '../run-context.ts';
import { nextLine } from './phrases.ts';
import { timeOf } from './session-rows.ts';

/** The attempts that failed, or passed with warnings, oldest first. */
export function errorsScreen(
  { attempts, sessionId }: SessionErrorsResult,
  { terminal, command }: Drawing,
): string {
  const { colours, width } = terminal;
  if (attempts.length === 0) {
    return paragraphs(
      `${colours.green('✓')} No attempt has failed.`,
      nextLine(colours, command('status', sessionId)),
    );
  }
  return paragraphs(
    ...attempts.map(({ phase, at, errors, warnings }) => {
      const outcome = errors.length > 0 ? 'refused' : 'passed with warnings';
      const rows = [
        ...errors.map((error) => [colours.red('✗'), error]),
        ...warnings.map((warning) => [colours.yellow('!'), warning]),
      ];
      return `${colours.bold(`Phase ${phase}`)}, ${timeOf(at)}: ${outcome}\n${table(rows, width)}`;
    }),
    nextLine(colours, command('gate', sessionId)),
  );
}
