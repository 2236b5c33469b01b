import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'lossless-json';

/** Where recordings of the original engine may stand that are not part of the project. */
const SHARED = path.join(process.env.PRAXIS_SHARED ?? '../shared', 'conformance');

/**
 * Our own cases of a kind, and those recorded from the original engine where they are at hand.
 * Numbers are `LosslessNumber`s: how evidence writes them is part of a case.
 *
 * @param name `gates`, `tasks` or `sessions`
 */
export function casesOf<Own, Recorded>(
  name: string,
): { own: readonly Own[]; recorded: readonly Recorded[] } {
  const own = path.join(import.meta.dirname, 'cases', `${name}.json`);
  const recorded = path.join(SHARED, `${name}.json`);
  return {
    own: parse(readFileSync(own, 'utf8')) as Own[],
    recorded: existsSync(recorded)
      ? (parse(readFileSync(recorded, 'utf8')) as { cases: Recorded[] }).cases
      : [],
  };
}

/** A value without `LosslessNumber`s, for comparing with what a server answers. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, part) => plainNumber(part))) as T;
}

function plainNumber(part: unknown): unknown {
  return typeof part === 'object' && part !== null && 'isLosslessNumber' in part
    ? Number(String(part))
    : part;
}
