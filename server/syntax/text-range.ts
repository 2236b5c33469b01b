/**
 * A half-open stretch of text, in UTF-16 code units from the start of the document:
 * `text.slice(start, end)` is what it covers. Offsets become LSP positions only in `lsp/`.
 */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Something that a parser could not read. Parsers never throw: they give a tree and these. */
export interface SyntaxProblem {
  /** What is wrong, in kebab case; the second half of a diagnostic code such as `json/trailing-comma`. */
  readonly kind: string;
  /** One sentence for the author: what is wrong, then the repair where there is one. */
  readonly message: string;
  /** The smallest guilty token; never empty unless the document is. */
  readonly range: TextRange;
  /** The other half of a conflict: the duplicate that counts, the bracket that was meant. */
  readonly related?: { readonly message: string; readonly range: TextRange };
}

/** More problems than this help nobody, and a binary file would have a million. */
export const maxProblems = 100;

/** Whether `offset` lies in `range`, its end included (a cursor stands between characters). */
export function touches(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
