import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';

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

/** Columns that a text takes; wide East Asian characters and emoji take two. */
function columnsOf(text: string): number {
  const lines = stripVTControlCharacters(text).split('\n');
  return Math.max(...lines.map((line) => line.length + (line.match(WIDE)?.length ?? 0)));
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** A text in lines of at most `width` columns, each after `indent` blanks. */
export function wrapped(text: string, width: number, indent = 0): string {
  return table([[text]], width, { indent });
}
