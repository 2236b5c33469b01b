import { spaces } from './characters.ts';

const space = new RegExp(`[${spaces}]`);

/** By hand: a pattern that ends in `$` tries every run of spaces anew. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && space.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && space.test(text[start] ?? '')) start += 1;
  return text.slice(start);
}
