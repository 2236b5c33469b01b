import type { Diagnostic, Position } from 'vscode-languageserver-protocol';
import { codeFrame } from '../../server/cli/terminal/code-frame.ts';
import { widthOf, wrap } from './layout.ts';
import { bad, doubtful, faint, good, strong } from './palette.ts';
import { BLOCK_WIDTH } from './transcript.ts';

const SEVERITIES = [
  { name: 'error', paint: bad },
  { name: 'warning', paint: doubtful },
  { name: 'info', paint: faint },
  { name: 'hint', paint: faint },
] as const;

/** The lines in which two texts differ, old above new, each with its number. */
export function diff(before: string, after: string): string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const start = old.findIndex((line, index) => line !== now[index]);
  if (start === -1) return [];
  let same = 0;
  while (same < Math.min(old.length, now.length) - start && old.at(-1 - same) === now.at(-1 - same))
    same++;
  const changed = (lines: readonly string[], sign: string) =>
    lines.slice(start, lines.length - same).map((line, index) => {
      return numbered(start + index, `${sign} ${line}`);
    });
  return [...changed(old, '-').map(bad), ...changed(now, '+').map(good)];
}

/** A diagnostic under the line that it is about, with a squiggle, as linters print it. */
export function diagnosticFrame(name: string, text: string, diagnostic: Diagnostic): string[] {
  const { range, code } = diagnostic;
  const severity = SEVERITIES[(diagnostic.severity ?? 1) - 1] ?? SEVERITIES[0];
  const line = text.split('\n')[range.start.line] ?? '';
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  const gutter = ' '.repeat(`${range.start.line + 1}`.length);
  const [headline = '', ...rest] = messageOf(diagnostic).split('\n');
  const below = (shown: string): string => `${gutter}   ${shown}`;
  const textWidth = BLOCK_WIDTH - gutter.length - 3;
  const { code: shown, marks } = codeFrame(line, { start: range.start.character, end }, textWidth);
  return [
    faint(`${name}:${range.start.line + 1}:${range.start.character + 1}`),
    numbered(range.start.line, shown),
    `${gutter} ${faint('│')} ${severity.paint(marks)}`,
    ...wrap(`${severity.name}: ${headline}`, textWidth).map((shown, index) =>
      below(index === 0 ? severity.paint(strong(shown)) : severity.paint(shown)),
    ),
    ...rest.flatMap((paragraph) => wrap(paragraph, textWidth)).map(below),
    below(faint(`${code}`)),
  ];
}

/** A line of a document with its number, counted from 0. */
export function numbered(line: number, text: string): string {
  return `${faint(`${line + 1} │`)} ${text}`;
}

/** The column of a character of such a line, where what belongs to it goes below. */
export function columnOf({ line, character }: Position, text: string): number {
  return `${line + 1} │ `.length + widthOf(text.slice(0, character));
}

function messageOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}
