import path from 'node:path';
import type { FoundPassage } from '../../rag/indexing/protocol.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { renderMarkdown } from '../terminal/markdown.ts';
import { wrapped } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A passage is shown with so many lines of its text. */
const MOST_LINES = 6;

/** Passages for people: where each stands, in a form that editors and terminals open, and how it begins. */
export function passagesView(
  passages: readonly FoundPassage[],
  { colours, width }: Terminal,
  current: FilePath,
): string {
  if (passages.length === 0) return 'Nothing was found. Ask in other words, or with fewer filters.';
  return passages
    .map(({ title, headings, text, file, lines }) => {
      const place = [title, ...headings].join(' › ');
      const where = `${path.relative(current, file)}:${lines.start.line + 1}`;
      const shown = text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '' && !/^#{1,6}\s/.test(line));
      const more = shown.length > MOST_LINES ? ['…'] : [];
      const excerpt = [...shown.slice(0, MOST_LINES), ...more].map((line) =>
        wrapped(renderMarkdown(line, colours), width, 2),
      );
      return [colours.bold(place), colours.dim(where), ...excerpt].join('\n');
    })
    .join('\n\n');
}
