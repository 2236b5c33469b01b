import { lineAround } from '../../syntax/line.ts';
import type { TextRange } from '../../syntax/text-range.ts';

/** The cell of a Markdown table that a cursor is in, header and delimiter row excepted. */
export interface TableCell {
  /** In lower case. */
  readonly titles: readonly string[];
  /** Index of the cell's column. */
  readonly column: number;
  /** What is written in the cell; empty at the cursor for a blank one. */
  readonly range: TextRange;
  /** The texts of all other rows, without the marks of code and emphasis. */
  readonly otherRows: readonly (readonly string[])[];
  /** That of the cursor's row. */
  readonly row: readonly string[];
}

/**
 * Reads the lines around the cursor rather than the tree, so that a row is one from its first bar
 * on. A table is not longer than anyone writes by hand.
 */
export function tableCellAt(text: string, offset: number): TableCell | undefined {
  const line = lineAround(text, offset);
  const above = rowsFrom(text, line.start, 'up');
  const [header, delimiter] = above;
  if (header === undefined || delimiter === undefined) return undefined;
  if (!/^[\s|:-]*-[\s|:-]*$/.test(delimiter)) return undefined;

  const row = text.slice(line.start, line.end);
  const cells = cellsOf(row);
  const column = cells.findLastIndex(({ start }) => start <= offset - line.start);
  const cell = cells[column];
  if (cell === undefined) return undefined;
  const written = row.slice(cell.start, cell.end).trim();
  const start = line.start + cell.start + row.slice(cell.start, cell.end).indexOf(written);
  const end = start + written.length;
  const isInside = written !== '' && start <= offset && offset <= end;
  if (written !== '' && !isInside) return undefined;
  return {
    titles: textsOf(header).map((title) => title.toLowerCase()),
    column,
    range: isInside ? { start, end } : { start: offset, end: offset },
    row: textsOf(row),
    otherRows: [...above.slice(2), ...rowsFrom(text, line.end, 'down')].map(textsOf),
  };
}

const MOST_ROWS = 200;

/** The lines with bars next to `edge`, in the order of the text. */
function rowsFrom(text: string, edge: number, direction: 'up' | 'down'): string[] {
  const rows: string[] = [];
  for (let at = edge; rows.length < MOST_ROWS; ) {
    const next = direction === 'up' ? lineEndBefore(text, at) : lineStartAfter(text, at);
    if (next === undefined) break;
    const line = lineAround(text, next);
    const row = text.slice(line.start, line.end);
    if (!row.trimStart().startsWith('|')) break;
    rows.push(row);
    at = direction === 'up' ? line.start : line.end;
  }
  return direction === 'up' ? rows.reverse() : rows;
}

function lineEndBefore(text: string, start: number): number | undefined {
  if (start === 0) return undefined;
  return text.startsWith('\r\n', start - 2) ? start - 2 : start - 1;
}

function lineStartAfter(text: string, end: number): number | undefined {
  if (end >= text.length) return undefined;
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

/** The stretches between the bars of a row; none for a line that does not begin with one. */
function cellsOf(row: string): TextRange[] {
  const bars = [...row.matchAll(/\\.|\|/g)]
    .filter(([sign]) => sign === '|')
    .map(({ index }) => index);
  if (row.trimStart()[0] !== '|') return [];
  return bars.map((bar, index) => ({ start: bar + 1, end: bars[index + 1] ?? row.length }));
}

function textsOf(row: string): string[] {
  return cellsOf(row).map(({ start, end }) => row.slice(start, end).replaceAll(/[`*]/g, '').trim());
}
