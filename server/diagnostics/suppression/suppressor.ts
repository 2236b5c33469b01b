import type { Read } from '../../caches/definition.ts';
import type { KnownDocument } from '../../workflow/document.ts';
import { nearest } from '../../workflow/nearest.ts';
import { isBroken, isRuleOrFamily, isSyntaxError, ruleNames, ruleOf } from '../registry.ts';
import type { DocumentFinding } from '../rule.ts';
import { suppressionUnknownRule } from '../rules/suppression/unknown-rule.ts';
import { suppressionUnused } from '../rules/suppression/unused.ts';
import { type ConfiguredSuppression, configuredFor, isNamedBy } from './configured.ts';
import type { Directive, WrittenCode } from './directive.ts';
import { blockEnds, directivesIn, type Lines, linesOf } from './directives.ts';

interface Suppression {
  readonly directive: Directive;
  readonly written: WrittenCode;
  readonly lines: Lines;
  used: boolean;
}

/** What the suppressions of a file have to say themselves. */
export type SuppressionFinding = DocumentFinding & { readonly code: string };

/**
 * The suppressions that hold for one file: those of its own comments, and those of the project's
 * configuration. Of a file that cannot be read the comments are not trusted: what looks like one may
 * be part of the fault.
 */
export class Suppressor {
  readonly #comments: readonly Suppression[];
  readonly #unnamed: readonly Directive[];
  readonly #configured: readonly ConfiguredSuppression[];

  constructor(read: Read, known: KnownDocument) {
    const directives = isBroken(known) ? [] : directivesIn(known);
    this.#unnamed = directives.filter(({ codes }) => codes.length === 0);
    const ends = directives.some(({ scope }) => scope === 'next-line')
      ? blockEnds(known)
      : new Map<number, number>();
    this.#comments = directives.flatMap((directive) => {
      const lines = linesOf(known, directive, ends);
      return directive.codes.map((written) => ({ directive, written, lines, used: false }));
    });
    this.#configured = configuredFor(read, known.file);
  }

  /** Whether there is anything to ask. */
  get isIdle(): boolean {
    return (
      this.#comments.length === 0 && this.#configured.length === 0 && this.#unnamed.length === 0
    );
  }

  /** Whether a finding on a line (from 0) is silenced; notes which of the suppressions were of use. */
  silences(code: string, line: number): boolean {
    let isSilenced = this.#configured.some(({ rule }) => isNamedBy(rule, code));
    if (isSyntaxError(ruleOf(code))) return isSilenced;
    for (const comment of this.#comments) {
      const { first, last } = comment.lines;
      if (line < first || line > last || !isNamedBy(comment.written.code, code)) continue;
      comment.used = true;
      isSilenced = true;
    }
    return isSilenced;
  }

  /** What is wrong with the comments, when all other findings have been shown to {@link silences}. */
  *findings(): Generator<SuppressionFinding> {
    for (const { range } of this.#unnamed) yield namesNothing(range);
    for (const { directive, written, used } of this.#comments) {
      if (!isRuleOrFamily(written.code)) yield unknownRule(written);
      else if (!used && canBeUnused(written.code)) yield unused(directive, written);
    }
  }
}

/**
 * Sessions that run make findings come and go, and what is found about suppressions is found last:
 * that such a one hits nothing now says nothing.
 */
export function canBeUnused(code: string): boolean {
  return !code.startsWith('session/') && !code.startsWith('suppression/');
}

function namesNothing(at: Directive['range']): SuppressionFinding {
  return {
    code: suppressionUnknownRule.code,
    at,
    message:
      'This comment names no rule, so it silences nothing.\nName those that it is about: praxis-disable-next-line CODE: reason.',
  };
}

function unknownRule({ code, range }: WrittenCode): SuppressionFinding {
  return { code: suppressionUnknownRule.code, at: range, ...unknownRuleWords(code) };
}

/** What is to be said of a code that no rule has. */
export function unknownRuleWords(code: string): Pick<DocumentFinding, 'message' | 'data'> {
  const [meant] = nearest(code, ruleNames());
  const repair =
    meant === undefined ? 'The list of rules says which there are.' : `Write "${meant}".`;
  return {
    message: `There is no rule "${code}", so nothing is silenced.\n${repair}`,
    ...(meant === undefined ? {} : { data: { expected: meant } }),
  };
}

function unused({ scope }: Directive, { code, range }: WrittenCode): SuppressionFinding {
  const where = scope === 'file' ? 'in this file' : 'on the next line';
  const advice =
    !code.endsWith('/*') && isSyntaxError(ruleOf(code))
      ? 'A comment cannot silence what makes the file unreadable; praxis.diagnostics.disable in .praxis-os/config.json can.'
      : 'Delete it, or it may hide a new fault later.';
  return {
    code: suppressionUnused.code,
    at: range,
    message: `"${code}" finds nothing ${where}: the comment silences nothing.\n${advice}`,
  };
}
