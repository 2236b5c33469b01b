import path from 'node:path';
import { excerptOf, type Worth } from '../../features/excerpt.ts';
import { plainLines } from '../../features/plain-text.ts';
import type { FoundPassage } from '../../rag/indexing/protocol.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { wrapped } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { clip, wrap } from '../terminal/text-width.ts';

/** What stands under a place is so many blanks in, */
const MARGIN = 2;
/** and code as many more. */
const CODE_MARGIN = 4;
/** Of a gate, so many lines are shown. */
const MOST_DATA = 6;

/**
 * Passages for people: where each stands, in a form that editors and terminals open, and the lines of it that
 * say most of what was asked.
 */
export function passagesView(
  passages: readonly FoundPassage[],
  worthOf: Worth,
  { colours, width }: Terminal,
  current: FilePath,
): string {
  if (passages.length === 0) return 'Nothing was found. Ask in other words, or with fewer filters.';
  return passages
    .map(({ title, headings, text, kind, file, lines }) => {
      const place = wrapped([title, ...headings].join(' › '), width);
      const where = `${path.relative(current, file)}:${lines.start.line + 1}`;
      const excerpt = ['gate', 'metadata'].includes(kind)
        ? dataLines(text, worthOf, width)
        : markdownLines(excerptOf(text, worthOf), { colours, width });
      return [colours.bold(place), colours.dim(where), ...excerpt].join('\n');
    })
    .join('\n\n');
}

/** Markdown for a terminal: paragraphs and items fill it, lines of code are cut off at its edge. */
function markdownLines(
  markdown: string,
  { colours, width }: Pick<Terminal, 'colours' | 'width'>,
): string[] {
  const look = { text: (line: string): string => line, heading: colours.bold, code: colours.cyan };
  return plainLines(markdown).flatMap(({ kind, text }) => {
    if (text === '') return [''];
    const margin = kind === 'code' ? MARGIN + CODE_MARGIN : MARGIN;
    const [marker = ''] = /^ *(?:[-*+]|\d+[.)]) +/.exec(text) ?? [];
    const lines =
      kind === 'code' ? [clip(text, width - margin)] : filled(text, width - margin, marker.length);
    return lines.map((line) => ' '.repeat(margin) + look[kind](line));
  });
}

/** What is said of a gate, or of a phase in metadata.json, is no Markdown: each line is one thing. */
function dataLines(text: string, worthOf: Worth, width: number): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const worths = lines.map(worthOf);
  const best = worths.indexOf(Math.max(0, ...worths));
  const first = best < MOST_DATA ? 0 : best;
  const more = lines.length > first + MOST_DATA ? ['…'] : [];
  return [...lines.slice(first, first + MOST_DATA), ...more].flatMap((line) =>
    filled(clip(line, width * 2), width - MARGIN, MARGIN).map((part) => ' '.repeat(MARGIN) + part),
  );
}

/** A paragraph in lines; all but the first begin `hanging` blanks further in. */
function filled(text: string, width: number, hanging: number): string[] {
  return wrap(text.slice(hanging), width - hanging).map(
    (line, nth) => (nth === 0 ? text.slice(0, hanging) : ' '.repeat(hanging)) + line,
  );
}
