import { inColumns } from './layout.ts';
import { faint } from './palette.ts';

/**
 * Rows below a header.
 *
 * @param rightAligned the indices of columns that hold numbers
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  rightAligned: readonly number[] = [],
): string[] {
  const [first = '', ...rest] = inColumns([header, ...rows], rightAligned);
  return [faint(first), ...rest];
}
