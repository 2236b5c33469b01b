import Table from 'cli-table3';
import { widthOf } from './text-width.ts';

/** A table without borders: columns two blanks apart, and nothing around. */
const CHARACTERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

/** The last column gets no narrower, whatever stands before it. */
const LEAST_OF_LAST = 20;
const GAP = 2;

/**
 * Rows as aligned columns; the last column is wrapped so that the table fits.
 *
 * @param width columns to fill at the most
 * @param indent blanks before each line
 */
export function table(
  rows: readonly (readonly string[])[],
  width: number,
  { indent = 2 }: { readonly indent?: number } = {},
): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  if (count === 0) return '';
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))),
  );
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + GAP, indent);
  const natural = widths.at(-1) ?? 0;
  const last = Math.max(LEAST_OF_LAST, Math.min(natural, width - before));
  const drawn = new Table({
    chars: CHARACTERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP, compact: true },
    colWidths: widths.map((each, column) => (column === count - 1 ? last : each) + GAP),
    wordWrap: true,
  });
  drawn.push(
    ...rows.map((row) =>
      Array.from({ length: count }, (_, at) =>
        at === count - 1 ? breakable(row[at] ?? '', last) : (row[at] ?? ''),
      ),
    ),
  );
  const margin = ' '.repeat(indent);
  return drawn
    .toString()
    .split('\n')
    .map((line) => `${margin}${line}`.trimEnd())
    .join('\n');
}

/** A text in which no word is wider than a column: cut off, a path could not be copied. */
function breakable(text: string, width: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one, and is not cut.
  return text.replaceAll(/[^\s\u001b]+/g, (word) => {
    const pieces = [];
    for (let at = 0; at < word.length; at += width) pieces.push(word.slice(at, at + width));
    return pieces.join('\n');
  });
}

/** Columns that a text takes: those of its widest line. */
function columnsOf(text: string): number {
  return Math.max(...text.split('\n').map(widthOf));
}

/** A text in lines of at most `width` columns, each after `indent` blanks. */
export function wrapped(text: string, width: number, indent = 0): string {
  return table([[text]], width, { indent });
}
