import type { TextRange } from '../../syntax/text-range.ts';

/** A comment that silences rules: those that it names, on the next line or in the whole file. */
export interface Directive {
  readonly scope: 'next-line' | 'file';
  /** The comment, marks included. */
  readonly range: TextRange;
  /** Codes and families such as `gate/*`, as they are written. */
  readonly codes: readonly WrittenCode[];
}

export interface WrittenCode {
  readonly code: string;
  readonly range: TextRange;
}

/** Whether a text may hold such a comment at all: most hold none, and need no further look. */
export function mayHoldDirectives(text: string): boolean {
  return text.includes('praxis-disable');
}

const DIRECTIVE = /^\s*praxis-disable-(next-line|file)(?=[\s:]|$)/;
/** A code, or what stands in the place of one. A colon or other words begin the reason. */
const CODE = /^[\s,]*([^\s,:]+)/;
/** After the first code, only what has the form of one goes on the list: `CODE because …` is a reason. */
const FURTHER = /^(?:\s*,\s*([^\s,:]+)|\s+([a-z]+\/[a-z0-9*-]+)(?=[\s,:]|$))/;

/**
 * Reads what a comment says: `praxis-disable-next-line CODE[, CODE]: reason`.
 *
 * @param text the comment without its marks
 * @param start where that stands in the document
 * @returns undefined for a comment that is none of ours
 */
export function readDirective(
  text: string,
  start: number,
  range: TextRange,
): Directive | undefined {
  const [head, scope] = DIRECTIVE.exec(text) ?? [];
  if (head === undefined || (scope !== 'next-line' && scope !== 'file')) return undefined;
  const codes: WrittenCode[] = [];
  for (let at = head.length, next: RegExpExecArray | null; ; at += next[0].length) {
    next = (codes.length === 0 ? CODE : FURTHER).exec(text.slice(at));
    const code = next?.[1] ?? next?.[2];
    if (next === null || code === undefined) return { scope, range, codes };
    const end = start + at + next[0].length;
    codes.push({ code, range: { start: end - code.length, end } });
  }
}
