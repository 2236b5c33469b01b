import { paragraphs } from '../../../features/markup.ts';
import type { TaskView } from '../../../protocol/session-requests.ts';
import { renderMarkdown } from '../../terminal/markdown.ts';
import type { Drawing } from '../run-context.ts';
import { driftPart, nextLine, warningPart } from './phrases.ts';

/** A task to be done, its text alone. @param next the words of the command after it */
export function taskScreen(view: TaskView, next: string, { terminal, command }: Drawing): string {
  const { colours } = terminal;
  return paragraphs(
    renderMarkdown(view.content, colours),
    warningPart(view.warnings, terminal),
    driftPart(view.drift, terminal),
    colours.dim('─'.repeat(terminal.width)),
    nextLine(colours, command(next, view.sessionId)),
  );
}
