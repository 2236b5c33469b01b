import type { Example, RulePage, Severity, SyntaxRule } from '../rule.ts';

/** What is particular to a kind of problem that a parser reports. */
export interface SyntaxKind {
  /** As the parser has it. */
  readonly kind: string;
  readonly title: string;
  readonly what: string;
  /** The family's own reason if absent. */
  readonly why?: string;
  /** A whole document that has the fault and no other, unless it would be too large to show. */
  readonly wrong: string;
  readonly right: string;
  readonly severity?: Severity;
}

/** What the kinds of a parser have in common. */
export interface SyntaxFamily {
  readonly name: string;
  readonly language: Example['language'];
  readonly why: string;
  readonly blocks: readonly ('start' | 'complete')[];
}

/** The rules of a parser's kinds. An error makes the file unfit for use, so it blocks. */
export function syntaxRules(family: SyntaxFamily, kinds: readonly SyntaxKind[]): SyntaxRule[] {
  return kinds.map(({ kind, title, severity = 'error', what, why, wrong, right }) => {
    const page: RulePage = {
      what,
      why: why ?? family.why,
      wrong: { language: family.language, text: wrong },
      right: { language: family.language, text: right },
    };
    const code = `${family.name}/${kind}`;
    const blocks = severity === 'error' ? { blocks: family.blocks } : {};
    return { scope: 'syntax', code, title, severity, ...blocks, page };
  });
}
