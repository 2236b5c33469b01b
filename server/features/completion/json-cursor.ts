import { type Pointer, pointer } from '../../syntax/data-tree.ts';
import { type JsonToken, jsonTokens } from '../../syntax/json-tokens.ts';
import { lineAround } from '../../syntax/line.ts';
import type { TextRange } from '../../syntax/text-range.ts';

/** A place in a JSON text where something can be typed: a key, or a value. */
export interface JsonCursor {
  readonly expects: 'key' | 'value';
  /** Of the object that the key is for, or of the value itself. */
  readonly path: Pointer;
  /** The other keys of that object, those behind the cursor included; none for a value. */
  readonly present: ReadonlySet<string>;
  /** The half-typed text at the cursor, quotes included, whether it has both, one or none. */
  readonly replace: TextRange;
  readonly written: string;
  /** Whether the key has its colon. */
  readonly hasColon: boolean;
  /** Whether another key or value follows without a comma between. */
  readonly lacksComma: boolean;
}

/** An object or array that is open at the cursor. */
interface Frame {
  readonly bracket: '{' | '[';
  /** Where it stands in the one around it. */
  readonly segment: string | number | undefined;
  keys: string[];
  /** The key that awaits its value. */
  key: string | undefined;
  afterColon: boolean;
  /** Values so far. */
  count: number;
  /** Whether a comma or the opening bracket came last. */
  ready: boolean;
}

/**
 * What can be typed at `offset`. It goes by the tokens before the cursor alone, so half a key and
 * unclosed brackets do not confuse it; undefined in comments, behind complete values, in a text with
 * nothing in it, and before a value that is there already.
 */
