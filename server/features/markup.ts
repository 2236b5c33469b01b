/**
 * Markdown for hovers and documentation. It is read in terminals too, where the marks stay visible:
 * few of them, short lines, a bold line for a heading. What users wrote cannot break out of its place.
 */

/** A text of a user, as text: on one line, cut off after `longest` characters. */
export function asText(text: string, longest = 400): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const short = line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
  return short.replaceAll(MARKS, '\\$&').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Only what would be read as a mark: a `_` within a word, and a `-` within a line, are none. */
const MARKS = /[\\`*[\]<|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)|^[#>+=-]/gu;

/** A text in code marks; on one line. */
export function asCode(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const fence = '`'.repeat(longestRun(line) + 1);
  const gap = /^`|`$/.test(line) || line === '' ? ' ' : '';
  return fence + gap + line + gap + fence;
}

/** A block of code. */
export function asBlock(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** The first line of a hover; `markdown` holds no bold text of its own. */
export function heading(markdown: string): string {
  return `**${markdown}**`;
}

/** Paragraphs with a blank line between; those that are empty or absent are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
