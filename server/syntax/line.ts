import type { TextRange } from './text-range.ts';

/** The line that `offset` is on, without its line end: LF, CRLF or a lone CR. */
export function lineAround(text: string, offset: number): TextRange {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start -= 1;
  return { start, end: lineEnd(text, offset) };
}

/** Where the line that `offset` is on ends. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1;
  return end;
}

/** What stands before `offset` on its line, but no more than `most` characters of it. */
export function lineBefore(text: string, offset: number, most: number): string {
  const before = text.slice(Math.max(0, offset - most), offset);
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
