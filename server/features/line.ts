import type { TextRange } from '../syntax/text-range.ts';

/** The line that `offset` is on, without its line end: LF, CRLF or a lone CR. */
export function lineAround(text: string, offset: number): TextRange {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start -= 1;
  let end = offset;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1;
  return { start, end };
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
