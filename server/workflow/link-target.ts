/** What a link of a workflow's markdown points at, seen from the file that it is in. */
export interface LinkTarget {
  /** Relative as a rule, percent-decoded; empty for a place in the same file. */
  readonly path: string;
  /** The heading behind `#`, without it. */
  readonly fragment?: string;
}

/**
 * Reads the target of a link. Absent for what is no file: a URL, nothing at all, and the
 * placeholders of templates and prose: `{{name}}`, `{name}`, `[NAME]`, `<name>` (FORMAT.md (d)).
 */
export function readLinkTarget(written: string): LinkTarget | undefined {
  if (written === '' || written.startsWith('//') || SCHEME.test(written)) return undefined;
  if (PLACEHOLDER.test(written)) return undefined;
  const hash = written.indexOf('#');
  if (hash === -1) return { path: decode(written) };
  return { path: decode(written.slice(0, hash)), fragment: decode(written.slice(hash + 1)) };
}

/** A letter and more before the colon, so that a Windows drive is no scheme. */
const SCHEME = /^[a-z][a-z\d+.-]+:/i;
const PLACEHOLDER = /[{}[\]<>]/;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign stands for itself.
    return text;
  }
}