export function jsonCursor(text: string, offset: number): JsonCursor | undefined {
  const comments: TextRange[] = [];
  const next = jsonTokens(text, ({ kind, range }) => {
    if (kind === 'comment') comments.push(range);
  });
  const frames: Frame[] = [];
  let token = next();
  let previous: JsonToken | undefined;
  while (token.kind !== 'end' && !holdsCursor(token, offset) && token.range.start < offset) {
    read(token, previous, frames);
    previous = token;
    token = next();
  }
  if (comments.some(({ start, end }) => start < offset && offset <= end)) return undefined;

  const frame = frames.at(-1);
  if (frame === undefined) return undefined;
  const isKey = frame.bracket === '{' && !frame.afterColon;
  const touched = touchedToken(token, offset, isKey);
  if (!frame.ready && touched === undefined) return undefined;

  const replace = replacedRange(text, touched, offset);
  const rest = text.slice(replace.end, replace.end + FAR_ENOUGH);
  const hasValue = touched === undefined && /^[^\S\r\n]*["{[\w-]/.test(rest);
  if (frame.afterColon && hasValue) return undefined;
  const segments = frames.flatMap(({ segment }) => segment ?? []);
  const own = frame.bracket === '{' ? frame.key : frame.count;
  return {
    expects: isKey ? 'key' : 'value',
    path: isKey || own === undefined ? pointer(...segments) : pointer(...segments, own),
    present: new Set(isKey ? [...frame.keys, ...keysAfter(token, touched, next)] : []),
    replace,
    written: text.slice(replace.start, replace.end),
    hasColon: isKey && /^\s*:/.test(rest),
    lacksComma: /^\s*["{[\w-]/.test(rest),
  };
}

/** What follows is looked at no further: nobody leaves so many blanks. */
const FAR_ENOUGH = 1_000;

/** Takes a token that ends before the cursor into account. */
function read(token: JsonToken, previous: JsonToken | undefined, frames: Frame[]): void {
  const frame = frames.at(-1);
  switch (token.kind) {
    case '{':
    case '[': {
      const segment = frame?.bracket === '[' ? frame.count : frame?.key;
      if (frame !== undefined) valueRead(frame);
      frames.push({
        bracket: token.kind,
        segment,
        keys: [],
        key: undefined,
        afterColon: false,
        count: 0,
        ready: true,
      });
      return;
    }
    case '}':
    case ']':
      closeFrame(frames, token.kind === '}' ? '{' : '[');
      return;
    case ',':
      if (frame !== undefined) Object.assign(frame, { ready: true, afterColon: false });
      return;
    case ':':
      colonRead(previous, frames);
      return;
    default:
      if (frame === undefined) return;
      if (frame.bracket === '{' && !frame.afterColon) keyRead(frame, token.text);
      else valueRead(frame);
  }
}

function keyRead(frame: Frame, key: string): void {
  frame.keys.push(key);
  frame.key = key;
  frame.ready = false;
}

function valueRead(frame: Frame): void {
  frame.count += 1;
  frame.afterColon = false;
  frame.ready = false;
}

/** A colon in an array tells that the array was to end before the key: `"a": ["x" ⏎ "b": …`. */
function colonRead(key: JsonToken | undefined, frames: Frame[]): void {
  const isStray = frames.at(-1)?.bracket === '[' && key?.kind === 'string';
  if (isStray) closeFrame(frames, '[');
  const frame = frames.at(-1);
  if (frame?.bracket !== '{') return;
  if (isStray) keyRead(frame, key.text);
  frame.afterColon = true;
  frame.ready = true;
}

/** Closes the innermost bracket of that kind, and those in it that their author forgot. */
function closeFrame(frames: Frame[], bracket: '{' | '['): void {
  const index = frames.findLastIndex((frame) => frame.bracket === bracket);
  if (index !== -1) frames.length = index;
}

function holdsCursor({ kind, range, unclosed }: JsonToken, offset: number): boolean {
  if (offset <= range.start) return false;
  if (kind === 'string') return unclosed ? offset <= range.end : offset < range.end;
  return isWord(kind) && offset <= range.end;
}

function isWord(kind: JsonToken['kind']): boolean {
  return kind === 'number' || kind === 'literal' || kind === 'word';
}

/** The token that a proposal takes the place of; a key that begins at the cursor is another one. */
function touchedToken(token: JsonToken, offset: number, isKey: boolean): JsonToken | undefined {
  if (holdsCursor(token, offset)) return token;
  const begins = token.range.start === offset && (token.kind === 'string' || isWord(token.kind));
  return begins && !isKey ? token : undefined;
}

/**
 * A quote that its author has not closed yet makes strings of what lies between the following
 * ones. So the text of `token` ends where no name goes on: at a comma, a colon, a bracket.
 */
function replacedRange(text: string, token: JsonToken | undefined, offset: number): TextRange {
  if (token === undefined) return { start: offset, end: offset };
  const line = lineAround(text, offset);
  const start = Math.max(token.range.start, line.start);
  if (token.kind !== 'string') return { start, end: Math.min(token.range.end, line.end) };
  const from = Math.max(offset, start + 1);
  const rest = text.slice(from, line.end);
  const whole = /^[^",:{}[\]]*"/.exec(rest)?.[0] ?? /^[^\s",:{}[\]]*/.exec(rest)?.[0] ?? '';
  return { start, end: from + whole.length };
}

/** The keys that the object around the cursor has behind it. */
function keysAfter(
  token: JsonToken,
  touched: JsonToken | undefined,
  next: () => JsonToken,
): string[] {
  const keys: string[] = [];
  let depth = 0;
  let previous: JsonToken | undefined;
  for (
    let current = touched === undefined ? token : next();
    current.kind !== 'end' && depth >= 0;
    current = next()
  ) {
    if (current.kind === '{' || current.kind === '[') depth += 1;
    else if (current.kind === '}' || current.kind === ']') depth -= 1;
    else if (current.kind === ':' && depth === 0 && previous !== undefined)
      keys.push(previous.text);
    previous = current;
  }
  return keys;
}
