/** A text as it must stand in a snippet: the signs of its syntax escaped (LSP 3.17, snippet syntax). */
export function literal(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** A place to type at, with a text in it that typing replaces. Stop 0 is where the cursor ends. */
export function stop(number: number, text = ''): string {
  return text === '' ? `$${number}` : `\${${number}:${literal(text)}}`;
}

/** The text that a snippet stands for, with its places left as they are. */
export function plainText(snippet: string): string {
  return snippet.replaceAll(
    /\\([\\$}])|\$\{\d+:((?:\\[\\$}]|[^\\}])*)\}|\$\d+/g,
    (_, escaped: string | undefined, placeholder = '') =>
      escaped ?? placeholder.replaceAll(/\\([\\$}])/g, '$1'),
  );
}

/**
 * The same on one line, for clients without snippets: they do not agree on who indents the lines
 * of a plain text.
 */
export function plainLine(snippet: string): string {
  return plainText(snippet)
    .replaceAll(/([[{])\n\s*([\]}])/g, '$1$2')
    .replaceAll(/\n\s*/g, ' ');
}
