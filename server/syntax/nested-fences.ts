import type { TextRange } from './text-range.ts';

/** A text whose inner fences are blanked out, and where these stood. */
export interface UnnestedText {
  /** As long as the text was: offsets are those of the original. */
  readonly text: string;
  /** The inner fence lines, without their line breaks. */
  readonly fences: readonly TextRange[];
}

/**
 * Blanks out the fences that authors put into a block tagged `markdown`. CommonMark ends such a
 * block at the first bare fence, which its author meant for the inner block, and the next fence then
 * takes the sections below for code. Only a block that has a fence left for its own end is changed,
 * and only if `isOutside` says of no line before that fence that it can stand in no example.
 */
export function blankNestedFences(
  text: string,
  isOutside: (line: string) => boolean,
): UnnestedText {
  if (!OUTER_IN_TEXT.test(text)) return { text, fences: [] };
  const lines = linesOf(text);
  const fences: TextRange[] = [];
  let lookahead = MOST_LOOKAHEAD;
  let index = 0;
  while (index < lines.length) {
    const opening = fenceAt(lines[index]);
    index += 1;
    if (opening === undefined) continue;
    if (OUTER.test(opening.info)) {
      const block = nestedIn(lines, index, index + lookahead, opening, isOutside);
      if (block.closed) {
        fences.push(...block.fences);
        index += block.lines;
        continue;
      }
      lookahead -= block.lines;
    }
    while (index < lines.length && !closes(fenceAt(lines[index]), opening)) index += 1;
    index += 1;
  }
  return { text: blank(text, fences), fences };
}

interface Line {
  readonly text: string;
  readonly start: number;
}

interface Fence {
  readonly mark: string;
  readonly length: number;
  readonly info: string;
}

/** Lines that are read again because a block turned out to be none: what keeps the time linear. */
const MOST_LOOKAHEAD = 10_000;
const OUTER_IN_TEXT = /^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:markdown|md)\b/im;
const OUTER = /^(?:markdown|md)\b/i;
const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*([^`]*)$/;

/** The fences within the block that begins at line `from`, and how many lines were read for them. */
function nestedIn(
  lines: readonly Line[],
  from: number,
  until: number,
  outer: Fence,
  isOutside: (line: string) => boolean,
): { fences: readonly TextRange[]; closed: boolean; lines: number } {
  const fences: TextRange[] = [];
  let inner: Fence | undefined;
  let read = 0;
  for (let index = from; index < until; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const fence = fenceAt(line);
    read += 1;
    if (inner !== undefined) {
      if (!closes(fence, inner)) continue;
      fences.push(rangeOf(line));
      inner = undefined;
    } else if (fence === undefined) {
      if (fences.length > 0 && isOutside(line.text)) return { fences, closed: false, lines: read };
    } else if (closes(fence, outer)) {
      return { fences, closed: true, lines: read };
    } else if (fence.info !== '' && fence.mark === outer.mark && fence.length >= outer.length) {
      fences.push(rangeOf(line));
      inner = fence;
    }
  }
  return { fences: [], closed: false, lines: read };
}

function fenceAt(line: Line | undefined): Fence | undefined {
  const [, marks = '', info = ''] = FENCE.exec(line?.text ?? '') ?? [];
  if (marks === '') return undefined;
  return { mark: marks.charAt(0), length: marks.length, info: info.trim() };
}

function closes(fence: Fence | undefined, opening: Fence): boolean {
  return fence?.info === '' && fence.mark === opening.mark && fence.length >= opening.length;
}

function rangeOf({ text, start }: Line): TextRange {
  return { start, end: start + text.length };
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { 0: lineBreak, index } of text.matchAll(/\r\n?|\n/g)) {
    lines.push({ text: text.slice(start, index), start });
    start = index + lineBreak.length;
  }
  lines.push({ text: text.slice(start), start });
  return lines;
}

function blank(text: string, fences: readonly TextRange[]): string {
  const pieces: string[] = [];
  let offset = 0;
  for (const { start, end } of fences) {
    pieces.push(text.slice(offset, start), ' '.repeat(end - start));
    offset = end;
  }
  return `${pieces.join('')}${text.slice(offset)}`;
}
