import type { YAMLError } from 'yaml';
import { maxProblems, type SyntaxProblem, type TextRange } from './text-range.ts';
import type { YamlSource } from './yaml-source.ts';

/**
 * A fault of a document. One that derails the parser for what follows says what to blank out, so that
 * the rest can be read in another pass; blanking keeps every offset.
 */
export interface Fault {
  readonly problem: SyntaxProblem;
  readonly blank?: readonly TextRange[];
}

/** The faults of one pass, in the order of the text. */
export function faultsOf(
  source: string,
  { tabs, questionMarks, quoted, unclosedBrackets, secondDocument }: YamlSource,
  errors: readonly YAMLError[],
): Fault[] {
  // A quote that was to close on its own line swallows the next ones and closes at another's start.
  const multiline = quoted.filter(({ range }) => crossesLine(source, range));
  // Of several errors at one place the first is the most precise.
  const places = new Set<number>();
  const firstAtPlace = ({ pos: [at] }: YAMLError) => places.size < places.add(at).size;
  const faults: Fault[] = errors
    .filter(firstAtPlace)
    .toSorted((a, b) => a.pos[0] - b.pos[0])
    .slice(0, maxProblems)
    .flatMap((error) => {
      const [at] = error.pos;
      const culprit = multiline.find(
        ({ range: { start, end } }) =>
          start === at || (end <= at && !crossesLine(source, { start: end, end: at })),
      );
      return culprit === undefined
        ? (explain(error, source) ?? [])
        : unclosedQuote(source, culprit.range);
    });
  faults.push(
    ...quoted.filter(({ closed }) => !closed).map(({ range }) => unclosedQuote(source, range)),
    ...unclosedBrackets.map((range) => unclosedBracket(source, range)),
    ...questionMarks.map(questionMark),
  );
  const [tab] = tabs;
  if (tab !== undefined) faults.push(tabFault(tab, tabs));
  if (secondDocument !== undefined) {
    faults.push({
      problem: {
        kind: 'second-document',
        message:
          'A second document begins here, but the file must hold one. Delete it and what follows.',
        range: secondDocument,
      },
    });
  }
  return faults.sort((a, b) => a.problem.range.start - b.problem.range.start);
}

function tabFault(range: TextRange, tabs: readonly TextRange[]): Fault {
  const more = tabs.length > 1 ? ` The file has ${tabs.length} of them.` : '';
  return {
    problem: {
      kind: 'tab',
      message: `YAML takes no tab here, neither to indent nor to separate. Use spaces.${more}`,
      range,
    },
    blank: tabs,
  };
}

function unclosedQuote(source: string, range: TextRange): Fault {
  const line = firstLine(source, range.start);
  return {
    problem: {
      kind: 'unclosed-string',
      message: `This text has no closing ${source[range.start]}. Add it before the end of the line.`,
      range: line,
    },
    blank: [line],
  };
}

function unclosedBracket(source: string, range: TextRange): Fault {
  const opening = source[range.start];
  const closing = opening === '{' ? '}' : ']';
  return {
    problem: {
      kind: 'unclosed-bracket',
      message: `This ${opening} is never closed. Add ${closing}; lines between them are indented.`,
      range,
    },
  };
}

function questionMark(range: TextRange): Fault {
  return {
    problem: {
      kind: 'unexpected-token',
      message: 'Between brackets, plain text may hold no question mark. Put the text in quotes.',
      range,
    },
  };
}

interface Explanation {
  readonly kind: string;
  readonly message: string;
  /** Which part of the text to show; the library's own choice by default. */
  readonly show?: 'token-before' | 'token-after' | 'colon';
  /** Blank out what is shown, to read on behind it. */
  readonly blank?: true;
}

/**
 * The library's errors in words for authors, by code and, where a code means several things, by a part
 * of its message. None: not an error to PyYAML, or found in another way.
 */
