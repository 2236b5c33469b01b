import { type Pointer, pointer } from '../../syntax/data-tree.ts';
import { lineAround } from '../../syntax/line.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { type FlowCursor, flowCursor } from './yaml-flow.ts';
import {
  columnOfChildren,
  LINE_BEGINNING,
  outlineOf,
  parentsOf,
  siblingsOf,
  unquoted,
} from './yaml-outline.ts';

/** A place in a gate file where something can be typed: a key, or a value. */
export interface YamlCursor {
  readonly expects: 'key' | 'value';
  /** Of the mapping that the key is for, or of the value itself; items of lists are all `0`. */
  readonly path: Pointer;
  /** The other keys of that mapping; none for a value. */
  readonly present: ReadonlySet<string>;
  /** The half-typed text at the cursor, quotes included. */
  readonly replace: TextRange;
  readonly written: string;
  /** What has to stand before the proposal: a blank behind the colon, the right indentation. */
  readonly lead: string;
  readonly hasColon: boolean;
  /** Within `{ }`: all on one line. */
  readonly isFlow: boolean;
  /** Whether another key follows without a comma between. */
  readonly lacksComma: boolean;
}

/** Longer texts are none that people write by hand. */
const LONGEST_TEXT = 200_000;

/**
 * What can be typed at `offset`. It goes by lines and indentation, so it knows where it is however
 * unfinished the text; undefined in comments, in blocks of text, and where no key or value can begin.
 */
export function yamlCursor(text: string, offset: number): YamlCursor | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const line = lineAround(text, offset);
  const before = text.slice(line.start, offset);
  const after = text.slice(offset, line.end);
  const [, blanks = '', dashes = '', content = ''] = LINE_BEGINNING.exec(before) ?? [];
  if (COMMENT.test(before.replaceAll(QUOTED, '')) || before.includes('\t')) return undefined;
  if (content === '' && /^(?:\s+[^\s#]|-(?:\s|$))/.test(after)) return undefined;

  const above = outlineOf(text.slice(0, line.start));
  const below = outlineOf(text.slice(line.end));
  const dash = dashes === '' ? undefined : blanks.length;
  const place = { dash, column: blanks.length + dashes.length };
  const parents = parentsOf(above, place);
  if (parents === undefined) return undefined;
  const { path } = parents;

  const [, key, typed] = KEY_AND_VALUE.exec(content) ?? [];
  if (key !== undefined) return behindKey([...path, unquoted(key)], typed, offset, after);
  if (!/^["']?[\w.-]*$/.test(content)) return undefined;

  const siblings = siblingsOf(above, below, place);
  const column =
    siblings[0]?.column ?? columnOfChildren(above, below, parents.column) ?? place.column;
  // A blank line may be indented in any way; its neighbours tell which is the right one.
  const isAstray = content === '' && dash === undefined && column !== place.column;
  const rest = /^[\w.-]*["']?/.exec(after)?.[0] ?? '';
  return {
    expects: 'key',
    path: pointer(...path),
    present: new Set(
      (isAstray ? siblingsOf(above, below, { dash, column }) : siblings).flatMap(
        (one) => one.key ?? [],
      ),
    ),
    replace: { start: isAstray ? line.start : offset - content.length, end: offset + rest.length },
    written: content,
    lead: isAstray ? ' '.repeat(column) : '',
    hasColon: /^\s*:/.test(after.slice(rest.length)),
    isFlow: false,
    lacksComma: false,
  };
}

const COMMENT = /(?:^|\s)#/;
/** The last one may lack its closing quote. */
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)/g;
const KEY_AND_VALUE = /^("[^"]*"|'[^']*'|[\w.-]+)\s*:(?:\s+(.*))?$/;

function behindKey(
  path: readonly string[],
  typed: string | undefined,
  offset: number,
  after: string,
): YamlCursor | undefined {
  const flow = flowCursor(typed ?? '');
  if (flow !== undefined) return inFlow(flow, path, typed ?? '', offset, after);
  return atValue(path, typed, offset, after);
}

function atValue(
  path: readonly string[],
  typed: string | undefined,
  offset: number,
  after: string,
): YamlCursor | undefined {
  const written = typed ?? '';
  if (/^[|>&*![{]/.test(written)) return undefined;
  return {
    expects: 'value',
    path: pointer(...path),
    present: new Set(),
    replace: { start: offset - written.length, end: offset + restOfScalar(written, after).length },
    written,
    lead: typed === undefined ? ' ' : '',
    hasColon: true,
    isFlow: false,
    lacksComma: false,
  };
}

function inFlow(
  { expects, path, present, written }: FlowCursor,
  around: readonly string[],
  typed: string,
  offset: number,
  after: string,
): YamlCursor | undefined {
  const rest = /^[\w.-]*["']?/.exec(after)?.[0] ?? '';
  const behind = after.slice(rest.length);
  const isFollowed = /^\s*["'\w]/.test(behind);
  if (isFollowed && (expects === 'value' || written !== '')) return undefined;
  const keysBehind = [...behind.matchAll(/(?:^|[,{])\s*["']?([\w.-]+)["']?\s*:/g)];
  return {
    expects,
    path: pointer(...around, ...path),
    present: new Set([...present, ...keysBehind.flatMap(([, key]) => key ?? [])]),
    replace: { start: offset - written.length, end: offset + rest.length },
    written,
    lead: typed.endsWith(':') ? ' ' : '',
    hasColon: expects === 'value' || /^\s*:/.test(behind),
    isFlow: true,
    lacksComma: isFollowed,
  };
}

/** What the author has behind the cursor of the scalar begun before it. */
function restOfScalar(written: string, after: string): string {
  const quote = /^["']/.exec(written)?.[0];
  const closing = quote === undefined ? -1 : after.indexOf(quote);
  if (closing !== -1) return after.slice(0, closing + 1);
  return after.replace(/(?:^|\s)#.*$/, '').trimEnd();
}
