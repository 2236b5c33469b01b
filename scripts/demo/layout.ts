import { widthOf } from '../../server/cli/terminal/text-width.ts';

export { clip, widthOf, wrap } from '../../server/cli/terminal/text-width.ts';

export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/**
 * Rows with their cells in columns, two spaces apart.
 *
 * @param rightAligned the indices of columns that hold numbers
 */
export function inColumns(
  rows: readonly (readonly string[])[],
  rightAligned: readonly number[] = [],
): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, widthOf(cell))),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return rightAligned.includes(index) ? padLeft(cell, width) : padRight(cell, width);
      })
      .join('  ')
      .trimEnd(),
  );
}
