import { lineAround } from '../../syntax/line.ts';
import { type TextRange, touches } from '../../syntax/text-range.ts';
import type { Command } from '../../workflow/commands.ts';
import type { MarkdownFile } from '../workflow-places.ts';

/** The command whose symbol or NAME is at an offset, with the range of both. */
export function commandAt(
  { markdown }: MarkdownFile,
  offset: number,
): { readonly command: Command; readonly range: TextRange } | undefined {
  return markdown.commands
    .map((command) => ({
      command,
      range: { start: command.symbolRange.start, end: command.nameRange.end },
    }))
    .find(({ range }) => touches(range, offset));
}

/** A `[NAME]` in a template of generated phases or tasks. */
export interface PlaceholderText {
  readonly name: string;
  readonly of: 'phase' | 'task';
  readonly range: TextRange;
}

/** The placeholder at an offset, whether there is one of that name or not. */
export function placeholderAt(
  { text, place }: MarkdownFile,
  offset: number,
): PlaceholderText | undefined {
  if (place.role.kind !== 'template') return undefined;
  const line = lineAround(text, offset);
  for (const { 0: whole, 1: name = '', index } of text
    .slice(line.start, line.end)
    .matchAll(/\[([A-Z_]+)\]/g)) {
    const start = line.start + index;
    const range = { start, end: start + whole.length };
    if (touches(range, offset)) return { name, of: place.role.of, range };
  }
  return undefined;
}
