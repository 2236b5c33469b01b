/** What Markdown may take for markup; an underscore inside a word it does not. */
const MARKUP = /[\\`*[\]<>|#]|(?<!\w)_|_(?!\w)/g;

/** A text as the content of a table cell, or of a line: one line, nothing in it is markup. */
export function cell(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replaceAll(MARKUP, (character) => `\\${character}`)
    .trim();
}

/** A table; nothing without rows. The cells are Markdown already. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string | undefined {
  if (rows.length === 0) return undefined;
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A text in a fence that nothing in it can close. */
export function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function bullets(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.map((item) => `- ${item}`).join('\n');
}
