/** An example in a Markdown fence. It is ours, and holds no fence itself. */
export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
