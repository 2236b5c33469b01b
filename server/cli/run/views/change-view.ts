import { paragraphs } from '../../../features/markup.ts';
import type { SessionSummary } from '../../../protocol/session-requests.ts';
import type { Drawing } from '../run-context.ts';
import { driftPart, nextLine } from './phrases.ts';
import { stageOf } from './session-rows.ts';

/**
 * A session after a change of it.
 *
 * @param did what was done, as the beginning of a sentence
 * @param next the words of the command to type next; one that is not about the session has `list` first
 */
export function changeScreen(
  summary: SessionSummary,
  { did, note, next }: { readonly did: string; readonly note?: string; readonly next: string },
  { terminal, command }: Drawing,
): string {
  const { colours } = terminal;
  const isGone = next.startsWith('list');
  return paragraphs(
    [
      `${colours.green('✓')} ${colours.bold(did)} ${summary.workflowType} on ${summary.targetFile}${isGone ? '' : `: ${stageOf(summary)}`}`,
      ...(note === undefined ? [] : [`  ${colours.dim(note)}`]),
    ].join('\n'),
    isGone ? undefined : driftPart(summary.drift, terminal),
    nextLine(colours, isGone ? command(next) : command(next, summary.sessionId)),
  );
}
