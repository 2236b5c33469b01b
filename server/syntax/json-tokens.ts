import { createScanner, type ScanError, type SyntaxKind } from 'jsonc-parser';
import type { SyntaxProblem, TextRange } from './text-range.ts';

type Punctuation = '{' | '}' | '[' | ']' | ',' | ':';

export interface JsonToken {
  readonly kind: Punctuation | 'string' | 'number' | 'literal' | 'word' | 'end';
  readonly range: TextRange;
  /** What a string decodes to; of everything else the characters themselves. */
  readonly text: string;
  /** A string without its closing quote: it ends with its line. */
  readonly unclosed: boolean;
}

// jsonc-parser declares its enumerations as ambient constants, which isolated modules cannot read.
const scanned = {
  string: 10 satisfies SyntaxKind,
  lineComment: 12 satisfies SyntaxKind,
  blockComment: 13 satisfies SyntaxKind,
  lineBreak: 14 satisfies SyntaxKind,
  blank: 15 satisfies SyntaxKind,
  end: 17 satisfies SyntaxKind,
  unclosedString: 2 satisfies ScanError,
  unclosedComment: 1 satisfies ScanError,
};
const punctuation: ReadonlyMap<SyntaxKind, Punctuation> = new Map([
  [1, '{'],
  [2, '}'],
  [3, '['],
  [4, ']'],
  [5, ','],
  [6, ':'],
]);

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const literal = /^(?:true|false|null)$/;
const singleQuoted = /'[^'\r\n]*'/y;
const escapes = /\\(?:u[\da-fA-F]{0,4}|[^u])/gs;
const validEscape = /^\\(?:u[\da-fA-F]{4}|["\\/bfnrt])$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON forbids in a string
const controlCharacter = /[\u0000-\u001f]/;

/**
 * Gives the tokens of a JSON text one by one, without white space and comments; after the last one
 * `end`, for ever. Faults within one token (a comment, an escape, a quote that never closes) go to
 * `report`; the token comes all the same.
 */
export function jsonTokens(
  text: string,
  report: (problem: SyntaxProblem) => void,
): () => JsonToken {
  const scanner = createScanner(text);
  if (text.startsWith('\uFEFF')) scanner.setPosition(1);

  const start = () => scanner.getTokenOffset();
  const token = (kind: JsonToken['kind'], end: number, value?: string): JsonToken => {
    const range = { start: start(), end };
    return { kind, range, text: value ?? text.slice(range.start, end), unclosed: false };
  };

  function next(): JsonToken {
    for (;;) {
      const kind = scanner.scan();
      const end = scanner.getPosition();
      if (kind === scanned.string) return string(end);
      if (kind === scanned.end) return token('end', end);
      if (kind === scanned.lineComment || kind === scanned.blockComment) {
        comment(Math.min(end, text.length));
      } else if (kind !== scanned.blank && kind !== scanned.lineBreak) {
        const mark = punctuation.get(kind);
        return mark === undefined ? word() : token(mark, end);
      }
    }
  }

  function comment(end: number): void {
    report({
      kind: 'comment',
      message:
        scanner.getTokenError() === scanned.unclosedComment
          ? 'This comment never ends, and JSON has no comments. Delete it.'
          : 'JSON has no comments. Delete it, or move its text into a property such as "notes".',
      range: { start: start(), end },
    });
  }

  function string(end: number): JsonToken {
    const range = { start: start(), end };
    const raw = text.slice(range.start, end);
    const unclosed = scanner.getTokenError() === scanned.unclosedString;
    const flaw = [...raw.matchAll(escapes)].find(([text]) => !validEscape.test(text));
    if (flaw !== undefined) {
      report({
        kind: 'invalid-escape',
        message: `JSON has no escape ${flaw[0]}. Write \\\\ for a backslash; \\n, \\t, \\" and \\u with four hexadecimal digits are the usual ones.`,
        range: within(range, flaw),
      });
    }
    const control = controlCharacter.exec(raw);
    if (control !== null) {
      report({
        kind: 'invalid-character',
        message: `A string may not hold the control character ${JSON.stringify(control[0])}. Write it as an escape, such as \\t for a tab.`,
        range: within(range, control),
      });
    }
    if (unclosed) {
      report({
        kind: 'unclosed-string',
        message: 'This string has no closing quote. Add " before the end of the line.',
        range: { start: range.start, end: range.start + raw.trimEnd().length },
      });
    }
    return { kind: 'string', range, text: scanner.getTokenValue(), unclosed };
  }

  /** Everything that is no string and no punctuation, as one token: `12`, `tru`, `-Infinity`, `'x'`. */
  function word(): JsonToken {
    const from = start();
    singleQuoted.lastIndex = from;
    const quoted = singleQuoted.exec(text)?.[0];
    const end = from + (quoted ?? wordAt(from)).length;
    scanner.setPosition(end);
    const raw = text.slice(from, end);
    const range = { start: from, end };
    if (quoted !== undefined)
      return { kind: 'word', range, text: raw.slice(1, -1), unclosed: false };
    const kind = number.test(raw) ? 'number' : literal.test(raw) ? 'literal' : 'word';
    return { kind, range, text: raw, unclosed: false };
  }

  function wordAt(from: number): string {
    wordEnd.lastIndex = from;
    return wordEnd.exec(text)?.[0] ?? text.charAt(from);
  }

  return next;
}

/** Up to white space, punctuation or a quote; at least one character. */
const wordEnd = /[\s\S][^\s{}[\],:"]*/y;

function within(range: TextRange, match: RegExpExecArray): TextRange {
  const start = range.start + match.index;
  return { start, end: start + match[0].length };
}
