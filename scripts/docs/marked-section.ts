/**
 * The text with what stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->` replaced; the text
 * as it is when it has no such markers.
 */
export function withSection(text: string, name: string, content: string): string {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) return text;
  return `${text.slice(0, from + begin.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}
