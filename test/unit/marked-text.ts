import type { TextRange } from '../../server/syntax/text-range.ts';

/**
 * A fixture whose ranges are marked in it: `a «b» c` is the text `a b c` with one range, that of
 * `b`. Marks may be nested; ranges come in the order in which they open.
 */
export function marked(fixture: string): { text: string; ranges: TextRange[] } {
  let text = '';
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  for (const character of fixture) {
    if (character === '«') {
      const range = { start: text.length, end: text.length };
      ranges.push(range);
      open.push(range);
    } else if (character === '»') {
      const range = open.pop();
      if (range === undefined) throw new Error('A mark closes that none opened.');
      range.end = text.length;
    } else {
      text += character;
    }
  }
  if (open.length > 0) throw new Error('A mark opens that none closes.');
  return { text, ranges };
}

/** The text with `ranges` marked in it: what tests compare, so that a failure shows the place. */
export function mark(text: string, ranges: readonly TextRange[]): string {
  const edges = ranges.flatMap(({ start, end }) =>
    start === end
      ? [{ offset: start, rank: 1, sign: '«»' }]
      : [
          { offset: start, rank: 2, sign: '«' },
          { offset: end, rank: 0, sign: '»' },
        ],
  );
  edges.sort((a, b) => a.offset - b.offset || a.rank - b.rank);
  let result = '';
  let offset = 0;
  for (const edge of edges) {
    result += text.slice(offset, edge.offset) + edge.sign;
    offset = edge.offset;
  }
  return result + text.slice(offset);
}
