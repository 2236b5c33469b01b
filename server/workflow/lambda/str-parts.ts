import { lineEnds, spaces } from './characters.ts';
import { type Bound, textOf } from './native.ts';
import { sliceOf } from './subscripts.ts';
import { between, lengthOf } from './text.ts';
import type { Machine } from './values.ts';

/**
 * What `find`, `count` and their kin search: the text between `start` and `end`, and where it begins in
 * code points; no place when `start` lies beyond the end, where not even the empty text is found.
 */
export function searchIn(
  { budget }: Machine,
  self: string,
  [sub, start, end]: Bound,
): { text: string; sub: string; offset: number | undefined } {
  const wanted = textOf(sub, 'argument');
  budget.characters(self);
  if (start === undefined && end === undefined) return { text: self, sub: wanted, offset: 0 };
  const length = lengthOf(self);
  const bounds = sliceOf({ start: start ?? null, stop: end ?? null, step: null }, length);
  const beyond = typeof start === 'bigint' && start > BigInt(length);
  if (bounds.start > bounds.stop || beyond) return { text: '', sub: wanted, offset: undefined };
  return { text: between(self, bounds.start, bounds.stop), sub: wanted, offset: bounds.start };
}

const fieldOrSpace = new RegExp(`[^${spaces}]+`, 'g');

/** The words of a text; after `most` splits the rest stays as it is, without the spaces on its split side. */
export function fieldsOf(text: string, most: number, from: 'left' | 'right'): string[] {
  const words = [...text.matchAll(fieldOrSpace)];
  if (words.length <= most) return words.map(([word]) => word);
  const last = words.at(-1);
  const end = (last?.index ?? 0) + (last?.[0].length ?? 0);
  if (from === 'left') {
    const rest = text.slice(words[most]?.index ?? 0);
    return [...words.slice(0, most).map(([word]) => word), rest];
  }
  const cut = words[words.length - 1 - most];
  const stop = most === 0 ? end : (cut?.index ?? 0) + (cut?.[0].length ?? 0);
  return [text.slice(0, stop), ...words.slice(words.length - most).map(([word]) => word)];
}

export function separated(
  text: string,
  separator: string,
  most: number,
  from: 'left' | 'right',
): string[] {
  const parts = text.split(separator);
  if (parts.length - 1 <= most) return parts;
  if (from === 'left') return [...parts.slice(0, most), parts.slice(most).join(separator)];
  const kept = parts.length - most;
  return [parts.slice(0, kept).join(separator), ...parts.slice(kept)];
}

const lineEnd = new RegExp(`\\r\\n|[${lineEnds}]`, 'g');

/** The lines of a text by all of Python's line ends, which may stay at them. */
export function linesOf(text: string, keepEnds: boolean): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const { 0: end, index } of text.matchAll(lineEnd)) {
    const to = index + end.length;
    lines.push(text.slice(from, keepEnds ? to : index));
    from = to;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}
