/**
 * Python counts characters as code points, JavaScript as UTF-16 code units. Most texts have no character
 * beyond 16 bits: for them both are the same, and nothing is converted.
 */
const surrogate = /[\ud800-\udfff]/;

export function isNarrow(text: string): boolean {
  return !surrogate.test(text);
}

/** How many code points a text has. */
export function lengthOf(text: string): number {
  if (isNarrow(text)) return text.length;
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The code points of a text, each as a text. */
export function charactersOf(text: string): string[] {
  return isNarrow(text) ? text.split('') : Array.from(text);
}

/** The part of a text between two code points, both within it. */
export function between(text: string, start: number, end: number): string {
  if (isNarrow(text)) return text.slice(start, end);
  return Array.from(text).slice(start, end).join('');
}

/** The number of code points before a code unit. */
export function pointsBefore(text: string, unit: number): number {
  return lengthOf(text.slice(0, unit));
}

/** How Python orders texts: by code points. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  if (isNarrow(left) && isNarrow(right)) return left < right ? -1 : 1;
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
