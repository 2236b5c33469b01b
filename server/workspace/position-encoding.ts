/**
 * What LSP positions count (LSP 3.17, "Position"): bytes of UTF-8, code units of UTF-16 or code
 * points. A lone surrogate has 3 bytes (encoders write U+FFFD for it) and is one code point.
 */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** A place in a document as the wire has it; `character` counts in the negotiated encoding. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From one place up to another. Inside, lines and UTF-16 columns from 0. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

const ENCODINGS: readonly string[] = ['utf-8', 'utf-16', 'utf-32'] satisfies PositionEncoding[];

/**
 * The encoding to use with a client that offered `general.positionEncodings`. Text is UTF-16 inside,
 * so that costs nothing and is taken when offered; else the client's first that is known. A client
 * that offers nothing, or nothing known, gets utf-16, as LSP has it.
 */
export function negotiateEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (!Array.isArray(offered) || offered.includes('utf-16')) return 'utf-16';
  return offered.find(isPositionEncoding) ?? 'utf-16';
}

function isPositionEncoding(name: string): name is PositionEncoding {
  return ENCODINGS.includes(name);
}

/** How many units of `encoding` the characters of `text` from `start` to `end` (offsets) take. */
export function unitsBetween(
  text: string,
  start: number,
  end: number,
  encoding: PositionEncoding,
): number {
  if (encoding === 'utf-16') return end - start;
  let units = 0;
  for (let at = start; at < end; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    units += unitsOf(codePoint, encoding);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return units;
}

/**
 * The offset that lies `units` of `encoding` after `start`, at most `end`. Units that end inside a
 * character give the offset of its start.
 */
export function offsetAfter(
  text: string,
  start: number,
  end: number,
  units: number,
  encoding: PositionEncoding,
): number {
  if (encoding === 'utf-16') {
    return startOfCharacter(text, start + Math.min(Math.max(units, 0), end - start));
  }
  let left = units;
  let at = start;
  while (at < end) {
    const codePoint = text.codePointAt(at) ?? 0;
    left -= unitsOf(codePoint, encoding);
    if (left < 0) break;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return at;
}

/** `offset`, or one less if that lies between the halves of a surrogate pair. */
export function startOfCharacter(text: string, offset: number): number {
  const isPair = (text.codePointAt(offset - 1) ?? 0) > 0xffff;
  return isPair ? offset - 1 : offset;
}

function unitsOf(codePoint: number, encoding: 'utf-8' | 'utf-32'): number {
  if (encoding === 'utf-32' || codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint > 0xffff ? 4 : 3;
}
