import { LosslessNumber } from 'lossless-json';
import { PraxisError } from '../../protocol/errors.ts';

/** What the original engine takes at the most (FORMAT.md (h)), in bytes of JSON. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Deeper evidence is a mistake, and many a reader of the state file would choke on it. */
const DEEPEST = 64;

/**
 * Refuses evidence, or options, that are too large or too deep to be kept.
 *
 * @param what the name of the parameter
 * @throws {PraxisError} InvalidParams
 */
export function checkBounds(what: string, value: unknown): void {
  let bytes = 0;
  const pending: [value: unknown, depth: number][] = [[value, 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [part, depth] = next;
    if (depth > DEEPEST) {
      throw refused(what, `nested deeper than ${DEEPEST} levels`, `at most ${DEEPEST} levels`);
    }
    bytes += sizeOf(part);
    if (bytes > MOST_BYTES) {
      throw refused(what, 'more than 10 MiB', 'at most 10 MiB of JSON');
    }
    if (typeof part !== 'object' || part === null || part instanceof LosslessNumber) continue;
    for (const [key, inner] of Object.entries(part)) {
      if (!Array.isArray(part)) bytes += Buffer.byteLength(key) + 4;
      pending.push([inner, depth + 1]);
    }
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 2;
  if (value instanceof LosslessNumber) return value.value.length + 1;
  return 8;
}

function refused(what: string, got: string, expected: string): PraxisError {
  return new PraxisError(
    'InvalidParams',
    `${what}: expected ${expected}, got ${got}`,
    'Submit names, counts and paths, and leave large outputs in files.',
    { path: what },
  );
}
