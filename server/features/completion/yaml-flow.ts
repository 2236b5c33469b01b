import { unquoted } from './yaml-outline.ts';

/** A place within `{ }` on one line. */
export interface FlowCursor {
  readonly expects: 'key' | 'value';
  /** The keys that lead to the mapping, or to the value. */
  readonly path: readonly string[];
  /** The keys before the cursor. */
  readonly present: readonly string[];
  /** The half-typed key or value. */
  readonly written: string;
}

/** What can be typed at the end of `typed`, the value of a key so far; undefined if no `{` is open. */
export function flowCursor(typed: string): FlowCursor | undefined {
  const frames: { bracket: string; key: string | undefined; keys: string[] }[] = [];
  let written = '';
  for (const [piece] of typed.matchAll(PIECE)) {
    const frame = frames.at(-1);
    if (!SIGN.test(piece)) {
      written += piece;
      continue;
    }
    if (piece === '{' || piece === '[') frames.push({ bracket: piece, key: undefined, keys: [] });
    else if (piece === '}' || piece === ']') frames.pop();
    else if (piece === ',' && frame !== undefined) frame.key = undefined;
    else if (piece === ':' && frame !== undefined) {
      frame.key = unquoted(written.trim());
      frame.keys.push(frame.key);
    }
    written = '';
  }
  const frame = frames.at(-1);
  if (frame?.bracket !== '{') return undefined;
  const around = frames.slice(0, -1).flatMap(({ key }) => key ?? []);
  return {
    expects: frame.key === undefined ? 'key' : 'value',
    path: frame.key === undefined ? around : [...around, frame.key],
    present: frame.keys,
    written: written.trimStart(),
  };
}

const PIECE = /"(?:[^"\\]|\\.)*"?|'[^']*'?|[{}[\],:]|[^"'{}[\],:]+/g;
const SIGN = /^[{}[\],:]$/;
