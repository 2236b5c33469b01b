import type { TextRange } from '../../syntax/text-range.ts';

/** The smallest stretch that passages are made of: a paragraph, an item, a table, a fence. */
export interface Unit extends TextRange {
  /** Prose can be cut again; tables and code are read as a whole. */
  readonly kind: 'prose' | Whole['kind'];
  /** A heading inside a group of sections: what follows belongs to it. */
  readonly leads: boolean;
}

/** A block that is read as a whole. */
export interface Whole extends TextRange {
  readonly kind: 'table' | 'code';
}

/** Where units of a document may begin and end; each list is sorted by its start. */
export interface Bounds {
  readonly wholes: readonly Whole[];
  readonly items: readonly TextRange[];
  readonly headings: readonly TextRange[];
  /** What is no part of any passage. */
  readonly skipped: readonly TextRange[];
}

/**
 * A table beyond this is cut at its rows, in UTF-16 code units: to read one of ten times the length for an excerpt
 * takes half a second, and a row without its header is still a row. Code is never cut: a piece without the
 * opening fence would be read as prose, its comments as headings. The longest in real specs has 10,000.
 */
const LONGEST_TABLE = 40_000;

/** The units of `range`, in order; prose units are no longer than `longest`. */
export function unitsOf(text: string, range: TextRange, bounds: Bounds, longest: number): Unit[] {
  const units: Unit[] = [];
  let open: { start: number; end: number } | undefined;
  const close = (): void => {
    if (open !== undefined) units.push(...pieces(text, open, bounds.items, longest));
    open = undefined;
  };
  for (let at = range.start; at < range.end; ) {
    const line = { start: at, end: Math.min(lineEnd(text, at), range.end) };
    at = Math.min(afterLine(text, line.end), range.end);
    const whole = startingIn(bounds.wholes, line);
    const skipped = startingIn(bounds.skipped, line);
    const heading = startingIn(bounds.headings, line);
    if (whole !== undefined && whole.end > line.start) {
      close();
      const end = Math.min(lineEnd(text, whole.end), range.end);
      const block = { start: line.start, end };
      const parts = whole.kind === 'table' ? rows(text, block) : [block];
      units.push(...parts.map((part) => ({ ...part, kind: whole.kind, leads: false })));
      at = Math.min(afterLine(text, end), range.end);
    } else if (skipped !== undefined) {
      close();
      at = Math.min(afterLine(text, Math.max(skipped.end, line.end)), range.end);
    } else if (heading !== undefined) {
      close();
      const end = Math.min(Math.max(heading.end, line.end), range.end);
      units.push({ start: line.start, end, kind: 'prose', leads: true });
      at = Math.min(afterLine(text, end), range.end);
    } else if (/^\s*$/.test(text.slice(line.start, Math.min(line.end, line.start + 1_000)))) {
      close();
    } else {
      open = { start: open?.start ?? line.start, end: line.end };
    }
  }
  close();
  return units;
}

/** A table as it is, or where it is absurdly long, its rows in portions. */
function rows(text: string, table: TextRange): TextRange[] {
  if (table.end - table.start <= LONGEST_TABLE) return [table];
  const lines = linesOf(text, table).flatMap((line) => hardPieces(text, line, LONGEST_TABLE));
  return packed(lines, LONGEST_TABLE);
}

/** A paragraph or list; one that is too long at its items, else its lines, else its sentences. */
function pieces(
  text: string,
  range: TextRange,
  items: readonly TextRange[],
  longest: number,
): Unit[] {
  const fits = (part: TextRange): boolean => part.end - part.start <= longest;
  if (fits(range)) return [{ ...range, kind: 'prose', leads: false }];
  const lines = linesOf(text, range);
  const byItem: { start: number; end: number }[] = [];
  for (const line of lines) {
    const last = byItem.at(-1);
    if (last === undefined || startingIn(items, line) !== undefined) byItem.push({ ...line });
    else last.end = line.end;
  }
  return byItem
    .flatMap((item) => (fits(item) ? [item] : linesOf(text, item)))
    .flatMap((line) => (fits(line) ? [line] : hardPieces(text, line, longest)))
    .map((part) => ({ ...part, kind: 'prose', leads: false }));
}

function linesOf(text: string, range: TextRange): TextRange[] {
  const lines: TextRange[] = [];
  for (let at = range.start; at < range.end; ) {
    const end = Math.min(lineEnd(text, at), range.end);
    if (end > at) lines.push({ start: at, end });
    at = afterLine(text, end);
  }
  return lines;
}

/** A line in parts of at most `longest`, behind a sentence, else a blank, else between characters. */
function hardPieces(text: string, range: TextRange, longest: number): TextRange[] {
  const parts: TextRange[] = [];
  let { start } = range;
  while (range.end - start > longest) {
    const part = text.slice(start, start + longest);
    const sentence = Math.max(
      part.lastIndexOf('. '),
      part.lastIndexOf('! '),
      part.lastIndexOf('? '),
    );
    const blank = part.lastIndexOf(' ');
    let length = sentence > longest / 2 ? sentence + 1 : blank > longest / 2 ? blank : longest;
    if (/[\uD800-\uDBFF]/.test(part.charAt(length - 1))) length -= 1;
    parts.push({ start, end: start + length });
    start += length;
    while (start < range.end && text.charAt(start) === ' ') start += 1;
  }
  return start < range.end ? [...parts, { start, end: range.end }] : parts;
}

function packed(parts: readonly TextRange[], longest: number): TextRange[] {
  const result: { start: number; end: number }[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last !== undefined && part.end - last.start <= longest) last.end = part.end;
    else result.push({ ...part });
  }
  return result;
}

function startingIn<R extends TextRange>(ranges: readonly R[], line: TextRange): R | undefined {
  return startingBetween(ranges, line.start, Math.max(line.end, line.start + 1));
}

/** The first of `ranges` that starts at `from` or later, and before `to`. */
export function startingBetween<R extends TextRange>(
  ranges: readonly R[],
  from: number,
  to: number,
): R | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? from) < from) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low];
  return found !== undefined && found.start < to ? found : undefined;
}

function lineEnd(text: string, offset: number): number {
  LINE_BREAK.lastIndex = offset;
  return LINE_BREAK.exec(text)?.index ?? text.length;
}

function afterLine(text: string, end: number): number {
  if (text.startsWith('\r\n', end)) return end + 2;
  return Math.min(end + 1, text.length);
}

const LINE_BREAK = /[\r\n]/g;
