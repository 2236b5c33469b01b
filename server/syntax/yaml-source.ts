import { CST, Lexer, Parser } from 'yaml';
import type { TextRange } from './text-range.ts';

/** Deeper nesting than this is a fault: nobody writes it, and recursion has an end. */
export const maxDepth = 100;

/** The complement of what PyYAML's reader accepts. */
const unprintable = /[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const allUnprintable = new RegExp(unprintable, 'gu');
/** PyYAML breaks lines at these as well; the library knows LF and CRLF alone. */
const otherLineBreaks = /\r(?!\n)|[\u0085\u2028\u2029]/g;

/** What YAML takes for blank, of all that JavaScript does: a no-break space is text to it. */
export function isYamlBlank(character: string | undefined): boolean {
  return character !== undefined && blank.test(character);
}

const blank = /^[ \t\n\r\u0085\u2028\u2029]$/;

/** The first character that PyYAML refuses to read at all. */
export function unprintableIn(text: string): TextRange | undefined {
  const match = unprintable.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + 1 };
}

/** The text as the library should see it, character for character as long as the original. */
export function readable(text: string): string {
  return text.replace(otherLineBreaks, '\n').replace(allUnprintable, '\uFFFD');
}

/** The first document of a stream as concrete syntax, and what can be seen in it before it is composed. */
export interface YamlSource {
  /** What to compose: directives, the document, and what belongs to its end. */
  readonly tokens: readonly CST.Token[];
  /** How much work it was. */
  readonly lexemes: number;
  /** Where reading stopped because the budget was spent. */
  readonly cutAt: number | undefined;
  /** Where a second document begins. */
  readonly secondDocument: TextRange | undefined;
  /** A collection that is nested too deep; what it holds has been taken out. */
  readonly tooDeep: TextRange | undefined;
  /** Tabs where PyYAML takes spaces only. */
  readonly tabs: readonly TextRange[];
  /** Question marks in plain text between brackets, where PyYAML takes them for keys to come. */
  readonly questionMarks: readonly TextRange[];
  readonly quoted: readonly QuotedScalar[];
  /** The opening brackets of flow collections that never end; of nested ones the innermost. */
  readonly unclosedBrackets: readonly TextRange[];
}

export interface QuotedScalar {
  readonly range: TextRange;
  readonly closed: boolean;
}

/** Reads at most `budget` lexemes of `source`. */
export function readSource(source: string, budget: number): YamlSource {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  let cutAt: number | undefined;
  for (const lexeme of new Lexer().lex(source)) {
    if (lexemes === budget) {
      cutAt = parser.offset;
      break;
    }
    lexemes += 1;
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);

  const isDocument = (token: CST.Token) => token.type === 'document';
  const first = tokens.findIndex(isDocument);
  const second = tokens.findIndex((token, index) => index > first && isDocument(token));
  const ownTokens = second === -1 ? tokens : tokens.slice(0, second);
  const secondDocument = documentStart(tokens[second]);
  return { tokens: ownTokens, lexemes, cutAt, secondDocument, ...inspect(ownTokens) };
}

function documentStart(token: CST.Token | undefined): TextRange | undefined {
  if (token?.type !== 'document') return undefined;
  const marker = token.start.find(({ type }) => type === 'doc-start');
  const start = marker?.offset ?? token.offset;
  return { start, end: start + (marker?.source.length ?? 1) };
}

type Inspection = Pick<
  YamlSource,
  'tooDeep' | 'tabs' | 'questionMarks' | 'quoted' | 'unclosedBrackets'
>;

/** Walks through tokens and what they hold, in the order of the text, without recursion. */
function inspect(tokens: readonly CST.Token[]): Inspection {
  const tabs: TextRange[] = [];
  const questionMarks: TextRange[] = [];
  const quoted: QuotedScalar[] = [];
  const unclosed: { range: TextRange; depth: number }[] = [];
  let tooDeep: TextRange | undefined;

  const pending = tokens.map((token) => ({ token, depth: 0, inFlow: false })).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    const inFlow = next.inFlow || token.type === 'flow-collection';
    if (mayHoldTab(token)) for (const tab of runsOf(/\t+/g, token)) tabs.push(tab);
    if (inFlow && token.type === 'scalar') {
      for (const mark of runsOf(/\?+/g, token)) questionMarks.push(mark);
    }
    if (token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar') {
      const range = { start: token.offset, end: token.offset + token.source.length };
      quoted.push({ range, closed: isClosed(token.source) });
    }
    if (token.type === 'flow-collection' && !isClosedFlow(token)) {
      unclosed.push({ range: { start: token.offset, end: token.offset + 1 }, depth });
    }
    if (depth > maxDepth) {
      tooDeep ??= { start: token.offset, end: token.offset + 1 };
      empty(token);
    }
    for (const child of children(token).reverse()) {
      pending.push({ token: child, depth: CST.isCollection(child) ? depth + 1 : depth, inFlow });
    }
  }
  const unclosedBrackets = unclosed
    .filter(({ depth }, index) => depth >= (unclosed[index + 1]?.depth ?? 0))
    .map(({ range }) => range);
  return { tooDeep, tabs, questionMarks, quoted, unclosedBrackets };
}

/** Everything within a token that is a token itself, in the order of the text. */
function children(token: CST.Token): CST.Token[] {
  switch (token.type) {
    case 'document':
      return [...token.start, ...present(token.value), ...(token.end ?? [])];
    case 'block-map':
    case 'block-seq':
    case 'flow-collection': {
      const items: readonly CST.CollectionItem[] = token.items;
      const content = items.flatMap(({ start, key, sep, value }) => [
        ...start,
        ...present(key),
        ...(sep ?? []),
        ...present(value),
      ]);
      return token.type === 'flow-collection' ? content.concat(token.end) : content;
    }
    case 'block-scalar':
      return [...token.props];
    case 'alias':
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return [...(token.end ?? [])];
    default:
      return [];
  }
}

function present(token: CST.Token | null | undefined): CST.Token[] {
  return token == null ? [] : [token];
}

function empty(token: CST.Token): void {
  if (CST.isCollection(token)) token.items.length = 0;
}

/** Comments, quoted text and the bodies of block scalars may hold tabs. */
function mayHoldTab(token: CST.Token): token is CST.SourceToken | CST.FlowScalar {
  return token.type === 'space' || token.type === 'scalar';
}

function* runsOf(
  pattern: RegExp,
  { offset, source }: CST.SourceToken | CST.FlowScalar,
): Generator<TextRange> {
  for (const { 0: run, index } of source.matchAll(pattern)) {
    yield { start: offset + index, end: offset + index + run.length };
  }
}

function isClosedFlow({ start, end }: CST.FlowCollection): boolean {
  return end[0]?.source === (start.source === '{' ? '}' : ']');
}

/** Whether the last quote closes the scalar, and is no escaped one: `\"` or, in single quotes, `''`. */
function isClosed(source: string): boolean {
  const inner = source.slice(1);
  if (source.startsWith("'")) return lengthOfRunAtEnd(inner, "'") % 2 === 1;
  return inner.endsWith('"') && lengthOfRunAtEnd(inner.slice(0, -1), '\\') % 2 === 0;
}

function lengthOfRunAtEnd(text: string, character: string): number {
  let length = 0;
  while (text[text.length - 1 - length] === character) length += 1;
  return length;
}
