import { graphemesOf, widthOfGrapheme } from './text-width.ts';

/** A stretch of one line, in UTF-16 units from its start. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A line of a text as a terminal shows it, and what marks a stretch of it on the line below. */
export interface CodeFrame {
  readonly code: string;
  readonly marks: string;
}

interface Cell {
  readonly shown: string;
  readonly width: number;
  /** Where it stands in the line, in UTF-16 units. */
  readonly at: number;
  readonly column: number;
}

const TAB_STOP = 4;
const ELLIPSIS = '…';
/** So many columns before what is marked are shown, where not all can be. */
const LEAD = 20;

/**
 * Shows a line with a squiggle under a stretch of it. Tabs become blanks, control characters something that can
 * be seen, and of a line that is too long the part around the stretch is shown.
 *
 * @param line without its line end
 * @param width columns to fill at the most
 */
export function codeFrame(line: string, stretch: Stretch, width: number): CodeFrame {
  const cells = cellsOf(line);
  const columnAt = (offset: number): number =>
    cells.find(({ at }) => at >= offset)?.column ??
    cells.reduce((sum, cell) => Math.max(sum, cell.column + cell.width), 0);
  const first = columnAt(stretch.start);
  const last = Math.max(first + 1, columnAt(stretch.end));
  const total = columnAt(line.length);
  if (total <= width && last <= width) {
    return {
      code: cells.map(({ shown }) => shown).join(''),
      marks: ' '.repeat(first) + '~'.repeat(last - first),
    };
  }
  const from = last <= width - 1 ? 0 : Math.max(0, first - LEAD);
  const lead = from === 0 ? '' : ELLIPSIS;
  const room = width - lead.length - 1;
  const kept = cells.filter(
    ({ column, width: own }) => column >= from && column + own <= from + room,
  );
  const until = kept.reduce((sum, cell) => Math.max(sum, cell.column + cell.width), from);
  // What is cut in two at the left edge begins one column later.
  const offset = lead.length - (kept[0]?.column ?? from);
  const marked = Math.max(1, Math.min(last, until) - first);
  return {
    code: `${lead}${kept.map(({ shown }) => shown).join('')}${until < total ? ELLIPSIS : ''}`,
    marks: ' '.repeat(Math.max(0, first + offset)) + '~'.repeat(marked),
  };
}

function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemesOf(line)) {
    const shown = segment === '\t' ? ' '.repeat(TAB_STOP - (column % TAB_STOP)) : visible(segment);
    const width = segment === '\t' ? shown.length : widthOfGrapheme(shown);
    cells.push({ shown, width, at: index, column });
    column += width;
  }
  return cells;
}

/** Control characters as their pictures: they are often what is wrong, and must not steer the terminal. */
function visible(segment: string): string {
  const code = segment.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0x80 && code <= 0x9f) return '�';
  return /^[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/.test(segment) ? '�' : segment;
}