const explanations: readonly (readonly [YAMLError['code'], string, Explanation | undefined])[] = [
  ['TAB_AS_INDENT', '', undefined],
  ['MISSING_CHAR', 'Missing closing', undefined],
  ['MISSING_CHAR', 'must end with', undefined],
  ['MISSING_CHAR', 'Comments must', undefined],
  ['BAD_INDENT', 'sufficiently indented', undefined],
  [
    'MISSING_CHAR',
    'Implicit map keys',
    { kind: 'missing-colon', message: 'A colon is missing after this key.' },
  ],
  [
    'MULTILINE_IMPLICIT_KEY',
    '',
    { kind: 'missing-colon', message: 'A colon is missing after this key.' },
  ],
  [
    'MISSING_CHAR',
    'Missing ,',
    {
      kind: 'missing-comma',
      message: 'A comma is missing between two items.',
      show: 'token-before',
    },
  ],
  [
    'BLOCK_IN_FLOW',
    '',
    {
      kind: 'missing-comma',
      message: 'Between brackets, items are separated by commas. One is missing here.',
      show: 'colon',
      blank: true,
    },
  ],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    'Nested mappings',
    {
      kind: 'nested-mapping',
      message:
        'A colon and a space make a key of what stands before them. Put the whole value in quotes, or begin the nested key on a line of its own.',
      show: 'colon',
      blank: true,
    },
  ],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    '',
    {
      kind: 'wrong-indentation',
      message: 'This item is indented unlike the list that it belongs to.',
      show: 'token-after',
      blank: true,
    },
  ],
  [
    'BAD_INDENT',
    'All mapping items',
    {
      kind: 'wrong-indentation',
      message: 'This key is indented unlike its neighbours. Put it in the same column.',
      show: 'token-after',
    },
  ],
  [
    'BAD_INDENT',
    'All sequence items',
    {
      kind: 'wrong-indentation',
      message: 'This item is indented unlike its neighbours. Put it in the same column.',
      show: 'token-after',
    },
  ],
  [
    'BAD_INDENT',
    '',
    {
      kind: 'wrong-indentation',
      message: 'This line of a text block is indented less than its first line.',
    },
  ],
  [
    'BAD_DQ_ESCAPE',
    '',
    {
      kind: 'invalid-escape',
      message:
        'There is no such escape between double quotes. Write \\\\ for a backslash, or use single quotes.',
    },
  ],
  [
    'BAD_SCALAR_START',
    '',
    {
      kind: 'unexpected-token',
      message: 'A plain text cannot begin with this character. Put the text in quotes.',
    },
  ],
  [
    'UNEXPECTED_TOKEN',
    'scalar at node end',
    {
      kind: 'unexpected-token',
      message:
        'The value ends before this. Put all of it in one pair of quotes, or delete the rest.',
      blank: true,
    },
  ],
  [
    'UNEXPECTED_TOKEN',
    'block-seq-ind',
    {
      kind: 'unexpected-token',
      message: 'A list begins on the line after its key.',
      blank: true,
    },
  ],
  [
    'UNEXPECTED_TOKEN',
    'Unexpected ,',
    { kind: 'unexpected-token', message: 'There is nothing before this comma. Delete it.' },
  ],
  [
    'UNEXPECTED_TOKEN',
    'Block scalar header',
    {
      kind: 'unexpected-token',
      message: 'After | or > only + or - and a digit can follow; the text begins on the next line.',
    },
  ],
  [
    'UNEXPECTED_TOKEN',
    '',
    {
      kind: 'unexpected-token',
      message: 'Nothing here calls for this. Delete it, or put the text in quotes.',
      blank: true,
    },
  ],
  [
    'BAD_DIRECTIVE',
    '',
    { kind: 'invalid-directive', message: 'This is no YAML directive. Delete the line.' },
  ],
  [
    'BAD_ALIAS',
    '',
    { kind: 'invalid-alias', message: 'An anchor (&name) and an alias (*name) need a name.' },
  ],
  [
    'ALIAS_PROPS',
    '',
    { kind: 'invalid-alias', message: 'An alias stands alone, without an anchor or a tag.' },
  ],
  [
    'KEY_OVER_1024_CHARS',
    '',
    { kind: 'key-too-long', message: 'A key has at most 1024 characters.' },
  ],
];

function explain(error: YAMLError, source: string): Fault | undefined {
  const known = explanations.find(
    ([code, part]) => code === error.code && error.message.includes(part),
  );
  if (known !== undefined && known[2] === undefined) return undefined;
  const { kind, message, show, blank } = known?.[2] ?? {
    kind: 'unexpected-token',
    message: `YAML cannot be read here: ${error.message}.`,
  };
  const [from, to] = error.pos;
  if (show === 'colon') return colonFault(source, from, { kind, message });
  const range =
    show === 'token-before'
      ? inText(source, endOfTokenBefore(source, from))
      : show === 'token-after'
        ? inText(source, tokenAfter(source, from))
        : inText(source, { start: from, end: Math.min(to, firstLine(source, from).end) });
  return { problem: { kind, message, range }, ...(blank && { blank: [range] }) };
}

const UNQUOTED_LAMBDA =
  'A lambda needs quotes, since its colon makes a key of what stands before it. Put all of it in quotes: "lambda x: …".';

/** A colon that makes a key where none can be: on the line of `from`, or on one indented too much. */
function colonFault(
  source: string,
  from: number,
  explanation: Pick<Explanation, 'kind' | 'message'>,
): Fault {
  const line = firstLine(source, from);
  const colon = /:(?=\s|$)/.exec(source.slice(line.start, line.end));
  if (colon !== null) {
    const start = line.start + colon.index;
    const range = { start, end: start + 1 };
    const isLambda = /^lambda\b/.test(source.slice(line.start, start));
    const message = isLambda ? UNQUOTED_LAMBDA : explanation.message;
    return { problem: { ...explanation, message, range }, blank: [range] };
  }
  const range = inText(source, tokenAfter(source, line.end));
  return {
    problem: {
      kind: 'wrong-indentation',
      message:
        'This looks like a key, but is indented like a part of the value above. Indent it less.',
      range,
    },
    blank: [firstLine(source, range.start)],
  };
}

function endOfTokenBefore(source: string, offset: number): TextRange {
  let end = offset;
  while (end > 1 && /\s/.test(source.charAt(end - 1))) end -= 1;
  return { start: end - 1, end };
}

function tokenAfter(source: string, offset: number): TextRange {
  nextToken.lastIndex = offset;
  const token = nextToken.exec(source)?.[1] ?? '';
  return { start: nextToken.lastIndex - token.length, end: nextToken.lastIndex };
}

const nextToken = /\s*([^\s:]*)/y;

/** From `start` to the end of its line, without the blanks there. */
function firstLine(source: string, start: number): TextRange {
  const lineBreak = source.indexOf('\n', start);
  const line = source.slice(start, lineBreak === -1 ? source.length : lineBreak);
  return { start, end: start + line.trimEnd().length };
}

/** At least one character, and within the text. */
function inText(source: string, { start, end }: TextRange): TextRange {
  const from = Math.max(0, Math.min(start, source.length - 1));
  return { start: from, end: Math.max(from + 1, Math.min(end, source.length)) };
}

function crossesLine(source: string, { start, end }: TextRange): boolean {
  const lineBreak = source.indexOf('\n', start);
  return lineBreak !== -1 && lineBreak < end;
}
